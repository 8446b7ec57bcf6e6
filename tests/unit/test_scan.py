"""Scan: every file of a site by name and stat, whatever lies in its folders."""

import os
import sys
import time

import pytest

from journal.config import load_config
from journal.diagnostics import ContentError
from journal.scan import scan


def roles(folder):
    """Path and role of each source of the site's own."""
    found = scan(load_config(folder.root))
    return {s.path: s.role for s in found if s.file.startswith(str(folder.root.resolve()))}


def said(folder):
    with pytest.raises(ContentError) as caught:
        scan(load_config(folder.root))
    return str(caught.value)


def test_texts_and_what_lies_beside_them(folder):
    for path in (
        "posts/a.md",
        "posts/x/b.MARKDOWN",
        "posts/x/c.png",
        "pages/about.md",
        "static/.nojekyll",
        "static/s.css",
    ):
        folder.put(path, "x")
    assert roles(folder) == {
        "pages/about.md": "page",
        "posts/a.md": "post",
        "posts/x/b.MARKDOWN": "post",
        "posts/x/c.png": "asset",
        "static/.nojekyll": "static",
        "static/s.css": "static",
    }


def test_the_order_is_that_of_the_paths(folder):
    for name in ("b", "a", "c/d", "B"):
        folder.put(f"posts/{name}.md", "x")
    paths = [s.path for s in scan(load_config(folder.root))]
    assert paths == sorted(paths)


def test_what_editors_and_systems_leave_behind_is_no_source(folder):
    names = (".draft.md", "a.md~", ".a.md.swp", "a.tmp", "#a.md#", ".DS_Store", "Thumbs.db", ".obsidian/x.md")
    for name in names:
        folder.put(f"posts/{name}", "x")
    assert roles(folder) == {}


def test_settings_alone_are_an_empty_site(folder):
    folder.put("journal.toml", "")
    assert roles(folder) == {}


def test_a_folder_that_is_nobodys_journal_is_refused(folder):
    with pytest.raises(ContentError, match="holds no posts/ folder"):
        roles(folder)


def test_a_folder_named_like_a_post_is_a_folder(folder):
    folder.put("posts/x.md/inner.md", "x")
    assert roles(folder) == {"posts/x.md/inner.md": "post"}


def test_a_file_of_the_site_wins_over_a_built_in_one(folder):
    folder.put("journal.toml", "")
    folder.put("static/journal.css", "mine")
    assert roles(folder) == {"static/journal.css": "static"}


def test_the_output_is_never_a_source(folder):
    folder.put("posts/a.md", "x")
    folder.put("static/public/index.html", "x")
    (folder.root / "public").symlink_to(folder.root / "static/public")
    assert roles(folder) == {"posts/a.md": "post"}


def test_a_loop_of_folders_ends(folder):
    folder.put("posts/a.md", "x")
    (folder.root / "posts/loop").symlink_to(folder.root / "posts")
    (folder.root / "posts/sub").mkdir()
    (folder.root / "posts/sub/up").symlink_to("..")
    assert roles(folder) == {"posts/a.md": "post"}


def test_a_linked_folder_is_read(folder, tmp_path):
    folder.put("elsewhere/a.md", "x")
    (folder.root / "posts").symlink_to(folder.root / "elsewhere")
    assert [s.path for s in scan(load_config(folder.root)) if s.role == "post"] == ["posts/a.md"]


def test_every_link_to_nowhere_is_told(folder):
    (folder.root / "posts").mkdir()
    (folder.root / "posts/gone.md").symlink_to("not-there.md")
    (folder.root / "posts/round.md").symlink_to("round.md")
    assert said(folder).splitlines() == [
        "posts/gone.md: error: a link to a file that is not there",
        "posts/round.md: error: cannot be read: Too many levels of symbolic links",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file name is always Unicode")
def test_a_file_name_that_no_url_can_carry_is_told(folder):
    (folder.root / "posts").mkdir()
    with open(os.fsencode(folder.root / "posts") + b"/caf\xe9.md", "wb"):
        pass
    assert said(folder) == "posts/caf?.md: error: the file name is not UTF-8\nhint: rename the file"


def test_a_folder_that_may_not_be_read_is_told(folder):
    secret = folder.root / "posts/secret"
    secret.mkdir(parents=True)
    secret.chmod(0)
    if os.access(secret, os.R_OK):
        pytest.skip("root may read everything")
    try:
        assert said(folder) == "posts/secret: error: cannot be read: Permission denied"
    finally:
        secret.chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(folder):
    (folder.root / "posts").mkdir()
    os.mkfifo(folder.root / "posts/pipe.md")
    assert roles(folder) == {}


@pytest.mark.parametrize("seconds", [-86400, 86400])
def test_what_an_archive_says_of_a_file_seals_it_too(folder, seconds):
    file = folder.put("posts/a.md", "x")
    os.utime(file, (time.time() + seconds,) * 2)
    (fresh,) = (s for s in scan(load_config(folder.root)) if s.path == "posts/a.md")
    time.sleep(0.1)
    first, second = ({s.path: s.stamp for s in scan(load_config(folder.root))} for _ in range(2))
    assert first["posts/a.md"] == second["posts/a.md"] != fresh.stamp


def test_a_file_server_whose_clock_is_ahead_is_not_trusted(folder):
    file = folder.put("posts/a.md", "x")
    time.sleep(0.1)
    os.utime(file, (time.time() + 60,) * 2)
    time.sleep(0.1)
    first, second = ({s.path: s.stamp for s in scan(load_config(folder.root))} for _ in range(2))
    assert first["posts/a.md"] != second["posts/a.md"]
