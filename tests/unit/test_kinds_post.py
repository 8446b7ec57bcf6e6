"""The page of a post: what readers, search engines, link previews and IndieWeb parsers find in it."""

import json
import re

import pytest

NASTY = 'Ends </script><b>bold</b> & \\"so\\" 🎉'
SITE = f"""-- posts/a.md --
---
title: "{NASTY}"
date: 2023-07-29T10:00:00+05:30
updated: 2023-08-01
tags: [Git, "</script>"]
journal: ai
excerpt: In < one & "sentence".
cover: pic.png
cover_alt: A "picture" & more
status: budding
---
The *body*.
-- posts/pic.png --
png
-- posts/b.md --
---
date: 2023-07-28
author: Grace
---
Another body.
-- posts/c.md --
---
date: 2023-07-30
---
The newest.
-- posts/undated.md --
Whenever.
-- journal.toml --
title = "Ada's notes"
url = "https://me.example/blog/"
language = "en-GB"
author = {{ name = "Ada", url = "https://ada.example/" }}
"""


@pytest.fixture
def built(site):
    s = site(SITE)
    s.build()
    return s


def _metas(page):
    found = {}
    for node in page.css("meta"):
        name = node.attributes.get("name") or node.attributes.get("property")
        if name:
            found.setdefault(name, []).append(node.attributes.get("content"))
    return found


def _json_ld(page):
    scripts = page.css('script[type="application/ld+json"]')
    assert len(scripts) == 1
    return json.loads(scripts[0].text())


def test_the_head_says_what_the_page_is(built):
    page = built.html("/a/")
    metas = _metas(page)
    title = 'Ends </script><b>bold</b> & "so" 🎉'
    assert page.css_first("html").attributes["lang"] == "en-GB"
    assert page.css_first("title").text().startswith(title)
    assert page.css_first("link[rel=canonical]").attributes["href"] == "https://me.example/blog/a/"
    assert metas["description"] == ['In < one & "sentence".']
    assert metas["og:title"] == [title]
    assert metas["og:type"] == ["article"]
    assert metas["og:url"] == ["https://me.example/blog/a/"]
    assert metas["og:site_name"] == ["Ada's notes"]
    assert metas["og:description"] == ['In < one & "sentence".']
    assert metas["og:image"] == ["https://me.example/blog/pic.png"]
    assert metas["og:image:alt"] == ['A "picture" & more']
    assert metas["article:published_time"] == ["2023-07-29T10:00:00+05:30"]
    assert metas["article:modified_time"] == ["2023-08-01"]
    assert metas["article:tag"] == ["Git", "</script>"]
    assert metas["twitter:card"] == ["summary_large_image"]


def test_a_post_without_a_cover_has_a_small_card(built):
    metas = _metas(built.html("/b/"))
    assert metas["twitter:card"] == ["summary"]
    assert "og:image" not in metas
    assert metas["description"] == ["Another body."]


def test_the_feeds_of_the_site_can_be_discovered(built):
    found = {
        a.attributes["type"]: a.attributes["href"]
        for a in built.html("/b/").css('link[rel="alternate"]')
        if a.attributes["type"]
    }
    assert found == {
        "application/rss+xml": "/blog/feed.xml",
        "application/atom+xml": "/blog/atom.xml",
        "application/feed+json": "/blog/feed.json",
    }


def test_json_ld_is_whole_and_cannot_end_its_script(built):
    facts = _json_ld(built.html("/a/"))
    assert facts["@type"] == "BlogPosting"
    assert facts["headline"] == 'Ends </script><b>bold</b> & "so" 🎉'
    assert facts["url"] == facts["mainEntityOfPage"] == "https://me.example/blog/a/"
    assert facts["datePublished"] == "2023-07-29T10:00:00+05:30"
    assert facts["dateModified"] == "2023-08-01"
    assert facts["author"] == {"@type": "Person", "name": "Ada", "url": "https://ada.example/"}
    assert facts["keywords"] == ["Git", "</script>"]
    assert facts["image"] == "https://me.example/blog/pic.png"
    assert facts["inLanguage"] == "en-GB"
    assert _json_ld(built.html("/b/"))["author"] == {"@type": "Person", "name": "Grace"}
    assert "datePublished" not in _json_ld(built.html("/undated/"))


def test_microformats_name_the_entry_and_nothing_but_the_body_is_its_content(built):
    page = built.html("/a/")
    entry = page.css("main .h-entry")
    assert len(entry) == 1
    assert entry[0].css_first(".p-name").text().strip() == 'Ends </script><b>bold</b> & "so" 🎉'
    assert entry[0].css_first("time.dt-published").attributes["datetime"] == "2023-07-29T10:00:00+05:30"
    assert entry[0].css_first("time.dt-updated").attributes["datetime"] == "2023-08-01"
    assert [tag.text() for tag in entry[0].css(".p-category")] == ["Git", "</script>"]
    assert [node.html.strip() for node in page.css(".e-content > *")] == ["<p>The <em>body</em>.</p>"]
    assert page.css_first(".e-content").text().strip() == "The body."
    assert len(page.css(".e-content")) == 1


def test_no_page_without_an_entry_has_content_of_one(built):
    pages = [path for path in built.outputs() if path.endswith(".html")]
    with_content = [path for path in pages if built.html(path).css(".e-content")]
    assert with_content == ["a/index.html", "b/index.html", "c/index.html", "undated/index.html"]


def test_the_neighbours_in_time_are_linked(built):
    page = built.html("/a/")
    assert page.css_first('main [rel="prev"]').attributes["href"] == "/blog/b/"
    assert page.css_first('main [rel="next"]').attributes["href"] == "/blog/c/"
    assert built.html("/c/").css_first('main [rel="next"]') is None
    assert built.html("/undated/").css_first('main [rel="prev"]') is None


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (329, 1), (331, 2), (2200, 10)])
def test_the_reading_time_is_told(site, words, minutes):
    s = site(f"-- posts/a.md --\n{'word ' * words}\n")
    s.build()
    assert re.findall(r"(\d+) min", s.html("/a/").css_first("main").text()) == [str(minutes)]


def test_a_title_that_is_the_first_heading_is_shown_once(site):
    s = site("-- posts/a.md --\n# The title\n\nText.\n")
    s.build()
    page = s.html("/a/")
    assert [h.text() for h in page.css("h1")] == ["The title"]
    assert page.css_first(".e-content h1") is None


def test_a_body_is_never_a_template(site):
    s = site("-- posts/2023-01-01-a.md --\n{{ site.title }} {% include 'x' %} {# y #}\n\n```jinja\n{{ 7 * 7 }}\n```\n")
    s.build("--strict")
    text = s.html("/a/").css_first(".e-content").text()
    assert "{{ site.title }} {% include" in text
    assert "{# y #}" in text
    assert "{{ 7 * 7 }}" in text
    assert "{{ site.title }}" in s.text("/feed.xml")


def test_a_table_of_contents_leads_to_headings_that_exist(site):
    headings = "".join(f"## Part {n} & more\n\nText.\n\n### Under {n}\n\n" for n in range(3))
    s = site(f"-- posts/a.md --\n{headings}-- posts/b.md --\n---\ntoc: false\n---\n{headings}-- posts/c.md --\n# C\n")
    s.build()
    page = s.html("/a/")
    ids = {node.attributes["id"] for node in page.css(".e-content [id]")}
    links = [a.attributes["href"] for a in page.css("main nav a") if a.attributes["href"].startswith("#")]
    assert len(links) == 6
    assert {link[1:] for link in links} <= ids
    assert s.html("/b/").css('main nav a[href^="#"]') == []
    assert s.html("/c/").css('main nav a[href^="#"]') == []


def test_a_written_template_makes_the_page(site):
    s = site(
        "-- posts/a.md --\n---\ntemplate: own.html\nmood: glad\n---\nText.\n"
        "-- templates/own.html --\n<title>{{ entry.title }}</title>{{ extra.mood }}: {{ body }}"
    )
    s.build()
    assert s.text("/a/") == "<title>A</title>glad: <p>Text.</p>"


def test_a_draft_that_is_built_is_kept_from_search_engines(site):
    s = site("-- posts/a.md --\n---\ndraft: true\n---\nText.\n-- posts/b.md --\nB.\n")
    s.build()
    assert not s.output("/a/").exists()
    s.build("--drafts")
    assert s.html("/a/").css_first("meta[name=robots]").attributes["content"] == "noindex"


def test_control_characters_leave_no_trace_in_a_page(folder):
    folder.put("journal.toml", 'url = "https://me.example/"\n')
    folder.put("posts/a.md", '---\ntitle: "A \\x0b\\e title"\n---\nBody \x0b\x1b\x02\x03 and `code \x1b[0m`.\n')
    folder.build()
    assert re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", folder.text("/a/")) == []


def test_without_feeds_and_sitemap_a_site_needs_no_url(site):
    s = site('-- posts/a.md --\nText.\n-- journal.toml --\ndisable = ["feed", "sitemap"]\n')
    assert s.build("--strict").err == ""
    s.put("journal.toml", 'disable = ["feed"]\n')
    assert "no `url` is set" in s.build().err


def test_without_a_url_pages_hold_no_half_addresses(site):
    s = site('-- posts/a.md --\nText.\n-- journal.toml --\ntitle = "T"\n')
    said = s.build().err
    assert said.startswith("journal.toml: warning: no `url` is set")
    assert s.html("/a/").css_first("link[rel=canonical]") is None
    assert s.html("/a/").css_first('meta[property="og:url"]') is None
