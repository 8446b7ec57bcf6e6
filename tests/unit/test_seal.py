"""The seal: a build that has nothing to do says so at once, and one that has something to do is never taken for it."""

import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

import journal.rebuild
from journal.build import build
from journal.config import load_config
from journal.seal import inputs_of

SITE = """\
-- journal.toml --
url = "https://me.example/"
extensions = ["own"]
-- own.py --
def register(registry):
    registry.add_filter("loud", str.upper)
-- posts/2023-01-01-a.md --
Text.
-- posts/p.png --
picture
-- posts/2023-01-02-later.md --
---
date: 2030-01-01
---
Later.
-- posts/2023-01-03-brief.md --
---
expires: 2029-01-01
---
Brief.
-- static/s.txt --
s
-- templates/404.html --
{{ "x" | loud }}
"""


@pytest.fixture
def rebuilds(monkeypatch):
    """How often a build went on to work."""
    calls = []
    real = journal.rebuild.rebuild

    def rebuild(*args):
        calls.append(args)
        return real(*args)

    monkeypatch.setattr(journal.rebuild, "rebuild", rebuild)
    return calls


@pytest.fixture
def sealed(site, rebuilds, monkeypatch):
    """A site that was built, of files that are not new."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    s = site(SITE)
    time.sleep(0.06)
    s.build()
    rebuilds.clear()
    return s


def test_a_build_without_a_change_does_nothing(sealed, rebuilds):
    before = sealed.outputs()
    ran = sealed.build()
    assert rebuilds == []
    assert ran.out.startswith("1 future: left out\n2 posts, ")
    assert "(0 written)" in ran.out
    assert sealed.outputs() == before


def test_nothing_heavy_is_imported_for_it(sealed):
    code = (
        "import sys; from journal.cli import main; main(['build'], standalone_mode=False);"
        "print([name for name in ('jinja2', 'markdown', 'pygments', 'yaml', 'sqlite3') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=sealed.root, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def write(path, text):
    return lambda s, _: s.put(path, text)


def damaged(names, how):
    """Something done to the bytes of a file of the state."""

    def edit(s, _):
        (file,) = (s.root / ".journal").glob(names)
        file.write_bytes(how(file.read_bytes()))

    return edit


def restored(path, text):
    """An edit that leaves size and time of the file as they were."""

    def edit(s, _):
        file = s.root / path
        stat = file.stat()
        assert len(text) == stat.st_size
        file.write_text(text)
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    return edit


EDITS = {
    "a post": write("posts/2023-01-01-a.md", "Other.\n"),
    "a post, of the same size and time": restored("posts/2023-01-01-a.md", "Tixt.\n"),
    "a new post": write("posts/new.md", "New.\n"),
    "a post that is gone": lambda s, _: (s.root / "posts/2023-01-01-a.md").unlink(),
    "a picture": write("posts/p.png", "other"),
    "a static file": write("static/s.txt", "t"),
    "a page": write("pages/about.md", "About.\n"),
    "a template": write("templates/404.html", "Other."),
    "a new template": write("templates/partials/footer.html", "Other."),
    "a setting": write("journal.toml", 'url = "https://other.example/"\nextensions = ["own"]\n'),
    "an extension": write("own.py", "def register(registry):\n    registry.add_filter('loud', str.title)\n"),
    "a post that has come due": lambda _, m: m.setenv("SOURCE_DATE_EPOCH", "1900000000"),
    "a post that has expired": lambda _, m: m.setenv("SOURCE_DATE_EPOCH", "1870000000"),
    "a clock that was put back": lambda _, m: m.setenv("SOURCE_DATE_EPOCH", "1600000000"),
    "an output that is gone": lambda s, _: (s.root / "public/index.html").unlink(),
    "an output of other content": lambda s, _: s.put("public/index.html", "X"),
    "an output, of the same size and time": restored("public/s.txt", "t\n"),
    "no outputs": lambda s, _: shutil.rmtree(s.root / "public"),
    "no list of outputs": lambda s, _: [file.unlink() for file in (s.root / ".journal").glob("output-*")],
    "a list of outputs that is cut short": damaged("output-*", lambda data: data[:-5]),
    "a list of outputs with another byte": damaged("output-*", lambda data: data[:-5] + b"?" + data[-4:]),
    "a seal that cannot be read": lambda s, _: [f.write_text("[1]") for f in (s.root / ".journal").glob("seal-*")],
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_change_breaks_the_seal(sealed, rebuilds, monkeypatch, edit):
    EDITS[edit](sealed, monkeypatch)
    sealed.build()
    assert len(rebuilds) == 1


@pytest.mark.parametrize("option", ["--clean", "--drafts", "--future", "--output=other"])
def test_another_wish_breaks_the_seal(sealed, rebuilds, option):
    sealed.build(option)
    assert len(rebuilds) == 1


def test_a_build_of_drafts_does_not_pass_for_one_without(sealed, rebuilds):
    sealed.build("--drafts", "--future")
    sealed.build()
    assert len(rebuilds) == 2


def test_a_moment_before_the_next_post_is_due_keeps_the_seal(sealed, rebuilds, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    sealed.build()
    assert rebuilds == []


def test_warnings_are_told_again_and_can_fail_a_sealed_build(site, rebuilds):
    s = site("-- posts/a.md --\n---\ntag: x\n---\nText.\n")
    time.sleep(0.06)
    first = s.build().err
    rebuilds.clear()
    assert s.build().err == first
    assert rebuilds == []
    assert "tag" in s.fails("--strict")


def test_a_failed_build_is_not_sealed(sealed):
    sealed.put("posts/2023-01-01-a.md", "---\ndate: tomorrow\n---\n")
    time.sleep(0.06)
    assert sealed.fails() == sealed.fails()


def test_a_file_that_changes_within_the_tick_of_a_build_is_seen(site):
    s = site("-- posts/a.md --\none\n")
    for word in ("two", "six", "ten"):
        s.put("posts/a.md", f"{word}\n")
        s.build()
        assert f"{word}" in s.text("/a/")


def test_a_commit_breaks_the_seal_of_a_site_that_takes_dates_from_git(site, rebuilds):
    s = site("-- posts/a.md --\nText.\n")

    def git(*args):
        command = ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false", *args]
        subprocess.run(command, cwd=s.root, check=True, capture_output=True)

    git("init", "-q")
    time.sleep(0.06)
    s.build()
    git("add", "posts")
    git("commit", "-qm", "x")
    rebuilds.clear()
    s.build()
    assert len(rebuilds) == 1
    assert "<time" in s.text("/a/")
    s.build()
    assert len(rebuilds) == 1


@pytest.mark.parametrize("field", ["path", "file", "role", "stamp"])
def test_each_part_of_a_source_counts(folder, field):
    from dataclasses import replace  # noqa: PLC0415 - of this test alone

    from journal.config import load_config  # noqa: PLC0415
    from journal.scan import Source  # noqa: PLC0415

    config = load_config(folder.root)
    source = Source("posts/a.md", "/posts/a.md", "post", "1")
    other = replace(source, **{field: "page"})
    assert inputs_of(config, [source]) != inputs_of(config, [other])


def test_a_sealed_site_still_says_until_when_it_stands(sealed, rebuilds):
    assert build(load_config(sealed.root)).valid_until == datetime(2029, 1, 1, tzinfo=UTC)
    assert not rebuilds
