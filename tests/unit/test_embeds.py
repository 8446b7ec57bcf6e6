"""A text shown in another: whole, a section of it or a block."""

import re

import pytest

from journal.embeds import elsewhere, part_of, without_ids

NOTE = """\
-- posts/note.md --
---
title: Note
date: 2024-01-01
---
Intro with [[other]] and [a file](note.md#part-one).[^1]

## Part one

One. ^lemma

- item ^item
  - below

### Deeper

Deep.

## Part two

Two.

| a |
|---|
| b |

^table

[^1]: Foot.
-- posts/other.md --
Other.
"""


def embedded(site, written, more=""):
    s = site(NOTE + f"-- posts/page.md --\n---\ndate: 2024-01-02\n---\nBefore.\n\n{written}\n{more}")
    s.build()
    return s.html("/page/").css_first(".e-content")


def test_a_whole_text(site):
    page = embedded(site, "![[note]]")
    embed = page.css_first("div.embed")
    assert embed.css_first(".embed-source a").attributes["href"] == "/note/"
    assert [h.text() for h in embed.css("h2, h3")] == ["Part one", "Deeper", "Part two"]
    assert embed.css_first('a[href="/other/"]') is not None
    assert not embed.css("[id]")
    assert not embed.css(".anchor")
    assert embed.css_first(".footnote-ref").attributes["href"] == "/note/#fn-1"


def test_a_section_ends_before_the_next_of_its_level(site):
    text = embedded(site, "![[note#Part one|words]]").css_first("div.embed").text()
    assert "words" in text
    assert "Deep." in text
    assert "Intro" not in text
    assert "Two." not in text


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("lemma", "<p>One.</p>"),
        ("item", "<ul><li>item<ul>\n<li>below</li>\n</ul>\n</li></ul>"),
    ],
)
def test_a_block(site, name, html):
    assert embedded(site, f"![[note#^{name}]]").css_first("div.embed").html.endswith(f"</p>\n{html}</div>")


def test_a_block_with_its_id_below(site):
    assert embedded(site, "![[note#^table]]").css_first("div.embed td").text() == "b"


def test_what_is_not_there_is_its_name(site):
    page = embedded(site, "![[nobody]]\n\n![[no.png|a tree]]\n\n![[no.mp4]]")
    assert [node.text() for node in page.css(".wikilink.missing")] == ["nobody", "a tree", "no.mp4"]
    assert not page.css("img, video, .embed")


def test_texts_that_show_one_another_come_to_an_end(site):
    s = site("-- posts/a.md --\nA.\n\n![[b]]\n-- posts/b.md --\nB.\n\n![[a]]\n\n![[b]]\n")
    s.build()
    assert len(s.html("/a/").css(".embed")) == 3
    assert s.html("/a/").css_first(".embed .embed").text().strip() == "a"


def test_there_is_an_end_to_how_deep_and_how_many(site):
    deep = "".join(f"-- posts/n{n}.md --\nText {n}.\n\n![[n{n + 1}]]\n\n![[n{n + 1}]]\n" for n in range(9))
    s = site(deep + "-- posts/n9.md --\nEnd.\n-- posts/many.md --\n" + "![[n9]]\n\n" * 150)
    s.build()
    assert "Text 4." in s.text("/n0/")
    assert "Text 5." not in s.text("/n0/")
    assert s.text("/many/").count("<p>End.</p>") == 100


def test_feeds_show_it_with_whole_addresses(site):
    s = site(NOTE + "-- posts/page.md --\n---\ndate: 2024-01-02\n---\n![[note#Part one]] ![[nobody]]\n\n![[other]]\n")
    s.build()
    feed = s.text("/feed.json")
    assert "https://me.example/other/" in feed
    assert "journal-" not in feed
    assert re.search(r"Other\.", feed)


def test_a_picture_is_found_by_its_name(site):
    page = embedded(site, "![[p.png|A tree|30]]", "-- posts/img/p.png --\nx")
    image = page.css_first("img")
    assert (image.attributes["src"], image.attributes["alt"], image.attributes["width"]) == (
        "/img/p.png",
        "A tree",
        "30",
    )


@pytest.mark.parametrize(
    ("html", "part"),
    [
        ('<h2 id="a">A</h2><p>x</p><h3>B</h3><h2>C</h2>', '<h2 id="a">A</h2><p>x</p><h3>B</h3>'),
        ('<div><h2 id="a">A</h2><p>x<br>y</p></div><p>z</p>', '<h2 id="a">A</h2><p>x<br>y</p>'),
        ('<h3 id="a">A</h3><div><h2>B</h2></div><h3>C</h3>', '<h3 id="a">A</h3><div><h2>B</h2></div>'),
        ("<p>x</p>", ""),
        ('<td id="a">x</td>', '<table><td id="a">x</td></table>'),
    ],
)
def test_parts_are_whole_elements(html, part):
    assert part_of(html, "a") == part


def test_links_in_the_page_lead_to_the_page():
    assert elsewhere('<a href="#x">y</a><a class="anchor" href="#x">#</a>', "/n/") == '<a href="/n/#x">y</a>'


def test_ids_are_taken_from_tags_only():
    html = """<p id="a" class="b" data-id='c'>id="x"</p><p title='<b id="y">'>"""
    assert without_ids(html) == """<p class="b" data-id='c'>id="x"</p><p title='<b>'>"""
