"""RSS, Atom and JSON Feed, read back by what reads them: feedparser, a strict XML parser and json."""

import json
import re
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from defusedxml import ElementTree
from links_of import links_of

SITE = """-- posts/first.md --
---
title: "First & <b>best</b> 🎉"
date: 2023-07-29T10:00:00+05:30
updated: 2023-08-01 09:30
tags: [Git, "a & b"]
journal: ai
series: { name: Learn, part: 1 }
author: Grace
cover: pic.png
---
See [the second](second.md#deep), [below](#below), [home](/), [out](https://x.example/?a=1&b=2).

## Below

![alt](pic.png "with a title") and `<a href="#code">`.

A note.[^1]

<picture><source srcset="pic.png 1x, big%20one.png 2x"><img src="/root.png" alt=""></picture>

[^1]: The note.
-- posts/second.md --
---
date: 2023-07-28
series: { name: Learn, part: 2 }
tags: git
excerpt: As written.
---
## Deep

Text.
-- posts/undated.md --
No date.
-- posts/pic.png --
png
-- posts/big one.png --
png
-- static/root.png --
png
-- journal.toml --
title = "Ada's <notes> & more"
description = "What I learn"
url = "https://me.example/blog/"
language = "en-GB"
author = { name = "Ada", email = "ada@me.example", url = "https://ada.example/" }
"""

FEEDS = ["/feed.xml", "/atom.xml"]


@pytest.fixture
def built(site):
    s = site(SITE)
    s.build("--strict")
    return s


def _parsed(s, path):
    data = s.output(path).read_bytes()
    if path.endswith(".xml"):
        ElementTree.fromstring(data)
    feed = feedparser.parse(data)
    assert not feed.bozo, feed.bozo_exception
    return feed


def _contents(s, folder="/"):
    """The HTML of the first item, in each of the formats, before a feed reader cleans it."""
    rss, atom = (ElementTree.fromstring(s.text(folder + file)) for file in ("feed.xml", "atom.xml"))
    return {
        "rss": rss.findtext(".//{http://purl.org/rss/1.0/modules/content/}encoded"),
        "atom": atom.findtext(".//{http://www.w3.org/2005/Atom}content"),
        "json": json.loads(s.text(folder + "feed.json"))["items"][0]["content_html"],
    }


def test_rss_names_itself_and_its_items(built):
    feed = _parsed(built, "/feed.xml")
    assert feed.version == "rss20"
    assert feed.feed.title == "Ada's <notes> & more"
    assert feed.feed.link == "https://me.example/blog/"
    assert feed.feed.subtitle == "What I learn"
    assert feed.feed.language == "en-GB"
    assert {"rel": "self", "href": "https://me.example/blog/feed.xml", "type": "application/rss+xml"} in feed.feed.links
    first = feed.entries[0]
    assert first.title == "First & <b>best</b> 🎉"
    assert first.link == first.id == "https://me.example/blog/first/"
    assert first.author == "Grace"
    assert [tag.term for tag in first.tags] == ["git", "a & b"]


def test_atom_names_itself_and_its_items(built):
    feed = _parsed(built, "/atom.xml")
    assert feed.version == "atom10"
    assert feed.feed.title == "Ada's <notes> & more"
    assert feed.feed.link == "https://me.example/blog/"
    assert feed.feed.id == "https://me.example/blog/atom.xml"
    assert feed.feed.author_detail.name == "Ada"
    assert feed.feed.updated == "2023-08-01T09:30:00+00:00"
    first, second = feed.entries
    assert first.title == "First & <b>best</b> 🎉"
    assert first.link == first.id == "https://me.example/blog/first/"
    assert first.author == "Grace"
    assert second.summary == "As written."


def test_json_feed_is_of_version_1_1(built):
    feed = json.loads(built.text("/feed.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Ada's <notes> & more"
    assert feed["home_page_url"] == "https://me.example/blog/"
    assert feed["feed_url"] == "https://me.example/blog/feed.json"
    assert feed["language"] == "en-GB"
    assert feed["authors"] == [{"name": "Ada", "url": "https://ada.example/"}]
    first = feed["items"][0]
    assert first["id"] == first["url"] == "https://me.example/blog/first/"
    assert first["title"] == "First & <b>best</b> 🎉"
    assert first["date_published"] == "2023-07-29T10:00:00+05:30"
    assert first["date_modified"] == "2023-08-01T09:30:00+00:00"
    assert first["image"] == "https://me.example/blog/pic.png"
    assert first["authors"] == [{"name": "Grace"}]
    assert first["tags"] == ["git", "a & b"]


def test_dates_keep_the_offset_they_were_written_with(built):
    rss = ElementTree.fromstring(built.text("/feed.xml"))
    assert [node.text for node in rss.iter("pubDate")] == [
        "Sat, 29 Jul 2023 10:00:00 +0530",
        "Fri, 28 Jul 2023 00:00:00 +0000",
    ]
    assert parsedate_to_datetime(rss.findtext("channel/lastBuildDate")).isoformat() == "2023-08-01T09:30:00+00:00"
    atom = ElementTree.fromstring(built.text("/atom.xml"))
    assert [node.text for node in atom.iter("{http://www.w3.org/2005/Atom}published")] == [
        "2023-07-29T10:00:00+05:30",
        "2023-07-28T00:00:00+00:00",
    ]


def test_a_day_is_the_start_of_that_day_in_the_zone_of_the_site(site):
    s = site('-- posts/a.md --\n---\ndate: 2023-07-29\n---\nA.\n-- journal.toml --\ntimezone = "Asia/Kolkata"\n')
    s.build()
    assert "<pubDate>Sat, 29 Jul 2023 00:00:00 +0530</pubDate>" in s.text("/feed.xml")
    assert json.loads(s.text("/feed.json"))["items"][0]["date_published"] == "2023-07-29T00:00:00+05:30"


def test_the_full_text_holds_whole_addresses_only(built):
    for form, html in _contents(built).items():
        links = list(links_of(html))
        assert all(link.startswith("https://") for link in links), (form, links)
        assert {
            "https://me.example/blog/second/#deep",
            "https://me.example/blog/first/#below",
            "https://me.example/blog/",
            "https://x.example/?a=1&b=2",
            "https://me.example/blog/pic.png",
            "https://me.example/blog/big%20one.png",
            "https://me.example/blog/root.png",
        } <= set(links), form
        assert any(link.startswith("https://me.example/blog/first/#fn") for link in links), form


def test_headings_stand_without_the_links_to_themselves(built):
    for form, html in _contents(built).items():
        assert '<h2 id="below">Below</h2>' in html, form


def test_code_about_links_is_left_as_it_is(built):
    for form, html in _contents(built).items():
        code = re.search(r"<code>(.*?)</code>", html).group(1)
        assert code.replace("&quot;", '"') == '&lt;a href="#code"&gt;', form


def test_addresses_are_whole_with_relative_urls_too(site):
    s = site(SITE + "relative_urls = true\n")
    s.build()
    for html in _contents(s).values():
        assert all(link.startswith("https://") for link in links_of(html))


def test_posts_without_a_date_are_in_no_feed(built):
    for path in FEEDS:
        assert len(_parsed(built, path).entries) == 2
    assert len(json.loads(built.text("/feed.json"))["items"]) == 2


def test_by_one_setting_feeds_hold_excerpts(site):
    s = site(SITE + '[feed]\ncontent = "excerpt"\n')
    s.build()
    for path in FEEDS:
        entry = _parsed(s, path).entries[1]
        assert entry.summary == "As written."
        assert "content" not in entry
    item = json.loads(s.text("/feed.json"))["items"][1]
    assert item["summary"] == item["content_text"] == "As written."
    assert "content_html" not in item


@pytest.mark.parametrize(("limit", "count"), [(0, 4), (1, 1), (3, 3), (9, 4)])
def test_a_feed_holds_the_newest_entries_up_to_its_limit(site, limit, count):
    posts = "".join(f"-- posts/p{n}.md --\n---\ndate: 2023-01-0{n}\ntags: [x]\n---\nText.\n" for n in range(1, 5))
    s = site(posts + f'-- journal.toml --\nurl = "https://me.example/"\n[feed]\nlimit = {limit}\n')
    s.build()
    newest = ["P4", "P3", "P2", "P1"][:count]
    for path in ("/feed.xml", "/atom.xml", "/tags/x/feed.xml"):
        assert [entry.title for entry in _parsed(s, path).entries] == newest


@pytest.mark.parametrize("where", ["/tags/git/", "/series/learn/", "/@ai/"])
def test_tags_series_and_journals_have_feeds_of_their_own(built, where):
    titles = ["First & <b>best</b> 🎉", "Second"] if where != "/@ai/" else ["First & <b>best</b> 🎉"]
    for file in ("feed.xml", "atom.xml"):
        feed = _parsed(built, where + file)
        assert [entry.title for entry in feed.entries] == titles
        assert feed.feed.link == f"https://me.example/blog{where}"
        assert feed.feed.title.startswith("Ada's <notes> & more: ")
    data = json.loads(built.text(where + "feed.json"))
    assert [item["title"] for item in data["items"]] == titles
    assert data["feed_url"] == f"https://me.example/blog{where}feed.json"
    ids = {_parsed(built, path + "atom.xml").feed.id for path in ("/", where)}
    assert len(ids) == 2
    assert all(link.startswith("https://") for html in _contents(built, where).values() for link in links_of(html))


def _ids(s):
    return (
        [entry.id for entry in _parsed(s, "/feed.xml").entries]
        + [entry.id for entry in _parsed(s, "/atom.xml").entries]
        + [item["id"] for item in json.loads(s.text("/feed.json"))["items"]]
    )


def test_an_id_survives_a_change_of_title(site):
    s = site("-- posts/a.md --\n---\ntitle: Before\ndate: 2023-01-01\n---\nText.\n")
    s.build()
    before = _ids(s)
    s.write("-- posts/a.md --\n---\ntitle: After\ndate: 2023-01-01\n---\nText.\n")
    s.build()
    assert _ids(s) == before
    assert _parsed(s, "/feed.xml").entries[0].title == "After"


def test_a_written_id_survives_a_move(site):
    s = site("-- posts/a.md --\n---\nid: tag:me.example,2023:a\ndate: 2023-01-01\n---\nText.\n")
    s.build()
    before = _ids(s)
    (s.root / "posts/a.md").rename(s.root / "posts/b.md")
    s.build()
    assert _ids(s) == before == ["tag:me.example,2023:a"] * 3
    assert 'isPermaLink="false"' in s.text("/feed.xml")
    assert _parsed(s, "/feed.xml").entries[0].link == "https://me.example/b/"


def test_characters_that_xml_forbids_do_not_break_a_feed(folder):
    folder.put("journal.toml", 'title = "T\\u000b\\u001b"\nurl = "https://me.example/"\n')
    folder.put(
        "posts/a.md",
        '---\ntitle: "A \\x0b\\e\\x01 \\uFFFE 🎉 ]]>"\ndate: 2023-01-01\ntags: ["t\\x0c"]\nexcerpt: "x\\b"\n---\n'
        "Body \x0b\x1b\x0c\ufffe 🎉 ]]> &#11; `\x1b[31m`.\n",
    )
    folder.build()
    for path in FEEDS:
        entry = _parsed(folder, path).entries[0]
        assert re.sub(r"\s+", " ", entry.title) == "A 🎉 ]]>"
        assert "🎉" in entry.content[0].value
    ElementTree.fromstring(folder.output("/sitemap.xml").read_bytes())
    assert json.loads(folder.text("/feed.json"))["items"][0]["title"].endswith("🎉 ]]>")


def test_a_site_without_posts_has_empty_feeds(site):
    s = site("-- pages/about.md --\n# About\n")
    s.build()
    for path in FEEDS:
        assert _parsed(s, path).entries == []
    assert json.loads(s.text("/feed.json"))["items"] == []
    assert re.search(r"<updated>[\dT:+-]+</updated>", s.text("/atom.xml"))


def test_feeds_are_the_same_bytes_at_each_build(built):
    before = built.outputs()
    built.build("--clean")
    assert built.outputs() == before


@pytest.mark.parametrize("url", ["https://me.example/", "https://me.example/blog/"])
def test_a_moved_post_keeps_its_id_by_its_old_path(site, url):
    s = site(f'-- posts/2019/tries ü.md --\n---\ndate: 2019-01-01\n---\nA.\n-- journal.toml --\nurl = "{url}"\n')
    s.build()
    before = _ids(s)
    assert before == [f"{url}2019/tries-%C3%BC/"] * 3
    (s.root / "posts/2019/tries ü.md").unlink()
    s.put("posts/new.md", "---\ndate: 2019-01-01\nid: /2019/tries-ü/\n---\nA.\n")
    s.build()
    assert _ids(s) == before


@pytest.mark.parametrize("written", ["tag:me.example,2019:tries", "https://old.example/?p=3", "urn:x", "3"])
def test_an_id_that_is_no_path_is_kept_as_it_is_written(site, written):
    s = site(f'-- posts/a.md --\n---\ndate: 2019-01-01\nid: "{written}"\n---\nA.\n')
    s.build()
    assert _ids(s) == [written] * 3


def _ids(s):
    items = [_parsed(s, path).entries[0].id for path in FEEDS]
    return [*items, json.loads(s.text("/feed.json"))["items"][0]["id"]]
