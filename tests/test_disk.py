"""Disks that are full or read-only, folders that may not be written, few open files: one clear line, the old site."""

import contextlib
import errno
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from faults import in_child
from folder import Folder

from journal.pool import WORTH_IT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX")
NOBODY = 65534
PAGES = 30


@pytest.fixture
def disk(tmp_path):
    """A small disk of its own, mounted where a test wants it."""
    mounted = []

    def mount(folder, kilobytes):
        folder.mkdir(parents=True, exist_ok=True)
        remount = ["-o", "remount"] if folder in mounted else []
        command = ["mount", "-t", "tmpfs", *remount, "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
        if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("only root can mount a small disk")
        mounted.append(folder)

    yield mount
    for folder in set(mounted):
        subprocess.run(["umount", str(folder)], check=True)


def posts(s, size):
    """A site of some pages, whose template makes each of a size of about so many kilobytes."""
    s.put("journal.toml", 'url = "https://me.example/"\ndisable = ["archive", "feed", "sitemap", "robots", "404"]\n')
    s.put("templates/post.html", f"{{{{ body }}}}{'x' * 1000 * size}")
    for n in range(PAGES):
        s.put(f"posts/{n}.md", f"# Post {n}\n")
    return s


def assert_nothing_lies_about(s):
    names = {path.name for path in s.root.iterdir()}
    assert names == {".journal", "journal.toml", "posts", "public", "templates"}
    state = {re.sub("-[0-9a-f]+", "", path.name) for path in (s.root / ".journal").iterdir()}
    assert state <= {"build.sqlite", "lock", "output.json", "seal.json", "traces.json"}
    assert not [path for path in (s.root / "public").rglob("*") if path.is_dir() and not any(path.iterdir())]


FULL = (
    "public: error: cannot be written: No space left on device\n"
    "hint: make room on its disk and build again\n"
    "1 error; nothing was written\n"
)


def test_a_full_disk_below_the_output(folder, disk):
    public = folder.root / "public"
    disk(public, 1000)
    s = posts(folder, 5)
    s.build()
    before = s.outputs()
    posts(s, 30)
    assert s.fails() == FULL
    assert s.outputs() == before
    assert_nothing_lies_about(s)
    disk(public, 4000)
    s.build()
    assert len(s.text("/3/")) >= 30_000
    assert_nothing_lies_about(s)


def test_a_disk_with_ever_more_room_until_a_build_fits(folder, disk):
    s = Folder(folder.root / "site")
    disk(s.root, 4000)
    posts(s, 1).build()
    before = s.outputs()
    posts(s, 8)
    failures = 0
    for room in range(0, 900, 30):
        free = shutil.disk_usage(s.root).free // 1024
        filler = s.put("posts/filler.txt", b"x" * 1024 * max(0, free - room))
        ran = s.run("build")
        filler.unlink()
        if ran.ok:
            break
        failures += 1
        assert ran.err.count("\n") == 3, ran.err
        assert "No space left on device\nhint: make room on its disk and build again\n1 error; nothing" in ran.err
        assert s.outputs() == before
        assert_nothing_lies_about(s)
    assert failures > 4
    s.build()
    assert len(s.text("/3/")) >= 8_000
    assert_nothing_lies_about(s)


def test_a_first_build_on_a_full_disk_leaves_no_output(folder, disk):
    disk(folder.root / "disk", 100)
    s = posts(folder, 30)
    said = s.fails("--output", "disk/site")
    assert said == FULL.replace("public", "disk/site")
    assert list((s.root / "disk").iterdir()) == []


def test_a_killed_build_on_another_disk_leaves_nothing_to_the_next(folder, disk):
    disk(folder.root / "disk", 1000)
    s = posts(folder, 1)
    from journal import stage  # noqa: PLC0415 - here only

    left = stage.begin(s.root / ".journal", s.root / "disk/site")
    assert left.is_relative_to(s.root / "disk/site")
    stage.put(left, "index.html", b"staged")
    s.build()
    assert list((s.root / "disk").iterdir()) == []


def test_a_read_only_disk(folder, disk):
    public = folder.root / "public"
    disk(public, 1000)
    s = posts(folder, 1)
    s.build()
    before = s.outputs()
    posts(s, 2)
    subprocess.run(["mount", "-o", "remount,ro", str(public)], check=True)
    said = s.fails()
    assert said == (
        "public: error: cannot be written: Read-only file system\n"
        "hint: its disk is read-only: make it writable, or build with --output elsewhere\n"
        "1 error; nothing was written\n"
    )
    assert s.outputs() == before
    subprocess.run(["mount", "-o", "remount,rw", str(public)], check=True)
    s.build()


def test_a_folder_of_the_output_on_a_disk_of_its_own(folder, disk):
    s = posts(folder, 1)
    disk(s.root / "public/3", 100)
    s.build()
    before = s.outputs()
    posts(s, 2)
    s.build()
    posts(s, 200)
    assert "No space left on device" in s.fails()
    posts(s, 1)
    s.build()
    assert s.outputs() == before
    (s.root / "posts/3.md").unlink()
    s.build()
    assert list((s.root / "public/3").iterdir()) == []


# --- who may not write ---


@pytest.fixture
def nobodys():
    """A site that somebody owns who is not root, and how he builds it."""
    root = Path(tempfile.mkdtemp(prefix="journal-"))
    root.chmod(0o755)
    s = posts(Folder(root), 1)
    s.put("static/deep/file.txt", "old")

    def build(*args):
        def work():
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            return s.run("build", *args)

        status, ran = in_child(work)
        assert status == 0
        return ran

    s.build()  # which imports all that nobody may not read
    if os.getuid() == 0:
        for path in (root, *root.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    assert build().ok
    yield s, build
    for path in (root, *root.rglob("*")):
        with contextlib.suppress(OSError):
            path.chmod(0o755)
    shutil.rmtree(root)


def denied(path):
    return (
        f"{path}: error: cannot be written: Permission denied\n"
        "hint: change its owner or its rights and build again\n"
        "1 error; nothing was written\n"
    )


@pytest.mark.parametrize("closed", ["public", "public/7", "public/deep"])
def test_a_folder_of_the_output_that_may_not_be_written(nobodys, closed):
    s, build = nobodys
    before = s.outputs()
    posts(s, 2)
    s.put("static/deep/file.txt", "new")
    s.put("posts/another.md", "# Another\n")
    (s.root / closed).chmod(0o555)
    ran = build()
    assert (ran.code, ran.err) == (1, denied(closed))
    assert s.outputs() == before
    assert not (s.root / ".journal/stage").exists()
    (s.root / closed).chmod(0o755)
    assert build().ok
    assert s.output("/another/").exists()


def test_a_file_that_may_not_be_removed(nobodys):
    s, build = nobodys
    before = s.outputs()
    (s.root / "posts/7.md").unlink()
    (s.root / "public/7").chmod(0o555)
    ran = build()
    assert (ran.code, ran.err) == (1, denied("public/7"))
    assert s.outputs() == before


def test_a_state_folder_that_may_not_be_written(nobodys):
    s, build = nobodys
    before = s.outputs()
    posts(s, 2)
    (s.root / ".journal").chmod(0o555)
    ran = build()
    assert (ran.code, ran.err) == (1, denied(".journal"))
    assert s.outputs() == before


def test_a_file_that_may_not_be_read_in_the_place_of_a_page_is_replaced(nobodys):
    s, build = nobodys
    before = s.outputs()
    s.output("/7/").chmod(0)
    assert build().ok
    assert s.outputs() == before


def test_a_static_file_that_may_not_be_read_is_told_as_that(nobodys):
    s, build = nobodys
    before = s.outputs()
    (s.root / "static/deep/file.txt").chmod(0)
    ran = build()
    assert ran.code == 1
    assert ran.err.startswith("static/deep/file.txt: error: cannot be read: Permission denied\n")
    assert s.outputs() == before


FEW = """
import resource, sys
from journal.cli import main

resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]), int(sys.argv[1])))
main(["build"])
"""


@pytest.mark.parametrize("limit", [4, 6])
def test_too_few_open_files(folder, limit):
    s = posts(folder, 1)
    s.build()
    before = s.outputs()
    posts(s, 2)
    s.put("posts/3.md", "# Another 3\n")
    ran = subprocess.run(
        [sys.executable, "-c", FEW, str(limit)], cwd=s.root, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in ran.stderr
    if ran.returncode:
        assert "Too many open files" in ran.stderr
        assert ran.stderr.endswith("nothing was written\n")
        assert s.outputs() == before
    else:
        assert limit > 4
    s.build()
    assert len(s.text("/3/")) >= 2000
    assert_nothing_lies_about(s)


@pytest.mark.parametrize("limit", [8, 12, 16, 20])
def test_too_few_open_files_for_all_workers(folder, limit):
    for number in range(2 * WORTH_IT):
        folder.put(f"posts/{number}.md", f"Post {number}.\n")
    ran = subprocess.run(
        [sys.executable, "-c", FEW, str(limit)],
        cwd=folder.root,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "Traceback" not in ran.stderr
    if ran.returncode:
        assert "Too many open files" in ran.stderr
        assert not (folder.root / "public").exists()
    else:
        assert "Post 5." in folder.text("/5/")


def test_a_page_without_enough_memory_is_told_and_is_not_kept_as_it_was(folder, monkeypatch):
    s = posts(folder, 1)
    s.build()
    before = s.outputs()
    posts(s, 2).put("posts/3.md", "# Another 3\n\nText.\n")

    def full(*_):
        raise MemoryError

    for where in ("markdown.converter.Converter.read", "renderer.Renderer._page_view"):
        with monkeypatch.context() as patched:
            patched.setattr(f"journal.{where}", full)
            assert s.fails("--workers", "1") == (
                "journal: error: there is not enough memory to build the site\n"
                "hint: with --workers 1 a build takes less\n1 error; nothing was written\n"
            )
        assert s.outputs() == before
    s.build()
    clean = s.root / "clean"
    s.build("--output", "clean", "--clean")
    assert s.outputs() == {p.relative_to(clean).as_posix(): p.read_bytes() for p in clean.rglob("*") if p.is_file()}


@pytest.mark.parametrize("code", [errno.ENOMEM, errno.EAGAIN])
def test_no_more_processes_are_told_as_that(folder, monkeypatch, code):
    def none(*_):
        raise OSError(code, os.strerror(code))

    s = posts(folder, 1)
    monkeypatch.setattr("journal.rebuild.assemble", none)
    said = s.fails()
    assert said.startswith(f"public: error: cannot be built: {os.strerror(code)}\nhint: ")
    assert "--workers 1" in said
