"""Extensions: modules of the site's own, with page kinds and filters; and which kinds can be disabled."""

import pytest
from links_of import broken_links

from journal.kinds import BUILT_IN
from journal.registry import PageKind, Registry

RICH = """-- posts/a.md --
---
date: 2023-01-01
tags: [x]
journal: ai
series: S
aliases: /old/
cover: pic.png
status: seedling
supersedes: b
---
[b](b.md)

> [!question] Why?

## What's next

- [ ] Find out

Word
: What it means.

## Resources

- [A page](https://else.example/)
-- posts/b.md --
---
date: 2022-01-01
tags: [x]
series: S
---
[a](a.md)

> [!flashcard] Who?
> I.
-- posts/pic.png --
png
"""

STATS = """-- stats.py --
from __future__ import annotations

from dataclasses import dataclass

from journal.page import Page, View
from journal.registry import PageKind


@dataclass(frozen=True)
class Count:
    posts: int


def pages(site):
    yield Page("/stats/", "stats", "stats.html")


def view(page, reader):
    return View(title="Stats", data={"count": Count(reader.count)})


def register(registry):
    registry.add_page_kind(PageKind("stats", pages, view))
    registry.add_filter("shout", str.upper)
-- templates/stats.html --
{% extends "base.html" %}{% block main %}{{ count.posts }} posts, {{ "loud" | shout }}{% endblock %}
"""


def _toml(settings=""):
    return f'-- journal.toml --\nurl = "https://me.example/"\nfigures = true\n{settings}\n'


def _kinds():
    registry = Registry()
    for module in BUILT_IN:
        module.register(registry)
    return tuple(registry.page_kinds)


def test_an_extension_adds_a_page_kind_and_a_filter(site):
    s = site(RICH + STATS + _toml('extensions = ["stats"]'))
    s.build("--strict")
    assert s.html("/stats/").css_first("main").text().strip() == "2 posts, LOUD"
    assert s.html("/stats/").css_first("link[rel=canonical]").attributes["href"] == "https://me.example/stats/"
    assert broken_links(s.root / "public") == []
    assert not list(s.root.rglob("__pycache__"))


def test_an_extension_works_in_worker_processes(site):
    posts = "".join(f"-- posts/p{n}.md --\nText.\n" for n in range(70))
    own = "-- templates/post.html --\n{{ entry.title | shout }}\n"
    s = site(posts + STATS + own + _toml('extensions = ["stats"]'))
    s.build("--workers", "2")
    assert s.text("/p69/") == "P69\n"


def test_an_extension_may_lie_in_a_package_and_have_the_name_of_a_module_of_pythons(site):
    code = 'def register(registry):\n    registry.add_filter("{}", str)\n'
    s = site(
        "-- posts/a.md --\nA.\n"
        f"-- json.py --\n{code.format('one')}-- tools/filters.py --\n{code.format('two')}"
        "-- templates/post.html --\n{{ 1 | one }}{{ 2 | two }}\n" + _toml('extensions = ["json", "tools.filters"]')
    )
    s.build()
    assert s.text("/a/") == "12\n"
    assert '"version"' in s.text("/feed.json")


@pytest.mark.parametrize(
    ("code", "place", "said"),
    [
        (None, "journal.toml", "ModuleNotFoundError: No module named 'own'"),
        ("x = 1\n", "journal.toml", "has no attribute 'register'"),
        ("def register(registry):\n    1 / 0\n", "own.py:2", "ZeroDivisionError"),
        ("x = 1\ndef register(:\n", "own.py:2:14", "SyntaxError"),
        ("import journal_of_nobody\n", "own.py:1", "No module named 'journal_of_nobody'"),
        (
            "from journal.kinds import home\n\ndef register(registry):\n    home.register(registry)\n",
            "own.py:4",
            "there is a page kind 'home' already",
        ),
        (
            'def register(registry):\n    registry.add_filter("x", str)\n    registry.add_filter("x", str)\n',
            "own.py:3",
            "there is a filter 'x' already",
        ),
        (
            'def register(registry):\n    registry.add_shortcode("figure", lambda: "x")\n',
            "own.py:2",
            "there is a shortcode 'figure' already",
        ),
        (
            'def register(registry):\n    registry.add_shortcode("a b", lambda: "x")\n',
            "own.py:2",
            "'a b' is no name for a shortcode",
        ),
        (
            'def register(registry):\n    registry.add_markdown("x", list)\n    registry.add_markdown("x", list)\n',
            "own.py:3",
            "there is a Markdown extension 'x' already",
        ),
    ],
)
def test_an_extension_that_cannot_be_used_is_one_diagnostic(site, code, place, said):
    s = site("-- posts/a.md --\nA.\n" + _toml('extensions = ["own"]'))
    if code is not None:
        s.put("own.py", code)
    told = s.fails()
    assert told.startswith(f"{place}: error: ")
    assert "the extension 'own' cannot be used: " in told
    assert said in told
    assert not (s.root / "public").exists()


_OWN = """from journal.page import Page, View
from journal.registry import PageKind


def pages(site):
    {pages}


def view(page, reader):
    {view}


def register(registry):
    registry.add_page_kind(PageKind("own", pages, view))
"""


@pytest.mark.parametrize(
    ("pages", "view", "said"),
    [
        ("1 / 0", "pass", "own.py:6: error: the page kind 'own' cannot plan its pages: ZeroDivisionError"),
        (
            'yield Page("/x/", "own", "post.html")',
            "1 / 0",
            "own.py:10: error: the page kind 'own' cannot make /x/: ",
        ),
        ('yield Page("/x/", "own", "own.html")', "return View()", "there is no template 'own.html'"),
        ('yield Page("/x/", "won", "post.html")', "return View()", "a kind that is not registered"),
        ('yield Page("x/", "own", "post.html")', "return View()", "must begin with '/'"),
        ('yield Page("/../x/", "own", "post.html")', "return View()", "leaves the site"),
        ('yield Page("/a/../../x", "own", "post.html")', "return View()", "leaves the site"),
        ('yield Page("//x/", "own", "post.html")', "return View()", "leaves the site"),
        ('yield Page("/a\\0/", "own", "post.html")', "return View()", "holds a NUL, which no file name can"),
        ('yield Page("/a/", "own", "post.html")', "return View()", "two pages for /a/"),
    ],
)
def test_a_mistake_in_an_extension_is_one_diagnostic(site, pages, view, said):
    s = site("-- posts/a.md --\nA.\n" + _toml())
    s.build()
    before = s.outputs()
    s.put("own.py", _OWN.format(pages=pages, view=view))
    s.put("journal.toml", 'url = "https://me.example/"\nextensions = ["own"]\n')
    told = s.fails()
    assert said in told
    assert told.endswith("1 error; nothing was written\n")
    assert s.outputs() == before


def test_an_unknown_kind_cannot_be_disabled(site):
    s = site("-- posts/a.md --\nA.\n" + _toml('disable = ["archives"]'))
    said = s.fails()
    assert said.startswith("journal.toml: error: disable: there is no page kind 'archives'\n")
    assert "hint: did you mean 'archive'?" in said


@pytest.mark.parametrize("kind", [kind for kind in _kinds() if kind not in ("post", "page", "home")])
def test_disabling_a_kind_leaves_no_link_to_it(site, kind):
    s = site(RICH + "-- pages/about.md --\n# About\n" + _toml())
    s.build()
    before = set(s.outputs())
    s.put("journal.toml", f'url = "https://me.example/"\nfigures = true\ndisable = ["{kind}"]\n')
    s.build("--strict")
    assert set(s.outputs()) < before
    assert broken_links(s.root / "public") == []
    assert set(s.text("/sitemap.xml").split("<loc>")[1:]) if kind != "sitemap" else True


def test_all_that_can_be_disabled_can_be_disabled_at_once(site):
    kinds = [kind for kind in _kinds() if kind not in ("post", "page", "home")]
    s = site(RICH + "-- pages/about.md --\n# About\n" + _toml(f"disable = {kinds}"))
    s.build("--strict")
    assert [path for path in s.outputs() if path.endswith((".html", ".xml", ".json", ".txt"))] == [
        "a/index.html",
        "about/index.html",
        "b/index.html",
        "index.html",
    ]
    assert broken_links(s.root / "public") == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("post", "disable: posts/a.md and 1 more would have no page"),
        ("page", "disable: pages/about.md would have no page"),
        ("home", "disable: nothing would be at '/'"),
    ],
)
def test_what_the_rest_of_the_site_links_to_cannot_be_disabled(site, kind, said):
    s = site(RICH + "-- pages/about.md --\n# About\n" + _toml(f'disable = ["{kind}"]'))
    assert said in s.fails()


@pytest.mark.parametrize("own", ["pages/index.md", "static/index.html"])
def test_the_home_page_can_be_disabled_where_there_is_another(site, own):
    s = site(RICH + f"-- {own} --\n# Home\n" + _toml('disable = ["home"]'))
    s.build("--strict")
    assert "Home" in s.text("/")


def test_a_kind_of_the_authors_own_may_make_the_posts(site):
    s = site(RICH + _toml('extensions = ["own"]\ndisable = ["post"]'))
    s.put(
        "own.py",
        "from journal.kinds import post\n"
        "from journal.page import Page\n"
        "from journal.registry import PageKind\n\n"
        "def pages(site):\n"
        "    for entry in site.entries:\n"
        '        yield Page(entry.permalink, "mine", "post.html", entry.source)\n\n'
        "def register(registry):\n"
        '    registry.add_page_kind(PageKind("mine", pages, post.view))\n',
    )
    s.build("--strict")
    assert broken_links(s.root / "public") == []


def test_names_are_taken_once():
    registry = Registry()
    kind = PageKind("x", lambda _: (), lambda _page, _reader: None)
    registry.add_page_kind(kind)
    with pytest.raises(ValueError, match="there is a page kind 'x' already"):
        registry.add_page_kind(kind)
