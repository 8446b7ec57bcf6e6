"""Plain pages: without a date, a list or a feed."""

import feedparser

SITE = """-- posts/a.md --
---
date: 2023-01-01
---
A.
-- pages/about.md --
---
title: About me
excerpt: Who writes this.
---
Hello. [A post](../posts/a.md) and [the other page](now/index.md).
-- pages/now/index.md --
# Now

![me](me.png)
-- pages/now/me.png --
png
-- pages/deep/er.md --
Deeper.
"""


def test_a_page_is_built_at_its_name(site):
    s = site(SITE)
    s.build("--strict")
    page = s.html("/about/")
    assert page.css_first("h1").text() == "About me"
    assert page.css_first("meta[name=description]").attributes["content"] == "Who writes this."
    assert [a.attributes["href"] for a in page.css(".e-content a")] == ["/a/", "/now/"]
    assert s.html("/now/").css_first(".e-content img").attributes["src"] == "/now/me.png"
    assert s.output("/now/me.png").read_bytes() == b"png\n"
    assert s.output("/deep/er/").exists()


def test_a_page_is_in_no_list_and_no_feed_but_in_the_sitemap(site):
    s = site(SITE)
    s.build()
    assert [entry.title for entry in feedparser.parse(s.text("/feed.xml")).entries] == ["A"]
    assert [a.text() for a in s.html("/").css(".h-feed .p-name")] == ["A"]
    assert "https://me.example/about/" in s.text("/sitemap.xml")


def test_a_page_has_no_neighbours_and_is_no_blog_posting(site):
    s = site(SITE)
    s.build()
    page = s.html("/about/")
    assert page.css('[rel="prev"], [rel="next"], script[type="application/ld+json"]') == []
    assert page.css_first('meta[property="og:type"]').attributes["content"] == "website"
