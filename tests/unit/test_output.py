"""The output folder: refused whenever a build into it could cost the author a file."""

import shutil
from pathlib import Path

import pytest

from journal import datafile
from journal.output import list_of

POST = "-- posts/a.md --\nA.\n"


def _tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() else None for p in folder.rglob("*")}


def _refused(s, *args):
    before = _tree(s.root)
    said = s.fails(*args)
    after = {path: data for path, data in _tree(s.root).items() if path.split("/")[0] != ".journal"}
    assert after == {path: data for path, data in before.items() if path.split("/")[0] != ".journal"}
    assert ": error: the output folder " in said
    return said


@pytest.mark.parametrize(
    "output",
    [
        ".",
        "..",
        "/",
        "posts",
        "posts/out",
        "pages",
        "static",
        "static/site",
        "templates",
        ".journal",
        ".git",
        "./posts/..",
        "data/site",
        "archetypes",
        "own",
        "own/site",
    ],
)
def test_a_folder_that_holds_or_overlaps_sources_is_refused(site, output):
    s = site(
        f"{POST}-- static/x.txt --\nx\n-- templates/own.html --\nx\n-- data/shelf.yaml --\n- title: A\n"
        '-- own/__init__.py --\ndef register(_): ...\n-- journal.toml --\nextensions = ["own"]\n'
    )
    _refused(s, "--output", output)
    s.put("journal.toml", f'output = "{output}"\nextensions = ["own"]\n')
    _refused(s)


def test_the_home_folder_is_refused(site, tmp_path_factory, monkeypatch):
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    s = site(POST)
    assert "is no folder for a site" in _refused(s, "--output", str(home))
    assert list(home.iterdir()) == []
    monkeypatch.setenv("HOME", str(home / "me"))
    monkeypatch.setenv("USERPROFILE", str(home / "me"))
    assert "is no folder for a site" in _refused(s, "--output", str(home))


def test_the_built_in_theme_is_never_written_to(site):
    theme = Path(__file__).parents[2] / "templates"
    before = _tree(theme)
    _refused(site(POST), "--output", str(theme / "out"))
    assert _tree(theme) == before


@pytest.mark.skipif(not hasattr(Path, "symlink_to"), reason="needs symbolic links")
def test_sources_that_are_reached_by_a_link_are_sources_all_the_same(site, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("texts")
    (elsewhere / "a.md").write_text("A.\n")
    s = site("-- pages/about.md --\n# About\n")
    (s.root / "posts").symlink_to(elsewhere)
    said = s.fails("--output", str(elsewhere / "out"))
    assert "overlaps" in said
    assert _tree(elsewhere) == {"a.md": b"A.\n"}


def test_a_file_in_the_place_of_the_folder_is_refused_and_kept(site):
    s = site(POST + "-- public --\nmine\n")
    assert "is a file" in _refused(s)


def test_a_file_above_the_folder_is_refused_and_kept(site):
    s = site(POST + "-- notes.txt --\nmine\n")
    assert "which is a file" in _refused(s, "--output", "notes.txt/site")


def test_files_that_are_not_ours_are_refused_and_named(site):
    s = site(POST + "".join(f"-- public/mine{n}.txt --\nx\n" for n in range(5)))
    said = _refused(s)
    assert "holds files that journal did not write: mine0.txt, mine1.txt, mine2.txt and 2 more" in said


def test_a_home_page_that_somebody_wrote_by_hand_is_refused(site):
    s = site(POST + "-- public/index.html --\n<h1>By hand</h1>\n")
    assert "holds files that journal did not write: index.html" in _refused(s)


def test_an_empty_folder_and_one_with_a_worktree_are_fine(site):
    s = site(POST)
    s.put("public/.git", "gitdir: elsewhere\n")
    s.build()
    assert s.output("/.git").read_text() == "gitdir: elsewhere\n"


def test_a_file_that_comes_to_stand_where_a_new_page_goes_is_refused_and_kept(site):
    s = site(POST)
    s.build()
    s.write("-- posts/b.md --\nB.\n-- public/b/index.html --\nmine\n")
    assert "b/index.html" in _refused(s)


def test_a_file_that_comes_to_stand_where_a_new_folder_goes_is_refused_and_kept(site):
    s = site(POST)
    s.build()
    s.write("-- posts/b.md --\nB.\n-- public/b --\nmine\n")
    assert "journal did not write: b" in _refused(s)


def test_a_folder_with_a_file_of_the_authors_is_not_replaced_by_a_file(site):
    s = site(POST + "-- static/x/ours.txt --\nours\n")
    s.build()
    (s.root / "static/x/ours.txt").unlink()
    (s.root / "static/x").rmdir()
    s.write("-- static/x --\nnow a file\n-- public/x/mine.txt --\nmine\n")
    assert "journal did not write: x/mine.txt" in _refused(s)


def test_other_files_of_the_authors_stay_where_they_are(site):
    s = site(POST)
    s.build()
    s.put("public/CNAME", "me.example\n")
    s.put("public/a/notes.txt", "mine\n")
    (s.root / "posts/a.md").unlink()
    s.write("-- posts/b.md --\nB.\n")
    s.build()
    assert s.text("/CNAME") == "me.example\n"
    assert s.text("/a/notes.txt") == "mine\n"
    assert not s.output("/a/").exists()


def test_the_state_may_be_deleted_at_any_time(site):
    s = site(POST)
    s.build()
    before = s.outputs()
    shutil.rmtree(s.root / ".journal")
    s.build()
    assert s.outputs() == before


@pytest.mark.parametrize("state", [b"", b"[]", b"{", b'{"a": 1}', b'{"a": ["x"]}', b"\\xff"])
def test_a_state_that_cannot_be_read_is_as_good_as_none(site, state):
    s = site(POST)
    s.build()
    before = s.outputs()
    (file,) = (s.root / ".journal").glob("output-*.json")
    file.write_bytes(state)
    s.build()
    assert s.outputs() == before


def test_each_output_folder_has_its_own_list(site):
    s = site(POST + "-- posts/b.md --\nB.\n")
    s.build()
    s.build("--output", "second")
    (s.root / "posts/b.md").unlink()
    s.build()
    assert not s.output("/b/").exists()
    assert (s.root / "second/b/index.html").exists()
    s.build("--output", "second")
    assert not (s.root / "second/b/index.html").exists()


def test_an_output_inside_posts_by_a_setting_elsewhere_is_never_read_as_a_source(site):
    s = site('-- posts/a.md --\nA.\n-- journal.toml --\noutput = "site"\n')
    s.build()
    assert (s.root / "site/a/index.html").exists()


def test_what_a_killed_build_staged_in_the_output_is_no_foreign_file(site):
    s = site(POST)
    s.put("public/.journal-stage/1/half", "staged")
    s.build()
    s.build("--clean")


@pytest.mark.parametrize("what", ["*", "output-*", "traces-*"])
def test_an_older_state_only_costs_time(site, what):
    s = site(POST)
    s.build()
    older = {file: file.read_bytes() for file in (s.root / ".journal").glob(what) if file.is_file()}
    s.write("-- posts/b.md --\nB.\n-- static/c.txt --\nC.\n")
    s.build()
    before, page = s.outputs(), s.output("/b/").stat()
    for file in (s.root / ".journal").iterdir():
        if file in older:
            file.write_bytes(older[file])
        elif what == "*":
            file.unlink()
    s.build()
    assert s.outputs() == before
    assert s.output("/b/").stat() == page  # and is ours again:
    (s.root / "posts/b.md").unlink()
    s.build()
    assert not s.output("/b/").exists()


def test_a_list_in_the_form_of_older_programs_is_read(site):
    s = site(POST + "-- posts/b.md --\nB.\n")
    s.build()
    (file,) = (s.root / ".journal").glob("output-*.json")
    manifest = list_of(file)
    digests, stamps = zip(*manifest.values(), strict=True)
    datafile.keep(file, [[*manifest], " ".join(digests), "/".join(stamps)])
    for other in (s.root / ".journal").iterdir():
        if other != file:
            other.unlink()
    (s.root / "posts/b.md").unlink()
    s.build()
    assert not s.output("/b/").exists()


@pytest.mark.parametrize("leads_to", ["posts", "static", "elsewhere"])
@pytest.mark.parametrize("where", ["tags", "tags/x"])
def test_nothing_is_written_through_a_link(site, leads_to, where):
    s = site("-- posts/a.md --\n---\ntags: [x]\n---\nA.\n-- static/s.txt --\ns\n-- elsewhere/index.html --\nmine\n")
    s.build()
    linked = s.root / "public" / where
    shutil.rmtree(linked)
    linked.symlink_to(s.root / leads_to)
    said = _refused(s)
    assert f"a link where a folder of the site goes: {where}" in said
    linked.unlink()
    s.build()
    assert s.output("/tags/x/").exists()


def test_nothing_is_removed_through_a_link(site):
    s = site("-- posts/a.md --\nA.\n-- posts/b.md --\nB.\n")
    s.build()
    shutil.move(s.root / "public/b", s.root / "moved")
    (s.root / "public/b").symlink_to(s.root / "moved")
    (s.root / "posts/b.md").unlink()
    assert "a link where a folder of the site goes: b" in _refused(s)


def test_a_folder_with_a_link_in_it_is_not_replaced_by_a_file(site):
    s = site(POST + "-- static/x/y.txt --\ny\n-- elsewhere/mine --\nmine\n")
    s.build()
    (s.root / "public/x/link").symlink_to(s.root / "elsewhere")
    shutil.rmtree(s.root / "static/x")
    s.put("static/x", "a file")
    assert "x/link" in _refused(s)
