"""Tags: an index, and pages for each."""

from links_of import broken_links

SITE = """-- posts/a.md --
---
date: 2023-01-01
tags: Git, 日本語
---
A.
-- posts/b.md --
---
date: 2023-01-02
tags: [git, "C++", C]
---
B.
-- posts/c.md --
---
date: 2024-01-03
tags: ["@journal", git]
---
C.
"""


def _titles(page):
    return [node.text() for node in page.css(".h-feed .h-entry .p-name")]


def test_a_tag_has_a_page_with_its_entries_newest_first(site):
    s = site(SITE)
    s.build()
    assert _titles(s.html("/tags/git/")) == ["C", "B", "A"]
    assert _titles(s.html("/tags/日本語/")) == ["A"]
    assert [h.text() for h in s.html("/tags/git/").css(".h-feed h2")] == ["2024", "2023"]


def test_the_index_names_every_tag_once_as_first_written(site):
    s = site(SITE)
    s.build()
    page = s.html("/tags/")
    links = {a.attributes["href"]: a.text() for a in page.css("main a") if a.attributes["href"].startswith("/tags/")}
    assert sorted(links.values()) == ["C", "C++", "Git", "日本語"]
    assert broken_links(s.root / "public") == []


def test_a_tag_with_many_entries_has_several_pages(site):
    s = site(SITE + '-- journal.toml --\nurl = "https://me.example/"\npaginate = 2\n')
    s.build()
    assert _titles(s.html("/tags/git/")) == ["C", "B"]
    assert _titles(s.html("/tags/git/page/2/")) == ["A"]
    assert s.html("/tags/git/page/2/").css_first('[rel="prev"]').attributes["href"] == "/tags/git/"


def test_a_tag_page_offers_its_feeds_and_says_who_it_is(site):
    s = site(SITE)
    s.build()
    page = s.html("/tags/git/")
    feeds = {a.attributes["href"] for a in page.css('link[rel="alternate"]')}
    assert {"/feed.xml", "/tags/git/feed.xml", "/tags/git/atom.xml", "/tags/git/feed.json"} <= feeds
    assert page.css_first("link[rel=canonical]").attributes["href"] == "https://me.example/tags/git/"
    assert page.css_first("h1").text() == "Git"


def test_without_tags_there_is_no_index(site):
    s = site("-- posts/a.md --\nA.\n")
    s.build()
    assert not (s.root / "public/tags").exists()
