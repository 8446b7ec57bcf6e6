"""Permalinks: from a source, its slug and the settings to a path that never leaves the site."""

import posixpath
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.addresses import output_of
from journal.config import load_config
from journal.diagnostics import Diagnostic
from journal.document import Document
from journal.frontmatter import FrontMatter
from journal.permalinks import alias_of, joined, permalink_of

STEADY = settings(derandomize=True, deadline=None)

DEFAULTS = load_config(Path(__file__).parent)
DAY = datetime(2023, 7, 9, tzinfo=UTC)


def permalink(source, slug="", *, pattern="/{folder}/{slug}/", date=DAY, journals=()):
    role = "page" if source.startswith("pages/") else "post"
    front = FrontMatter(slug=slug, journals=journals)
    document = Document(source, role, front, "T", "", (), (), "", 0)
    return permalink_of(document, date, replace(DEFAULTS, permalink=pattern))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("posts/github/pages.md", "/github/pages/"),
        ("posts/2023-07-29-a-title.md", "/a-title/"),
        ("posts/2023-07-29.md", "/2023-07-29/"),
        ("posts/2023-02-30-a.md", "/2023-02-30-a/"),
        ("posts/x/index.md", "/x/"),
        ("posts/2023-07-29-x/index.md", "/x/"),
        ("posts/a/b/index.md", "/a/b/"),
        ("posts/index.md", "/"),
        ("posts/My Notes/Über Git.md", "/my-notes/über-git/"),
        ("posts/机器学习/入门.md", "/机器学习/入门/"),
        ("posts/Учёба/Привет мир.md", "/учёба/привет-мир/"),
        ("posts/e\u0301te\u0301.md", "/été/"),
        ("posts/🎉.md", "/u1f389/"),
        ("posts/v1.2.md", "/v1.2/"),
        ("posts/ ../x.md", "/--/x/"),
        ("pages/about.md", "/about/"),
        ("pages/about/team.md", "/about/team/"),
        ("pages/about/index.md", "/about/"),
        ("pages/index.md", "/"),
    ],
)
def test_without_a_slug_the_name_of_the_file_is_the_path(source, expected):
    assert permalink(source) == expected


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("hello", "/notes/hello/"),
        ("Hello World", "/notes/Hello-World/"),
        ("/study-machine-learning-with-me", "/study-machine-learning-with-me/"),
        ("/a/b/", "/a/b/"),
        ("//a", "/a/"),
        ("/", "/"),
        ("a/b", "/notes/a/b/"),
        ("/old/page.html", "/old/page.html"),
        ("/old/PAGE.HTM", "/old/PAGE.HTM"),
        ("what?x=1#y", "/notes/what-x=1-y/"),
        ("100%", "/notes/100-/"),
        ("a\0b", "/notes/a-b/"),
        ("e\u0301", "/notes/é/"),
        ("404", "/notes/404/"),
        ("学习", "/notes/学习/"),
        ("...", "/notes/.../"),
    ],
)
def test_a_slug_takes_the_place_of_the_name_or_of_the_whole_path(slug, expected):
    assert permalink("posts/notes/a.md", slug) == expected


@pytest.mark.parametrize("slug", ["../../x", "..", ".", "/../x", "a/../../b", "/ .. / .. /x", "a/.. /b", "/\u00a0../x"])
def test_a_slug_that_leaves_the_site_is_an_error(slug):
    found = permalink("posts/a.md", slug)
    assert isinstance(found, Diagnostic)
    assert found.message == f"slug: {slug!r} leaves the site"


def test_a_backslash_in_a_slug_is_an_error():
    found = permalink("posts/a.md", "a\\b")
    assert isinstance(found, Diagnostic)
    assert found.message == "slug: 'a\\\\b' holds a backslash"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("/{year}/{slug}/", "/2023/a/"),
        ("/{year}/{month}/{day}/{slug}", "/2023/07/09/a/"),
        ("{slug}.html", "/a.html"),
        ("/blog/{journal}/{slug}/", "/blog/ai/a/"),
        ("/{folder}/{year}-{slug}/", "/notes/2023-a/"),
        ("/../../{slug}/", "/--/--/a/"),
    ],
)
def test_the_pattern_in_the_settings(pattern, expected):
    assert permalink("posts/notes/a.md", pattern=pattern, journals=("Ai",)) == expected


def test_an_undated_post_leaves_out_the_parts_of_the_date():
    assert permalink("posts/a.md", pattern="/{year}/{slug}/", date=None) == "/a/"


def test_a_plain_page_follows_no_pattern():
    assert permalink("pages/about.md", pattern="/{year}/{slug}/") == "/about/"


_NAME = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=20)
_SLUG = st.text(st.characters(codec="utf-8") | st.sampled_from("./\\ ~%?#\t"), max_size=30)


@STEADY
@given(st.lists(_NAME.filter(lambda n: n not in (".", "..")), max_size=3), _NAME, _SLUG)
def test_no_permalink_ever_leaves_the_site(folders, name, slug):
    made = permalink("/".join(["posts", *folders, name + ".md"]), slug)
    if isinstance(made, Diagnostic):
        assert slug
        return
    assert made.startswith("/")
    assert "//" not in made
    output = output_of(made)
    assert posixpath.normpath(output) == output
    assert not output.startswith(("/", ".."))
    assert not set(output) & set("\0\\?#%\n")


@STEADY
@given(_SLUG)
def test_no_alias_ever_leaves_the_site(written):
    made = alias_of(written, "/blog")
    if made is not None:
        output = output_of(made)
        assert posixpath.normpath(output) == output
        assert not output.startswith(("/", ".."))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/old/", "/old/"),
        ("old", "/old/"),
        ("/old.html", "/old.html"),
        ("https://me.example/old/?x=1#y", "/old/"),
        ("/blog/old/", "/old/"),
        ("../x", None),
        ("/ .. /x", None),
    ],
)
def test_an_alias_is_a_path_of_the_site(written, expected):
    assert alias_of(written, "/blog") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/old/", "/old/"),
        ("old", "/notes/2023/old/"),
        ("../old", "/notes/old/"),
        ("../../old.html", "/old.html"),
        ("../../../x", None),
    ],
)
def test_an_alias_without_a_slash_is_meant_from_the_folder_of_its_page(written, expected):
    assert alias_of(written, "", "/notes/2023/new/") == expected


def test_a_permalink_is_a_folder_unless_it_names_a_file():
    assert joined(["a", "", "b"]) == "/a/b/"
    assert output_of("/a/b/") == "a/b/index.html"
    assert output_of("/a.html") == "a.html"
    assert output_of("/") == "index.html"
