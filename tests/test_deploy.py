"""Deploying: what a target holds afterwards, what it never loses, and what is refused."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from faults import dies_at, faults, in_child

from journal.deploy.folder import Folder
from journal.deploy.git import Git
from journal.lock import lock

SITE = """\
-- journal.toml --
title = "Notes"
url = "https://me.example/"
-- posts/2024-01-01-tries.md --
# Tries
-- posts/2024-01-02-heaps.md --
# Heaps
-- static/big.txt --
old
"""
IDENTITY = {
    "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@me.example",
    "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@me.example",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip

needs_rsync = pytest.mark.skipif(
    not shutil.which("rsync") and not os.environ.get("CI"), reason="rsync is not installed: apt install rsync"
)


@pytest.fixture
def git(monkeypatch):
    """Runs git in a folder, as somebody."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)

    def run(folder, *args, data=None):
        done = subprocess.run(["git", *args], cwd=folder, input=data, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    return run


@pytest.fixture
def cloned(site, git, tmp_path_factory):
    """A site in a repository with a remote that takes no force."""
    s = site(SITE)
    remote = tmp_path_factory.mktemp("remote")
    git(remote, "init", "--quiet", "--bare", "--initial-branch=main")
    git(remote, "config", "receive.denyNonFastForwards", "true")
    git(s.root, "init", "--quiet", "--initial-branch=main")
    s.put(".gitignore", "/public/\n/.journal/\n")
    git(s.root, "add", "--all")
    git(s.root, "commit", "--quiet", "--message=Begin")
    git(s.root, "remote", "add", "origin", str(remote))
    git(s.root, "push", "--quiet", "origin", "main")
    return s, remote


@pytest.fixture
def target(tmp_path_factory):
    """A folder outside of the site."""
    return tmp_path_factory.mktemp("target") / "www"


def on_branch(git, remote, branch="gh-pages"):
    names = git(remote, "ls-tree", "-r", "-z", "--name-only", branch).split("\0")
    return {name: git(remote, "show", f"{branch}:{name}").encode() for name in names if name}


def in_folder(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def deployed(s, *args, **more):
    ran = s.run("deploy", *args, **more)
    assert ran.ok, ran.err
    return ran


def refused(s, *args, **more):
    ran = s.run("deploy", *args, **more)
    assert ran.code == 1, (ran.code, ran.out, ran.err)
    assert "Traceback" not in ran.err
    assert "nothing was deployed" in ran.err
    return ran.err


def commit(git, remote, branch, files, parent=""):
    """A commit by somebody else, straight at the remote."""
    tree = "".join(
        f"100644 blob {git(remote, 'hash-object', '-w', '--stdin', data=text.encode()).strip()}\t{path}\n"
        for path, text in files.items()
    )
    index = {**os.environ, "GIT_INDEX_FILE": str(Path(remote) / "other-index")}
    if parent:
        subprocess.run(["git", "read-tree", parent], cwd=remote, env=index, check=True)
    subprocess.run(
        ["git", "update-index", "--add", "--index-info"], cwd=remote, env=index, input=tree.encode(), check=True
    )
    made = subprocess.run(["git", "write-tree"], cwd=remote, env=index, capture_output=True, check=True)
    new = git(remote, "commit-tree", made.stdout.decode().strip(), *(["-p", parent] if parent else []), "-m", "Other")
    git(remote, "update-ref", f"refs/heads/{branch}", new.strip())
    (Path(remote) / "other-index").unlink()
    return new.strip()


# --- a branch


def test_a_branch_gets_the_site_and_each_deploy_is_a_commit_on_top(cloned, git):
    s, remote = cloned
    ran = deployed(s, "github")
    assert "deployed to origin gh-pages: " in ran.out
    assert on_branch(git, remote) == {**s.outputs(), ".nojekyll": b""}
    first = git(remote, "rev-parse", "gh-pages").strip()
    s.put("posts/2024-02-01-new.md", "# New\n")
    s.put("posts/2024-01-02-heaps.md", "# Heaps of heaps\n")
    s.put("posts/2024-01-02-heaps.md", "---\ntitle: Piles\nslug: heaps\n---\nMore.\n")
    deployed(s, "github")
    assert on_branch(git, remote) == {**s.outputs(), ".nojekyll": b""}
    assert git(remote, "rev-parse", "gh-pages^").strip() == first
    assert git(remote, "log", "-1", "--format=%an %s", "gh-pages") == "Ada Deploy Notes\n"


def test_a_deploy_without_changes_makes_no_commit(cloned, git):
    s, remote = cloned
    deployed(s, "github")
    before = git(remote, "rev-parse", "gh-pages")
    assert "origin gh-pages: up to date" in deployed(s, "github").out
    assert git(remote, "rev-parse", "gh-pages") == before


def test_work_tree_index_and_branches_stay_as_they_are(cloned, git):
    s, _ = cloned
    deployed(s, "github")
    s.put("posts/2024-01-01-tries.md", "# Tries, half-way\n")
    s.put("staged.txt", "staged\n")
    git(s.root, "add", "staged.txt")
    asked = (["status", "--porcelain"], ["diff", "--cached"], ["for-each-ref", "refs/heads"], ["stash", "list"])
    before = [git(s.root, *words) for words in asked]
    deployed(s, "github")
    assert [git(s.root, *words) for words in asked] == before
    assert git(s.root, "for-each-ref", "refs/journal") == ""
    assert not (s.root / ".git/FETCH_HEAD").exists()


def test_what_the_author_put_on_the_branch_for_the_host_stays(cloned, git):
    s, remote = cloned
    commit(git, remote, "gh-pages", {"CNAME": "me.example\n", ".domains": "x\n", "mine/a": "a\n", "old.html": "old\n"})
    s.put("journal.toml", (s.root / "journal.toml").read_text() + "[deploy]\nkeep = ['mine']\n")
    deployed(s, "github", "--yes")
    now = on_branch(git, remote)
    assert now["CNAME"] == b"me.example\n"
    assert {".domains", "mine/a"} < now.keys()
    assert "old.html" not in now
    assert git(remote, "rev-list", "--count", "gh-pages") == "2\n"


def test_a_cname_of_the_site_wins(cloned, git):
    s, remote = cloned
    commit(git, remote, "gh-pages", {"CNAME": "old.example\n"})
    s.put("static/CNAME", "new.example\n")
    deployed(s, "github")
    assert on_branch(git, remote)["CNAME"] == b"new.example\n"


def test_gitlab_gets_the_site_below_public_and_a_job_that_hands_it_on(cloned, git):
    s, remote = cloned
    deployed(s, "gitlab")
    now = on_branch(git, remote, "pages")
    assert {
        path.removeprefix("public/"): data for path, data in now.items() if path.startswith("public/")
    } == s.outputs()
    assert b'if: $CI_COMMIT_BRANCH == "pages"' in now[".gitlab-ci.yml"]
    commit(git, remote, "pages", {".gitlab-ci.yml": "mine\n"}, git(remote, "rev-parse", "pages").strip())
    s.put("posts/2024-02-01-new.md", "# New\n")
    deployed(s, "gitlab")
    assert on_branch(git, remote, "pages")[".gitlab-ci.yml"] == b"mine\n"


def test_target_remote_and_branch_may_stand_in_the_settings(cloned, git):
    s, remote = cloned
    git(s.root, "remote", "rename", "origin", "host")
    settings = (s.root / "journal.toml").read_text()
    s.put("journal.toml", f'{settings}[deploy]\ntarget = "codeberg"\nremote = "host"\nbranch = "site"\n')
    assert "deployed to host site" in deployed(s).out
    assert on_branch(git, remote, "site") == s.outputs()


def test_a_remote_may_be_an_address(cloned, git):
    s, remote = cloned
    s.put("journal.toml", (s.root / "journal.toml").read_text() + f"[deploy]\nremote = '{remote}'\n")
    deployed(s, "github")
    s.put("posts/2024-02-01-new.md", "# New\n")
    deployed(s, "github")
    assert git(remote, "rev-list", "--count", "gh-pages") == "2\n"


def test_a_site_in_a_folder_of_its_repository(cloned, git):
    s, remote = cloned
    below = type(s)(s.root / "docs/notes").write(SITE)
    deployed(below, "github")
    assert on_branch(git, remote) == {**below.outputs(), ".nojekyll": b""}


def test_names_that_are_hard_to_write_down(cloned, git):
    s, remote = cloned
    s.put('static/a "b" \\ c.txt', "odd")
    s.put("static/ü/日本.txt", "odd, too")
    deployed(s, "github")
    assert on_branch(git, remote) == {**s.outputs(), ".nojekyll": b""}
    for file in ('static/a "b" \\ c.txt', "static/ü/日本.txt"):
        (s.root / file).unlink()
    s.run("urls", "accept", "--all")
    deployed(s, "github", "--yes")
    assert on_branch(git, remote) == {**s.outputs(), ".nojekyll": b""}


def test_a_file_that_becomes_a_folder(cloned, git):
    s, remote = cloned
    s.put("static/thing.png", "file")
    deployed(s, "github")
    (s.root / "static/thing.png").unlink()
    s.put("static/thing.png/in.png", "folder")
    deployed(s, "github")
    assert on_branch(git, remote) == {**s.outputs(), ".nojekyll": b""}


def test_a_machine_without_a_user_commits_as_the_site(cloned, git, monkeypatch):
    s, remote = cloned
    for name in IDENTITY:
        if "NAME" in name or "EMAIL" in name:
            monkeypatch.delenv(name)
    git(s.root, "config", "user.useConfigOnly", "true")
    s.put("journal.toml", 'author = "Ada <Quill>"\n' + (s.root / "journal.toml").read_text())
    deployed(s, "github")
    assert git(remote, "log", "-1", "--format=%cn", "gh-pages") == "Ada Quill\n"


def test_the_branch_that_the_site_is_written_on_is_refused(cloned, git):
    s, remote = cloned
    s.put("journal.toml", (s.root / "journal.toml").read_text() + '[deploy]\nbranch = "main"\n')
    before = git(remote, "for-each-ref")
    said = refused(s, "github", "--yes")
    assert "main is the branch that this site is written on" in said
    assert git(remote, "for-each-ref") == before


@pytest.mark.parametrize("ahead", [False, True], ids=["as it was", "further on"])
def test_a_branch_with_sources_is_refused_from_any_other_branch(cloned, git, ahead):
    s, remote = cloned
    git(s.root, "checkout", "--quiet", "-b", "feature")
    s.put("posts/2024-02-01-new.md", "# New\n")
    git(s.root, "add", "--all")
    git(s.root, "commit", "--quiet", "--message=More")
    if ahead:
        commit(
            git, remote, "main", {"posts/2024-03-01-other.md": "# Other\n"}, git(remote, "rev-parse", "main").strip()
        )
    s.put("journal.toml", (s.root / "journal.toml").read_text() + '[deploy]\nbranch = "main"\n')
    before = git(remote, "for-each-ref")
    assert "main holds sources of a site" in refused(s, "github", "--yes")
    assert git(remote, "for-each-ref") == before


def race(s, remote, git, monkeypatch, times, files):
    """Somebody else pushes between our look and our push."""
    tried, left = Git.tried, [times]

    def other_first(self, *arguments):
        if "push" in arguments and left[0]:
            left[0] -= 1
            commit(git, remote, "gh-pages", files(left[0]), git(remote, "rev-parse", "gh-pages").strip())
        return tried(self, *arguments)

    monkeypatch.setattr(Git, "tried", other_first)


def test_a_push_that_is_too_late_is_made_again_on_top(cloned, git, monkeypatch):
    s, remote = cloned
    deployed(s, "github")
    s.put("posts/2024-02-01-new.md", "# New\n")
    race(s, remote, git, monkeypatch, 1, lambda n: {"CNAME": f"{n}\n", "index.html": "theirs\n"})
    deployed(s, "github")
    assert git(remote, "log", "--format=%s", "gh-pages").split("\n")[:3] == ["Deploy Notes", "Other", "Deploy Notes"]
    assert on_branch(git, remote) == {**s.outputs(), ".nojekyll": b"", "CNAME": b"0\n"}


def test_who_is_too_late_twice_is_told(cloned, git, monkeypatch):
    s, remote = cloned
    deployed(s, "github")
    s.put("posts/2024-02-01-new.md", "# New\n")
    race(s, remote, git, monkeypatch, 2, lambda n: {"CNAME": f"{n}\n"})
    assert "somebody else pushes there at the same time" in refused(s, "github")
    assert git(remote, "log", "-1", "--format=%s", "gh-pages") == "Other\n"


def test_a_remote_that_refuses_is_quoted(cloned, git):
    s, remote = cloned
    hook = remote / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'No deploys on Fridays' >&2\nexit 1\n")
    hook.chmod(0o755)
    said = refused(s, "github")
    assert "the remote refused the push" in said
    assert "No deploys on Fridays" in said


def test_what_is_missing_is_told(cloned, git, site, tmp_path_factory):
    s, remote = cloned
    shutil.move(remote, f"{remote}-away")
    assert "git cannot reach the remote" in refused(s, "github")
    git(s.root, "remote", "remove", "origin")
    said = refused(s, "github")
    assert "this repository has no remote 'origin'" in said
    assert "git remote add origin ADDRESS" in said
    alone = type(s)(tmp_path_factory.mktemp("alone")).write(SITE)
    assert "this folder is in no git repository" in refused(alone, "github", env={"GIT_CEILING_DIRECTORIES": "/"})
    assert "there is no git on PATH" in refused(s, "github", env={"PATH": ""})


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("word", ["ls-remote", "fetch", "fast-import", "push"])
def test_a_kill_leaves_the_branch_as_it_was_or_as_it_is_to_be(cloned, git, tmp_path, word, moment):
    s, remote = cloned
    deployed(s, "github")
    commit(git, remote, "gh-pages", {"CNAME": "x\n"}, git(remote, "rev-parse", "gh-pages").strip())  # to be fetched
    old = on_branch(git, remote)
    s.put("posts/2024-02-01-new.md", "# New\n")
    s.build()
    fake = tmp_path / "bin/git"
    fake.parent.mkdir()
    after = f'"{shutil.which("git")}" "$@"' if moment == "after" else ":"
    fake.write_text(
        f'#!/bin/sh\ncase " $* " in *" {word} "*) {after}; kill -9 0;; esac\nexec {shutil.which("git")} "$@"\n'
    )
    fake.chmod(0o755)
    command = [sys.executable, "-m", "journal", "deploy", "github"]
    env = {**os.environ, "PATH": f"{fake.parent}{os.pathsep}{os.environ['PATH']}"}
    with subprocess.Popen(command, cwd=s.root, env=env, start_new_session=True, stdout=subprocess.DEVNULL) as running:
        assert running.wait(60) == -signal.SIGKILL
    new = {**s.outputs(), ".nojekyll": b"", "CNAME": b"x\n"}
    assert on_branch(git, remote) == (new if (word, moment) == ("push", "after") else old)
    deployed(s, "github")
    assert on_branch(git, remote) == new
    assert git(remote, "rev-list", "--count", "gh-pages") == "3\n"
    assert git(s.root, "for-each-ref", "refs/journal") == ""


# --- by rsync


@needs_rsync
def test_a_folder_by_rsync(site, target):
    s = site(SITE)
    target.mkdir()
    deployed(s, f"rsync:{target}")
    assert in_folder(target) == s.outputs()
    s.put("posts/2024-02-01-new.md", "# New\n")
    (s.root / "static/big.txt").unlink()
    s.run("urls", "accept", "--all")
    ran = deployed(s, f"rsync:{target}", "--dry-run")
    assert "added    new/index.html\n" in ran.out
    assert "changed  index.html\n" in ran.out
    assert "removed  big.txt\n" in ran.out
    assert in_folder(target) != s.outputs()
    deployed(s, f"rsync:{target}")
    assert in_folder(target) == s.outputs()
    assert "up to date" in deployed(s, f"rsync:{target}").out


@needs_rsync
def test_what_a_host_keeps_beside_the_site_stays_and_other_files_go(site, target):
    s = site(SITE)
    for path in (".htaccess", ".well-known/acme-challenge/x", "cgi-bin/x", "mine/a", "other/a", "other.html"):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text("x")
    s.put("journal.toml", (s.root / "journal.toml").read_text() + '[deploy]\nkeep = ["mine/"]\n')
    deployed(s, f"rsync:{target}", "--yes")
    others = in_folder(target).keys() - s.outputs().keys()
    assert others == {".htaccess", ".well-known/acme-challenge/x", "cgi-bin/x", "mine/a"}


@pytest.fixture
def host(tmp_path, monkeypatch):
    """A machine that `ssh` leads to, which is this one: whatever the host is called, the command runs here."""
    ssh = tmp_path / "fake-ssh"
    ssh.write_text(
        '#!/bin/sh\nwhile [ "${1#-}" != "$1" ]; do shift; [ "$1" = ada ] && shift; done\nshift\nexec sh -c "$*"\n'
    )
    ssh.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(ssh))
    return ssh


@needs_rsync
def test_another_machine_by_ssh(site, target, host):
    s = site(SITE)
    target.mkdir()
    deployed(s, f"ada@host:{target}")
    assert in_folder(target) == s.outputs()
    s.put("posts/2024-01-01-tries.md", "# Tries, again\n")
    deployed(s, f"ada@host:{target}")
    assert in_folder(target) == s.outputs()


@needs_rsync
@pytest.mark.parametrize("before_it_ends", [":", "exec <&-; sleep 0.1", "sleep 0.1"])
def test_a_host_that_cannot_be_reached(site, target, host, before_it_ends):
    host.write_text(f"#!/bin/sh\necho 'ssh: no route to host' >&2\n{before_it_ends}\nexit 255\n")
    said = refused(site(SITE), f"ada@host:{target}")
    assert "ssh cannot reach the host: ssh: no route to host" in said


@needs_rsync
def test_a_host_without_rsync(site, target, host):
    host.write_text("#!/bin/sh\necho 'sh: 1: rsync: not found' >&2\nexit 127\n")
    said = refused(site(SITE), f"ada@host:{target}")
    assert "rsync failed: sh: 1: rsync: not found" in said


@needs_rsync
def test_no_ssh(site, target, monkeypatch):
    monkeypatch.setenv("RSYNC_RSH", "there-is-no-such-ssh")
    assert "rsync cannot start ssh" in refused(site(SITE), f"ada@host:{target}")


def test_no_rsync(site, target, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "there is no rsync on PATH" in refused(site(SITE), f"ada@host:{target}")


@needs_rsync
def test_a_folder_that_rsync_cannot_write_to(site, target):
    said = refused(site(SITE), f"rsync:{target}/no/such/folder")
    assert "rsync failed" in said


@pytest.mark.parametrize(
    "place",
    [
        "host:",
        "me@host:/",
        "host:~",
        "rsync:",
        "rsync:/",
        "rsync://host",
        "host:.",
        "host:~ada",
        "host:..",
        "a@[::1]:/",
    ],
)
def test_a_whole_home_or_disk_is_no_target(site, place):
    assert "names no folder that could be a site's alone" in refused(site(SITE), place)


@needs_rsync
@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_kill_while_rsync_sends_is_completed_by_the_next_deploy(site, target, tmp_path, monkeypatch):
    s = site(SITE)
    target.mkdir()
    deployed(s, f"rsync:{target}")
    old = in_folder(target)
    s.put("posts/2024-01-01-tries.md", "# Tries, again\n")
    s.put("static/big.txt", os.urandom(600_000))
    slow = tmp_path / "bin/rsync"
    slow.parent.mkdir()
    slow.write_text(f'#!/bin/sh\nexec {shutil.which("rsync")} --bwlimit=100 "$@"\n')
    slow.chmod(0o755)
    s.build()
    command = [sys.executable, "-m", "journal", "deploy", f"rsync:{target}"]
    env = {**os.environ, "PATH": f"{slow.parent}{os.pathsep}{os.environ['PATH']}"}
    with subprocess.Popen(command, cwd=s.root, env=env, start_new_session=True, stderr=subprocess.DEVNULL) as running:
        _until(lambda: any(target.rglob(".big.txt.*")))
        os.killpg(running.pid, signal.SIGKILL)
    assert {path: data for path, data in in_folder(target).items() if path in old} == old
    deployed(s, f"rsync:{target}")
    assert in_folder(target) == s.outputs()
    assert not any(target.rglob(".~tmp~"))


# --- a folder


def test_a_folder_gets_the_site_and_keeps_what_is_not_ours(site, target):
    s = site(SITE)
    deployed(s, str(target))
    assert in_folder(target) == s.outputs()
    (target / "mine.txt").write_text("mine")
    s.put("posts/2024-02-01-new.md", "# New\n")
    (s.root / "static/big.txt").unlink()
    s.run("urls", "accept", "--all")
    ran = deployed(s, str(target), "--dry-run")
    assert "removed  big.txt\n" in ran.out
    assert (target / "big.txt").exists()
    deployed(s, str(target))
    assert in_folder(target) == {**s.outputs(), "mine.txt": b"mine"}
    assert "up to date" in deployed(s, str(target)).out


def test_a_folder_is_meant_from_here_or_from_the_site_where_the_settings_name_it(site, target):
    s = site(SITE)
    s.put("journal.toml", (s.root / "journal.toml").read_text() + '[deploy]\ntarget = "../www"\n')
    deployed(s, "--source", str(s.root))
    assert in_folder(s.root.parent / "www") == s.outputs()
    shutil.rmtree(s.root.parent / "www")


def test_a_folder_with_files_of_somebody_else_is_refused(site, target):
    s = site(SITE)
    target.mkdir()
    (target / "index.html").write_text("theirs")
    said = refused(s, str(target), "--yes")
    assert "the target holds files that journal did not write: index.html" in said
    assert in_folder(target) == {"index.html": b"theirs"}


def test_a_folder_whose_disk_is_not_there_is_refused(site, target):
    assert "is its disk mounted?" in refused(site(SITE), str(target / "deep/www"))


@pytest.mark.parametrize("path", ["./public", "./public/below", "./posts", ".", ".."])
def test_a_folder_that_could_cost_a_file_is_refused(site, path):
    s = site(SITE)
    s.build()
    before = {p: p.read_bytes() for p in s.root.rglob("*") if p.is_file() and ".journal" not in p.parts}
    assert "error" in refused(s, path)
    assert {p: p.read_bytes() for p in before} == before


def test_a_target_that_lost_its_list_is_known_by_its_pages(site, target):
    s = site(SITE)
    deployed(s, str(target))
    shutil.rmtree(s.root / ".journal")
    s.put("posts/2024-02-01-new.md", "# New\n")
    deployed(s, str(target))
    assert in_folder(target) == s.outputs()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked and killed")
def test_a_kill_while_a_folder_is_written_leaves_files_whole_and_is_completed(site, target):
    s = site(SITE)
    deployed(s, str(target))
    s.build()

    def dying(number):
        with faults(dies_at(number)):
            return s.run("deploy", str(target)).code

    def counted():
        with faults(lambda _: None) as count:
            s.run("deploy", str(target))
        return count.calls

    s.put("posts/2024-01-01-tries.md", "# Tries 0\n")
    s.build()
    calls = in_child(counted)[1]
    assert calls > 20
    for turn, number in enumerate(range(0, calls, max(1, calls // 12))):
        old = s.outputs()
        s.put("posts/2024-01-01-tries.md", f"# Tries, turn {turn}\n")
        s.build()
        new = s.outputs()
        in_child(lambda number=number: dying(number))
        now = in_folder(target)
        assert not [
            path for path, data in now.items() if data not in (old.get(path), new.get(path)) and "-new" not in path
        ]
        deployed(s, str(target))
        assert in_folder(target) == new
        assert [p.name for p in (s.root / ".journal").iterdir() if p.name in ("write.json", "stage")] == []


# --- what is deployed, and when not


def test_drafts_are_never_deployed(site, target):
    s = site(SITE)
    s.put("posts/2024-02-01-secret.md", "---\ndraft: true\n---\nSecret.\n")
    s.build("--drafts")
    assert s.output("/secret/").exists()
    deployed(s, str(target))
    assert not (target / "secret").exists()


def test_a_file_changed_by_hand_is_told_rather_than_undone(site, target):
    s = site(SITE)
    s.build()
    s.output("/tries/").write_text("by hand")
    said = refused(s, str(target))
    assert said.startswith("public/tries/index.html: error: was changed by hand; a build would undo that\n")
    assert s.text("/tries/") == "by hand"
    assert not target.exists()


def test_a_file_put_into_the_output_is_not_deployed_and_told(site, target):
    s = site(SITE)
    s.build()
    s.put("public/CNAME", "me.example\n")
    ran = deployed(s, str(target))
    assert "public/CNAME: warning: is not deployed, as journal did not write it" in ran.err
    assert not (target / "CNAME").exists()


@needs_rsync
def test_a_file_put_into_the_output_is_not_sent_by_rsync(site, target):
    s = site(SITE)
    s.build()
    s.put("public/what [is] this*.txt", "x\n")
    target.mkdir()
    deployed(s, f"rsync:{target}")
    assert in_folder(target).keys() == s.outputs().keys() - {"what [is] this*.txt"}


def test_a_site_that_cannot_be_built_is_not_deployed(site, target):
    s = site(SITE)
    s.put("posts/2024-02-01-wrong.md", "---\ntitle: [\n---\n")
    refused(s, str(target))
    assert not target.exists()


def test_much_that_would_go_is_asked_about_first(site, target):
    s = site(
        "-- journal.toml --\npaginate = 0\n"
        + "".join(f"-- posts/2024-01-01-post-{n}.md --\n# {n}\n" for n in range(30))
    )
    deployed(s, str(target))
    (s.root / "urls.lock").unlink()
    for n in range(25):
        (s.root / f"posts/2024-01-01-post-{n}.md").unlink()
    before = in_folder(target)
    for typed in ("n\n", ""):
        said = refused(s, str(target), typed=typed)
        assert f"25 files of {len(before)} would be removed from {target}. Go on?" in said
        assert "removed  post-0/index.html\n" in said
        assert "deploy with --yes" in said
        assert in_folder(target) == before
    deployed(s, str(target), "--dry-run")
    assert in_folder(target) == before
    deployed(s, str(target), typed="y\n")
    assert in_folder(target) == s.outputs()


def test_the_first_deploy_begins_the_list_of_addresses(site, target):
    s = site(SITE)
    deployed(s, str(target), "--dry-run")
    assert not (s.root / "urls.lock").exists()
    assert not target.exists()
    assert "urls.lock begun with " in deployed(s, str(target)).out
    assert "/tries/\n" in (s.root / "urls.lock").read_text()
    assert "urls.lock" not in deployed(s, str(target)).out
    (s.root / "posts/2024-01-01-tries.md").unlink()
    assert "/tries/ was published and would be lost" in refused(s, str(target))


def test_an_interrupted_deploy_says_how_to_go_on(site, target, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    s = site(SITE)
    monkeypatch.setattr(Folder, "put", interrupted)
    ran = s.run("deploy", str(target))
    assert ran.code == 1
    assert "interrupted; `journal deploy` again completes what was begun" in ran.err


def test_no_target(site):
    said = refused(site(SITE))
    assert said.startswith("journal.toml: error: there is no target to deploy to\n")


@pytest.mark.parametrize(("words", "hint"), [("githb", "did you mean 'github'?"), ("ftp", "there are github, gitlab")])
def test_an_unknown_target(site, words, hint):
    assert hint in refused(site(SITE), words)


def test_no_build_comes_between_the_look_and_the_copy(site, target, monkeypatch):
    s = site(SITE)
    held = []
    put = Folder.put

    def looked(self, *args):
        held.append(s.run("build", "--no-wait").code)
        return put(self, *args)

    monkeypatch.setattr(Folder, "put", looked)
    deployed(s, str(target))
    assert held == [1]
    with lock(s.root / ".journal", None):
        pass


def _until(true):
    for _ in range(2000):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came to that")
