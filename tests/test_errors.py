"""What an author is told when the content is wrong: exact words, exit 1, and the old site untouched."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "-- posts/good.md --\n# Good\n\nText.\n"


@pytest.fixture(autouse=True)
def _no_repository_around(monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def broken(site, archive, *args):
    """What is said when a site that was good once gets these files; its output must not have changed."""
    folder = site(GOOD)
    folder.build()
    before = folder.outputs()
    times = {path: folder.output(path).stat().st_mtime_ns for path in before}
    folder.write(archive)
    said = folder.fails(*args)
    assert folder.outputs() == before
    assert {path: folder.output(path).stat().st_mtime_ns for path in before} == times
    assert not (folder.root / ".journal/stage").exists()
    return said


def head(text):
    return f"-- posts/bad.md --\n---\n{text}\n---\nText.\n"


ONE = "\n1 error; nothing was written\n"
CASES = {
    "an unclosed quotation mark": (
        head('title: "Hello\ndate: 2023-07-29'),
        "posts/bad.md:2:8: error: front matter: a quotation mark is never closed\n"
        '    2 | title: "Hello\n'
        "      |        ^" + ONE,
    ),
    "a colon in a title": (
        head("title: Rust: a start"),
        "posts/bad.md:2:12: error: front matter: a second ': ' in one line\n"
        "    2 | title: Rust: a start\n"
        "      |            ^\n"
        'hint: put the whole value in quotes: key: "…"' + ONE,
    ),
    "an unknown date": (
        head("title: x\ndate: tomorrow"),
        "posts/bad.md:3:7: error: date: 'tomorrow' is not a date; write it as 2023-07-29 or 2023-07-29 18:30\n"
        "    3 | date: tomorrow\n"
        "      |       ^^^^^^^^" + ONE,
    ),
    "an impossible date": (
        head("date: 2023-02-30"),
        "posts/bad.md:2:7: error: date: '2023-02-30' is not a day of the calendar\n"
        "    2 | date: 2023-02-30\n"
        "      |       ^^^^^^^^^^" + ONE,
    ),
    "a fence that is never closed": (
        "-- posts/bad.md --\n---\ntitle: x\n\nText.\n",
        "posts/bad.md:1:1: error: the front matter is never closed\n"
        "    1 | ---\n"
        "      | ^^^\n"
        "hint: put a line --- below the last key" + ONE,
    ),
    "a slug that leaves the site": (
        head("slug: ../../x"),
        "posts/bad.md:2:1: error: slug: '../../x' leaves the site\n"
        "    2 | slug: ../../x\n"
        "      | ^^^^\n"
        "hint: a slug is one or more words joined by '-'; begin it with '/' to name the whole path" + ONE,
    ),
    "a slug that hides that it leaves the site": (
        head('slug: "/ .. / .. /x"'),
        "posts/bad.md:2:1: error: slug: '/ .. / .. /x' leaves the site\n"
        '    2 | slug: "/ .. / .. /x"\n'
        "      | ^^^^\n"
        "hint: a slug is one or more words joined by '-'; begin it with '/' to name the whole path" + ONE,
    ),
    "a slug with a backslash": (
        head("slug: a\\b"),
        "posts/bad.md:2:1: error: slug: 'a\\\\b' holds a backslash\n"
        "    2 | slug: a\\b\n"
        "      | ^^^^\n"
        "hint: a slug is one or more words joined by '-'; begin it with '/' to name the whole path" + ONE,
    ),
    "an alias that leaves the site": (
        head("aliases: [/../x]"),
        "posts/bad.md:2:1: error: aliases: '/../x' leaves the site\n    2 | aliases: [/../x]\n      | ^^^^^^^" + ONE,
    ),
    "two posts for one path": (
        head("slug: good"),
        "posts/bad.md:2:1: error: two pages for /good/: this one and posts/good.md\n"
        "    2 | slug: good\n"
        "      | ^^^^\n"
        "hint: give one of them another slug" + ONE,
    ),
    "a YAML tag": (
        head("title: !!python/object/apply:os.system [ls]"),
        "posts/bad.md:2:8: error: front matter: the tag !!python/object/apply:os.system is not read here\n"
        "    2 | title: !!python/object/apply:os.system [ls]\n"
        "      |        ^" + ONE,
    ),
    "a template that is missing": (
        head("template: pots.html"),
        "posts/bad.md:2:1: error: template: there is no template 'pots.html'\n"
        "    2 | template: pots.html\n"
        "      | ^^^^^^^^\n"
        "hint: did you mean 'post.html'?" + ONE,
    ),
    "a template that is not one": (
        "-- templates/post.html --\n<p>\n{% if %}\n",
        "templates/post.html:2: error: Expected an expression, got 'end of statement block' "
        "(while making posts/good.md)\n"
        "    2 | {% if %}" + ONE,
    ),
    "a variable that a template does not have": (
        "-- templates/post.html --\n<p>\n{{ entyr.title }}\n",
        "templates/post.html:2: error: 'entyr' is undefined (while making posts/good.md)\n    2 | {{ entyr.title }}"
        + ONE,
    ),
    "an unknown setting": (
        '-- journal.toml --\nurl = "https://me.example/"\nauthr = "Ada"\n',
        "journal.toml:2:1: error: unknown setting 'authr'\n"
        '    2 | authr = "Ada"\n'
        "      | ^^^^^\n"
        "hint: did you mean 'author'?" + ONE,
    ),
    "settings that are not TOML": (
        "-- journal.toml --\ntitle = My journal\n",
        "journal.toml:1:9: error: not valid TOML: Invalid value\n    1 | title = My journal\n      |         ^" + ONE,
    ),
}


@pytest.mark.parametrize(("archive", "said"), CASES.values(), ids=CASES.keys())
def test_one_clear_diagnostic_and_the_old_site_as_it_was(site, archive, said):
    assert broken(site, archive) == said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            "# Käse\n\nText über\n".encode("latin-1"),
            (
                "posts/bad.md:1:4: error: not UTF-8 text\n    1 | # K\ufffdse\n      |    ^\n"
                "hint: save the file with the encoding UTF-8"
            ),
        ),
        (
            b"# A\n\nok \xe9\xff\n",
            (
                "posts/bad.md:3:4: error: not UTF-8 text\n    3 | ok \ufffd\ufffd\n      |    ^\n"
                "hint: save the file with the encoding UTF-8"
            ),
        ),
        (
            "# A\n".encode("utf-16"),
            "posts/bad.md: error: UTF-16, not UTF-8 text\nhint: save the file with the encoding UTF-8",
        ),
        (
            "# A\n".encode("utf-16-le"),
            "posts/bad.md:1:2: error: holds a NUL character; is it a text file?\n    1 | #   A\n",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0", "posts/bad.md:1:1: error: not UTF-8 text\n    1 | \ufffdPNG\n      | ^\n"),
        (
            b"---\na: " + b"[" * 100_000 + b"\n---\n",
            "posts/bad.md:2:35: error: front matter: nested deeper than 32 levels\n",
        ),
        (
            b"---\na: " + b"{b: " * 50_000 + b"\n---\n",
            "posts/bad.md:2:125: error: front matter: nested deeper than 32 levels\n",
        ),
        (b"+++\na = " + b"[" * 100_000 + b"\n+++\n", "posts/bad.md:2:1: error: front matter: nested too deeply\n"),
        (b"---\ndate: " + b"9" * 1_000_000 + b"\n---\n", "posts/bad.md:2:7: error: date: '9999"),
        (
            b"---\nx: " + b"y" * 10_000_000 + b": z\n---\n",
            "posts/bad.md:2:10000004: error: front matter: a second ': '",
        ),
    ],
    ids=["latin-1", "bytes", "utf-16", "utf-16-le", "png", "lists", "maps", "toml", "long date", "long line"],
)
def test_bytes_that_are_no_post(site, folder, data, said):
    folder.put("posts/bad.md", data)
    text = site("-- posts/good.md --\nText.\n").fails()
    assert text.startswith(said)
    assert text.endswith(ONE)
    assert len(text) < 1000
    assert not (folder.root / "public").exists()


def test_every_problem_of_a_site_is_told_at_once_in_order_of_place(site):
    said = broken(
        site,
        "-- posts/b.md --\n---\ntitle: [x]\ndate: soon\n---\nText.\n"
        "-- posts/a.md --\n---\ndate: 2023-02-30\ntag: x\n---\nText.\n"
        "-- posts/c/d.md --\n---\ntitle: x\n"
        "-- pages/e.md --\n---\ndraft: perhaps\n---\n",
    )
    assert [line.partition(" ")[0] for line in said.splitlines() if "error: " in line or "warning: " in line] == [
        "pages/e.md:2:8:",
        "posts/a.md:2:7:",
        "posts/a.md:3:1:",
        "posts/b.md:2:8:",
        "posts/b.md:3:7:",
        "posts/c/d.md:1:1:",
    ]
    assert said.endswith("\n5 errors, 1 warning; nothing was written\n")


# --- two pages for one path ---


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/same", "same/"),
        ("/Same", "/same"),
        ("/é", "/e\u0301"),
        ("/É", "/e\u0301"),
        ("/x", "/x/index.html"),
        ("/ß", "/SS"),
    ],
)
def test_two_posts_for_one_path_are_an_error_that_names_both(site, one, other):
    said = broken(site, f"-- posts/a.md --\n---\nslug: {one}\n---\nA.\n-- posts/b.md --\n---\nslug: {other}\n---\nB.\n")
    assert "two pages for /" in said
    assert "posts/a.md" in said
    assert "posts/b.md" in said
    assert said.endswith(ONE)
    assert "\n    2 | slug: " in said


@pytest.mark.parametrize(
    ("archive", "names"),
    [
        ("-- posts/x/a.md --\nA.\n-- posts/X/A.md --\nB.\n", ["posts/x/a.md", "posts/X/A.md"]),
        ("-- posts/a.md --\nA.\n-- pages/a.md --\nB.\n", ["posts/a.md", "pages/a.md"]),
        ("-- posts/a.md --\nA.\n-- posts/a/index.md --\nB.\n", ["posts/a.md", "posts/a/index.md"]),
        ("-- posts/2023-01-01-a.md --\nA.\n-- posts/2023-01-02-a.md --\nB.\n", ["2023-01-01-a.md", "2023-01-02-a.md"]),
        ("-- posts/a.md --\n---\naliases: /good/\n---\nA.\n", ["posts/a.md", "posts/good.md"]),
        ("-- posts/a.md --\n---\naliases: /GOOD\n---\nA.\n", ["posts/a.md", "posts/good.md"]),
        ("-- static/good/index.html --\nx\n", ["posts/good.md", "static/good/index.html"]),
        ("-- posts/tags.md --\n---\ntags: x\n---\nA.\n", ["posts/tags.md", "/tags/"]),
        ("-- posts/a.md --\n---\nslug: /feed.xml/\n---\nA.\n", ["posts/a.md", "/feed.xml"]),
    ],
)
def test_whatever_else_wants_the_same_path(site, archive, names):
    said = broken(site, archive)
    assert all(name in said for name in names), said


def test_a_collision_is_a_matter_of_what_is_published(site):
    folder = site("-- posts/a.md --\n---\nslug: x\n---\nA.\n-- posts/b.md --\n---\nslug: x\ndraft: true\n---\nB.\n")
    folder.build()
    assert "posts/b.md" in folder.fails("--drafts")


# --- warnings ---


def test_a_missing_cover_is_a_warning_with_its_place_and_an_error_when_strict(site):
    folder = site(head("title: x\nfeaturedImage: ../img/desk.png"))
    warning = (
        "posts/bad.md:3:1: warning: cover: there is no picture '../img/desk.png'\n"
        "    3 | featuredImage: ../img/desk.png\n"
        "      | ^^^^^^^^^^^^^\n"
        "hint: put it beside the post and name it from there, or in static/ and begin the name with '/'\n"
    )
    assert folder.build().err == warning
    before = folder.outputs()
    assert folder.fails("--strict") == warning + "1 warning, taken for an error (--strict); nothing was written\n"
    assert folder.outputs() == before


def test_strict_says_why_it_failed(site):
    folder = site("-- posts/a.md --\n---\ntag: x\n---\n[x](gone.md)\n")
    assert folder.fails("--strict").endswith("\n2 warnings, taken for errors (--strict); nothing was written\n")
    folder.write("-- posts/b.md --\n---\ndate: x\n---\n")
    assert folder.fails("--strict").endswith("\n1 error, 1 warning; nothing was written\n")


def test_front_matter_without_fences_is_a_warning_with_its_place(site):
    ran = site("-- posts/a.md --\ntitle: A\ndate: 2023-01-01\n\nText.\n").build()
    assert ran.err == (
        "posts/a.md:1:1: warning: this looks like front matter, and is shown as text\n"
        "    1 | title: A\n"
        "      | ^^^^^^^^\n"
        "hint: put a line --- above it and one below\n"
    )


def test_a_near_miss_of_a_key_is_a_warning(site):
    ran = site(head("tag: rust")).build()
    assert ran.err == (
        "posts/bad.md:2:1: warning: unknown front matter field 'tag'\n"
        "    2 | tag: rust\n"
        "      | ^^^\n"
        "hint: did you mean 'tags'? As it stands, only templates see it, as extra.tag\n"
    )


def test_a_link_to_nowhere_is_a_warning_with_its_place(site):
    ran = site(head("title: x") + "\nSee [this](gone.md).\n").build()
    assert ran.err.startswith("posts/bad.md:6:12: warning: the link 'gone.md' leads to nothing in this site\n")


def test_a_link_to_a_draft_says_so(site):
    ran = site("-- posts/a.md --\n[b](b.md)\n-- posts/b.md --\n---\ndraft: true\n---\nB.\n").build()
    assert "the link 'b.md' leads to posts/b.md, which is not published" in ran.err


# --- files that cannot be read ---


def test_every_file_that_leads_nowhere_is_told(site):
    folder = site(GOOD)
    folder.build()
    before = folder.outputs()
    (folder.root / "posts/gone.md").symlink_to("nothing.md")
    (folder.root / "posts/loop.md").symlink_to("loop.md")
    assert folder.fails() == (
        "posts/gone.md: error: a link to a file that is not there\n"
        "posts/loop.md: error: cannot be read: Too many levels of symbolic links\n"
        "2 errors; nothing was written\n"
    )
    assert folder.outputs() == before


def test_a_file_that_may_not_be_read_is_told(site):
    folder = site(GOOD)
    file = folder.put("posts/bad.md", "Text.\n")
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("root may read everything")
    assert folder.fails() == "posts/bad.md: error: cannot be read: Permission denied" + ONE


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here that not even root can read")
def test_a_file_that_not_even_root_can_read_is_told(site):
    folder = site(GOOD)
    (folder.root / "posts/bad.md").symlink_to("/proc/self/mem")
    assert folder.fails() == "posts/bad.md: error: cannot be read: Input/output error" + ONE


@pytest.mark.parametrize("path", ["posts", "pages"])
def test_a_file_where_a_folder_should_be(folder, path):
    folder.put("journal.toml", 'url = "https://me.example/"\n')
    folder.put(path, "x")
    assert folder.fails().startswith(
        f"{path}: error: a file, where the folder of the sources should be\nhint: rename it\n"
    )


def test_no_mistake_ends_in_a_traceback(tmp_path):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/a.md").write_bytes(b"---\ndate: 2023-02-30\n---\n")
    done = subprocess.run(
        [sys.executable, "-m", "journal", "build", "-s", str(tmp_path)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1], encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("posts/a.md:2:7: error: date: '2023-02-30' is not a day of the calendar")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_template_that_python_cannot_compile_is_told_by_a_page(site, workers):
    posts = "".join(f"-- posts/p{n}.md --\nText.\n" for n in range(70))
    loops = "{% for a in [1] %}" * 25 + "{% endfor %}" * 25
    error = site(f"{posts}-- templates/post.html --\n{loops}\n").fails("--workers", workers)
    assert "templates/post.html" in error
    assert "Traceback" not in error
