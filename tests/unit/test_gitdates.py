"""Dates from git: first and last commit of each source, by one call, and never an invented one."""

import os
import shutil
import stat
import subprocess
import sys

import pytest

from journal.gitdates import read_history

_ENV = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@me.example",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@me.example",
}


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in _ENV.items():
        monkeypatch.setenv(name, value)


def git(root, *args, date="2024-01-01T00:00:00Z"):
    env = os.environ | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    done = subprocess.run(["git", *args], cwd=root, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(folder, date, *, top=None):
    git(top or folder.root, "add", "-A")
    git(top or folder.root, "commit", "-qm", "x", date=date)


@pytest.fixture
def repo(folder):
    git(folder.root, "init", "-q")
    return folder


def days(found):
    return {path: moment.isoformat() for path, moment in found.items()}


LONG = "A text that is long enough for git to know it again.\n" * 20


def test_the_first_and_the_last_commit_of_each_file(repo):
    repo.put("posts/a.md", "one")
    commit(repo, "2021-03-04T23:30:00-08:00")
    repo.put("posts/a.md", "two")
    repo.put("pages/b.md", "b")
    commit(repo, "2022-05-06T00:15:00+14:00")
    history = read_history(repo.root)
    assert days(history.first) == {"posts/a.md": "2021-03-04T23:30:00-08:00", "pages/b.md": "2022-05-06T00:15:00+14:00"}
    assert days(history.last) == {"posts/a.md": "2022-05-06T00:15:00+14:00", "pages/b.md": "2022-05-06T00:15:00+14:00"}


def test_a_renamed_post_keeps_its_first_day(repo):
    repo.put("posts/a.md", LONG)
    commit(repo, "2021-01-01T00:00:00Z")
    git(repo.root, "mv", "posts/a.md", "posts/b.md")
    commit(repo, "2022-01-01T00:00:00Z")
    (repo.root / "posts/sub").mkdir()
    git(repo.root, "mv", "posts/b.md", "posts/sub/c d.md")
    repo.put("posts/sub/c d.md", LONG + "and a little more\n")
    commit(repo, "2023-01-01T00:00:00Z")
    history = read_history(repo.root)
    assert days(history.first)["posts/sub/c d.md"] == "2021-01-01T00:00:00+00:00"
    assert days(history.last)["posts/sub/c d.md"] == "2023-01-01T00:00:00+00:00"


def test_a_new_post_under_a_name_that_another_had_is_new(repo):
    repo.put("posts/a.md", LONG)
    commit(repo, "2021-01-01T00:00:00Z")
    git(repo.root, "mv", "posts/a.md", "posts/b.md")
    commit(repo, "2022-01-01T00:00:00Z")
    repo.put("posts/a.md", "something else altogether")
    commit(repo, "2023-01-01T00:00:00Z")
    first = days(read_history(repo.root).first)
    assert first == {"posts/a.md": "2023-01-01T00:00:00+00:00", "posts/b.md": "2021-01-01T00:00:00+00:00"}


def test_names_in_every_script_and_with_odd_signs(repo):
    names = ["posts/机器 学习.md", "posts/ü.md", 'posts/a "b" \t c.md', "posts/ lead.md"]
    for name in names:
        repo.put(name, name)
    commit(repo, "2021-01-01T00:00:00Z")
    assert sorted(read_history(repo.root).first) == sorted(names)


def test_a_site_in_a_folder_of_a_bigger_repository(repo):
    repo.put("site/posts/a.md", "a")
    repo.put("posts/other.md", "b")
    commit(repo, "2021-01-01T00:00:00Z")
    assert list(read_history(repo.root / "site").first) == ["posts/a.md"]


def test_what_is_not_committed_has_no_history(repo):
    repo.put("posts/a.md", "a")
    assert read_history(repo.root).first == {}
    commit(repo, "2021-01-01T00:00:00Z")
    repo.put("posts/b.md", "b")
    assert list(read_history(repo.root).first) == ["posts/a.md"]


def test_outside_of_a_checkout_there_is_no_history(folder, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.root.parent))
    folder.put("posts/a.md", "a")
    assert read_history(folder.root).first == {}


def test_a_machine_without_git_has_no_history(repo, monkeypatch):
    repo.put("posts/a.md", "a")
    commit(repo, "2021-01-01T00:00:00Z")
    monkeypatch.setenv("PATH", str(repo.root / "nowhere"))
    assert read_history(repo.root).first == {}


def test_a_shallow_clone_invents_no_dates(repo, tmp_path_factory):
    repo.put("posts/a.md", "a")
    commit(repo, "2021-01-01T00:00:00Z")
    repo.put("posts/b.md", "b")
    commit(repo, "2022-01-01T00:00:00Z")
    clone = tmp_path_factory.mktemp("clone") / "c"
    git(repo.root, "clone", "-q", "--depth", "1", repo.root.as_uri(), str(clone))
    assert read_history(clone).first == {}
    tree = clone.parent / "tree"
    git(clone, "worktree", "add", "-q", str(tree), "-b", "other")
    assert read_history(tree).first == {}


def test_a_worktree_of_a_whole_clone_has_the_whole_history(repo, tmp_path_factory):
    repo.put("posts/a.md", "a")
    commit(repo, "2021-01-01T00:00:00Z")
    tree = tmp_path_factory.mktemp("trees") / "tree"
    git(repo.root, "worktree", "add", "-q", str(tree), "-b", "other")
    assert list(read_history(tree).first) == ["posts/a.md"]


def test_the_configuration_of_git_changes_nothing(repo):
    for key, value in (
        ("log.showSignature", "true"),
        ("color.ui", "always"),
        ("core.pager", "false"),
        ("diff.renames", "false"),
        ("log.date", "relative"),
        ("format.pretty", "oneline"),
    ):
        git(repo.root, "config", key, value)
    repo.put("posts/a.md", LONG)
    commit(repo, "2021-01-01T00:00:00Z")
    git(repo.root, "mv", "posts/a.md", "posts/b.md")
    commit(repo, "2022-01-01T00:00:00Z")
    assert days(read_history(repo.root).first)["posts/b.md"] == "2021-01-01T00:00:00+00:00"


def test_a_commit_with_a_date_of_no_calendar_is_passed_over(repo):
    repo.put("posts/a.md", "a")
    git(repo.root, "add", "-A")
    tree = git(repo.root, "write-tree").strip()
    text = f"tree {tree}\nauthor A <a@b.example> 1600000000 +9999\ncommitter A <a@b.example> 1600000000 +0000\n\nx\n"
    done = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        cwd=repo.root, input=text, capture_output=True, text=True, check=True,
    )  # fmt: skip
    git(repo.root, "reset", "-q", done.stdout.strip())
    assert read_history(repo.root).first == {}


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_git_is_called_no_oftener_however_many_posts_there_are(repo, monkeypatch, tmp_path_factory):
    for n in range(30):
        repo.put(f"posts/{n}.md", f"# Post {n}\n")
    commit(repo, "2021-01-01T00:00:00Z")
    spy = tmp_path_factory.mktemp("bin") / "git"
    log = spy.parent / "calls"
    spy.write_text(f'#!/bin/sh\necho x >> "{log}"\nexec "{shutil.which("git")}" "$@"\n')
    spy.chmod(spy.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{spy.parent}{os.pathsep}{os.environ['PATH']}")
    assert {post["date"] for post in repo.posts()} == {"2021-01-01"}
    assert log.read_text() == "x\nx\n", "for the last commit, and for the log"
