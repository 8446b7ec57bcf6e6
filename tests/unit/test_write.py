"""The write: the new site in place of the old one, and nothing of the old one left over."""

import errno
import os
import shutil
import stat

import pytest

TWO = "-- posts/a.md --\n---\ntags: [x]\n---\nA.\n-- posts/deep/er/b.md --\nB.\n"


def test_what_belongs_to_a_post_goes_with_it(site):
    s = site(TWO + "-- posts/deep/er/pic.png --\npng\n")
    s.build()
    assert s.output("/deep/er/pic.png").exists()
    for path in ("posts/a.md", "posts/deep/er/b.md", "posts/deep/er/pic.png"):
        (s.root / path).unlink()
    s.write("-- posts/c.md --\nC.\n")
    ran = s.build("--verbose")
    assert "removed a/index.html" in ran.out
    assert "removed tags/x/feed.xml" in ran.out
    assert [p for p in (s.root / "public").iterdir() if p.name in ("a", "deep", "tags")] == []


def test_empty_folders_are_left_nowhere(site):
    s = site(TWO)
    s.build()
    (s.root / "posts/deep/er/b.md").unlink()
    s.build()
    assert [p for p in (s.root / "public").rglob("*") if p.is_dir() and not any(p.iterdir())] == []


def test_a_folder_may_become_a_file_and_a_file_a_folder(site):
    s = site("-- posts/a.md --\nA.\n-- static/x/y/z.txt --\ndeep\n-- static/q --\nflat\n")
    s.build()
    for path in ("static/x/y/z.txt", "static/q"):
        (s.root / path).unlink()
    (s.root / "static/x/y").rmdir()
    (s.root / "static/x").rmdir()
    s.write("-- static/x --\nflat\n-- static/q/r/s.txt --\ndeep\n")
    s.build()
    assert s.text("/x") == "flat\n"
    assert s.text("/q/r/s.txt") == "deep\n"


def test_a_page_may_become_a_folder_and_a_folder_a_page(site):
    s = site("-- posts/a.md --\n---\nslug: /x.html\n---\nA.\n-- posts/b.md --\n---\nslug: /y.html/b/\n---\nB.\n")
    s.build()
    s.write("-- posts/a.md --\n---\nslug: /x.html/a/\n---\nA.\n-- posts/b.md --\n---\nslug: /y.html\n---\nB.\n")
    s.build()
    assert "A." in s.text("/x.html/a/")
    assert "B." in s.text("/y.html")


def test_an_empty_folder_in_the_way_is_no_obstacle(site):
    s = site("-- posts/a.md --\nA.\n")
    (s.root / "public/robots.txt/empty").mkdir(parents=True)
    s.build()
    assert s.output("/robots.txt").is_file()


def test_equal_files_are_not_written_again(site):
    s = site(TWO)
    s.build()
    times = {path: s.output("/" + path).stat().st_mtime_ns for path in s.outputs()}
    ran = s.build("--verbose")
    assert "wrote" not in ran.out
    assert {path: s.output("/" + path).stat().st_mtime_ns for path in s.outputs()} == times


def test_clean_writes_every_file_again(site):
    s = site(TWO)
    s.build()
    before = s.outputs()
    ran = s.build("--clean", "--verbose")
    assert ran.out.count("wrote ") == len(before)
    assert s.outputs() == before


def test_a_file_that_somebody_changed_or_deleted_is_written_again(site):
    s = site(TWO)
    s.build()
    before = s.outputs()
    s.put("public/a/index.html", "vandal")
    s.output("/feed.xml").unlink()
    s.build()
    assert s.outputs() == before


def test_the_authors_static_files_win_over_the_built_in_ones(site):
    s = site("-- posts/a.md --\nA.\n-- static/journal.css --\nbody { color: red }\n-- static/favicon.svg --\n<svg/>\n")
    s.build()
    assert s.text("/journal.css") == "body { color: red }\n"
    assert s.text("/favicon.svg") == "<svg/>\n"


def test_static_files_are_copied_byte_for_byte_hidden_ones_too(folder):
    folder.put("journal.toml", 'url = "https://me.example/"\n')
    folder.put("posts/a.md", "A.\n")
    folder.put("static/.nojekyll", b"")
    folder.put("static/.well-known/security.txt", b"Contact: x\r\n")
    folder.put("static/bin", bytes(range(256)))
    folder.put("static/draft.md", "# {{ not }} *rendered*\n")
    folder.put("static/.DS_Store", b"x")
    folder.build("--strict")
    assert folder.output("/.nojekyll").read_bytes() == b""
    assert folder.output("/.well-known/security.txt").read_bytes() == b"Contact: x\r\n"
    assert folder.output("/bin").read_bytes() == bytes(range(256))
    assert folder.text("/draft.md") == "# {{ not }} *rendered*\n"
    assert not folder.output("/.DS_Store").exists()


def test_hidden_files_beside_posts_stay_private(site):
    s = site("-- posts/a.md --\nA.\n-- posts/.secret.md --\nNo.\n-- posts/.git/config --\nno\n-- posts/a.md~ --\nno\n")
    s.build()
    assert not [path for path in s.outputs() if "secret" in path or "git" in path or "~" in path]


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_what_is_written_may_be_read_by_a_web_server(site):
    before = os.umask(0o022)
    try:
        s = site(TWO + "-- static/x.txt --\nx\n")
        (s.root / "static/x.txt").chmod(0o600)
        s.build()
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(s.output("/" + path).stat().st_mode) for path in s.outputs()}
    assert modes == {0o644}


def test_nothing_staged_is_kept(site):
    s = site(TWO)
    s.build()
    s.write("-- templates/post.html --\n{{ nothing }}\n")
    s.fails()
    assert [
        p.name
        for p in (s.root / ".journal").iterdir()
        if not p.name.startswith(("output-", "seal-", "traces-", "build.", "lock"))
    ] == []


def test_an_output_folder_that_somebody_deleted_is_made_again(site):
    s = site(TWO)
    s.build()
    before = s.outputs()
    shutil.rmtree(s.root / "public")
    s.build()
    assert s.outputs() == before


def test_a_static_file_that_cannot_be_read_is_told_as_that(site, monkeypatch):
    s = site("-- posts/a.md --\nA.\n-- static/x.txt --\nx\n")
    s.build()
    before = s.outputs()
    from journal import stage  # noqa: PLC0415 - patched here only

    def closed(file):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))

    monkeypatch.setattr(stage, "digest_of_file", closed)
    assert "cannot be read: Permission denied" in s.fails()
    assert s.outputs() == before


def test_what_is_gone_but_was_changed_by_hand_is_left_and_told(site):
    s = site(TWO)
    s.build()
    (s.root / "posts/a.md").unlink()
    s.put("public/a/index.html", "my own words")
    ran = s.build()
    assert ran.err == (
        "public/a/index.html: warning: no longer part of the site, but changed by hand: left where it is\n"
        "hint: delete it, or keep it as a file of your own\n"
    )
    assert s.text("/a/") == "my own words"
    assert not s.output("/tags/x/").exists()
    assert s.build().err == ""  # from here on it is the author's


@pytest.mark.parametrize("clean", [(), ("--clean",)])
def test_what_is_gone_and_was_only_touched_goes(site, clean):
    s = site(TWO)
    s.build()
    (s.root / "posts/a.md").unlink()
    s.output("/a/").touch()
    ran = s.build(*clean)
    assert ran.err == ""
    assert not s.output("/a/").exists()


def test_clean_leaves_what_was_changed_by_hand(site):
    s = site(TWO)
    s.build()
    (s.root / "posts/a.md").unlink()
    s.put("public/a/index.html", "my own words")
    assert "changed by hand" in s.build("--clean").err
    assert s.text("/a/") == "my own words"


@pytest.mark.skipif(os.name == "nt", reason="needs symbolic links")
def test_a_link_in_the_place_of_what_is_gone_is_left(site):
    s = site(TWO)
    s.build()
    (s.root / "posts/a.md").unlink()
    mine = s.put("mine.html", s.output("/a/").read_bytes())
    s.output("/a/").unlink()
    s.output("/a/").symlink_to(mine)
    assert "changed by hand" in s.build().err
    assert s.output("/a/").is_symlink()


def test_what_was_changed_by_hand_is_not_buried_under_a_folder(site):
    s = site("-- posts/a.md --\nA.\n-- static/x --\nflat\n-- static/y/z.txt --\ndeep\n")
    s.build()
    s.put("public/x", "my own")
    (s.root / "static/x").unlink()
    s.put("static/x/deep.txt", "deep")
    assert s.fails() == (
        f"{s.root}/public: error: the output folder holds a file that was changed by hand where a new one goes: x\n"
        "hint: move it to static/, or delete it\n1 error; nothing was written\n"
    )
    assert s.text("/x") == "my own"


def test_a_folder_with_a_file_changed_by_hand_is_not_replaced_by_a_file(site):
    s = site("-- posts/a.md --\nA.\n-- static/y/z.txt --\ndeep\n")
    s.build()
    s.put("public/y/z.txt", "my own")
    (s.root / "static/y/z.txt").unlink()
    (s.root / "static/y").rmdir()
    s.put("static/y", "flat")
    assert "changed by hand where a new one goes: y/z.txt" in s.fails()
    assert s.text("/y/z.txt") == "my own"


def test_equal_bytes_of_another_time_are_not_written_again(site):
    s = site(TWO)
    s.build()
    for path in s.outputs():
        os.utime(s.output("/" + path), (1, 1))
    ran = s.build("--verbose")
    assert "wrote" not in ran.out
    assert s.output("/a/").stat().st_mtime == 1


def test_a_folder_is_not_left_empty_where_the_page_was_deleted_by_hand_too(site):
    s = site('-- journal.toml --\ndisable = ["feed"]\n-- posts/a.md --\nA.\n-- posts/b.md --\nB.\n')
    s.build()
    (s.root / "public/b/index.html").unlink()
    (s.root / "posts/b.md").unlink()
    s.build()
    assert not (s.root / "public/b").exists()
