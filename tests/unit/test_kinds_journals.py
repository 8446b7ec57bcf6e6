"""Journals: a page for each notebook, at `/@name/`."""

SITE = """-- posts/a.md --
---
date: 2023-01-01
journal: ai
---
A.
-- posts/b.md --
---
date: 2023-01-02
journal_name: "@journal"
---
B.
-- posts/c.md --
---
date: 2023-01-03
tags: ["@journal", rust]
---
C.
"""


def test_a_journal_is_named_by_its_own_key_or_by_a_tag_with_an_at_sign(site):
    s = site(SITE)
    s.build()
    assert [a.text() for a in s.html("/@journal/").css(".h-feed .p-name")] == ["C", "B"]
    assert [a.text() for a in s.html("/@ai/").css(".h-feed .p-name")] == ["A"]
    assert [a.attributes["href"] for a in s.html("/journals/").css("main li a")] == ["/@ai/", "/@journal/"]


def test_a_journal_is_not_listed_as_a_tag_as_well(site):
    s = site(SITE)
    s.build()
    assert [path for path in s.outputs() if path.startswith("tags/") and path.endswith(".html")] == [
        "tags/index.html",
        "tags/rust/index.html",
    ]
    assert [a.text() for a in s.html("/c/").css(".p-category")] == ["rust"]


def test_a_post_links_to_its_journal_and_offers_its_feeds(site):
    s = site(SITE)
    s.build()
    page = s.html("/a/")
    assert page.css_first('main a[href="/@ai/"]').text() == "ai"
    assert page.css_first('link[href="/@ai/feed.xml"]').attributes["type"] == "application/rss+xml"
