"""Below a post or page: what links to it, with the sentence."""

from dataclasses import replace

import pytest

from journal.backlinks import told
from journal.views import Backlink, Quote

LINK = Backlink("A", "/a/", (Quote("b", "c", "d"),))
GARDEN = """\
-- posts/a.md --
---
title: Alpha
date: 2024-01-01
---
See [[a]] itself.
-- posts/b.md --
---
title: Beta
date: 2024-01-02
---
First. Of [[a|alpha *one*]] it is said. Last, [again](a.md#x).

![[a]]
-- posts/c.md --
---
title: Gamma
date: 2024-01-03
---
- [[Alpha]]
-- pages/about.md --
# About

Below is [the alphabet](../posts/a.md), see [me](about.md).
"""


def linked_from(s, path):
    return [
        (
            item.css_first("a").text(),
            item.css_first("a").attributes["href"],
            [quote.text() for quote in item.css(".quote")],
        )
        for item in s.html(path).css(".backlinks li")
    ]


def test_each_link_with_its_sentence_newest_first(site):
    s = site(GARDEN)
    s.build()
    assert linked_from(s, "/a/") == [
        ("Gamma", "/c/", []),
        ("Beta", "/b/", ["Of alpha one it is said.", "Last, again."]),
        ("About", "/about/", ["Below is the alphabet, see me."]),
    ]
    assert [mark.text() for mark in s.html("/a/").css(".backlinks mark")] == ["alpha one", "again", "the alphabet"]


def test_nothing_is_shown_where_nothing_links(site):
    s = site(GARDEN)
    s.build()
    assert "Linked from" not in s.text("/b/") + s.text("/about/")


def test_plain_pages_have_them_too(site):
    s = site(GARDEN + "-- posts/d.md --\nAs told [about](/about/), and [so](/about).\n")
    s.build()
    assert linked_from(s, "/about/") == [("D", "/d/", ["As told about, and so."])]


def test_they_can_be_switched_off(site):
    s = site(GARDEN + "-- journal.toml --\nbacklinks = false\n")
    s.build()
    assert "Linked from" not in s.text("/a/")


def test_drafts_and_files_do_not_count(site):
    s = site(GARDEN + "-- posts/e.md --\n---\ndraft: true\n---\nOf [[c]] too.\n")
    s.build()
    assert linked_from(s, "/c/") == []


def test_tags_in_the_text_are_tags_of_the_entry(site):
    s = site(
        "-- journal.toml --\n[markdown]\ninline_tags = true\n"
        "-- posts/a.md --\n---\ntags: [One]\n---\n#one #two #1\n-- pages/p.md --\n#three\n"
    )
    assert "warning: the link" not in s.build().err
    assert [tag.text() for tag in s.html("/a/").css(".tags a")] == ["One", "two"]
    assert [a.attributes["href"] for a in s.html("/a/").css(".e-content a.tag")] == ["/tags/one/", "/tags/two/"]
    assert "a.tag" not in s.text("/p/")
    assert s.output("/tags/two/").exists()


def test_tags_without_pages_stay_text(site):
    s = site(
        "-- journal.toml --\ndisable = ['tag', 'tags']\nmarkdown = { inline_tags = true }\n-- posts/a.md --\n#one\n"
    )
    s.build()
    assert "<p>#one</p>" in s.text("/a/")


@pytest.mark.parametrize(
    "other",
    [
        replace(LINK, title="B"),
        replace(LINK, permalink="/b/"),
        replace(LINK, quotes=()),
        replace(LINK, quotes=(Quote("", "bc", "d"),)),
        replace(LINK, quotes=LINK.quotes * 2),
    ],
)
def test_no_two_answers_are_told_alike(other):
    assert told([other]) != told([LINK])
