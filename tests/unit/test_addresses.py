"""Addresses: every link of every page leads somewhere, at a host's root, below a path of it, and from disk."""

import pytest
from example import copy_example
from links_of import broken_links, links_of

SITE = """-- posts/a.md --
---
title: First
date: 2023-07-29
tags: [Git, "C#", 日本語]
journal: ai
series: { name: Learn, part: 1 }
cover: pic.png
aliases: [/old/, /older/path.html]
---
[post](b.md#deep) [here](#here) [root](/about/) [bare](/about) [query](/about/?x=1#top) [top](/) [tag](/tags/git)
[source](/posts/b.md) [folder](bundle/) [file](bundle/index.md) [space](<sub/big one.md>) [coded](sub/big%20one.md)
[percent](100%25.md) [uni](日本.md) [uni coded](%E6%97%A5%E6%9C%AC.md) [download](/LICENCE) [picture](<sub/my pic.png>)
[feed](/feed.xml) [second page](/page/2/)

## Here

![picture](pic.png) ![percent](50%25.png)

<img src="pic.png" srcset="pic.png 1x, sub/my%20pic.png 2x" alt="">
<video src="pic.png" poster="pic.png"></video>
-- posts/b.md --
---
date: 2023-07-28
tags: git
series: Learn
---
## Deep

[a](./a.md), [a](../posts/a.md), [a](/a/), [elsewhere](https://x.example/), [mail](mailto:a@x.example)
-- posts/bundle/index.md --
---
date: 2022-01-03
---
![beside](img.png) ![below](more/img.png) [up](../a.md)
-- posts/sub/big one.md --
---
date: 2022-01-02
---
![beside](<my pic.png>) [up](../日本.md)
-- posts/日本.md --
---
slug: /root/日本
---
Undated.
-- posts/page.md --
---
slug: /plain.html
---
[a](a.md)
-- posts/100%.md --
[a](a.md)
-- posts/bundle/img.png --
-- posts/bundle/more/img.png --
-- posts/pic.png --
-- posts/50%.png --
-- posts/sub/my pic.png --
-- static/LICENCE --
-- pages/about.md --
[home](/) [a](../posts/a.md)
"""

SETTINGS = """-- journal.toml --
url = "{url}"
paginate = 2
menu = [
    {{ title = "About", url = "/about" }},
    {{ title = "Tags", url = "/tags/" }},
    {{ title = "x", url = "https://x.example/" }},
]
{more}
"""
URLS = ["https://me.example/", "https://me.example/blog/", "https://me.example/a/b c/".replace(" ", "%20")]


@pytest.mark.parametrize("url", URLS)
def test_every_link_of_every_page_leads_somewhere(site, url):
    s = site(SITE + SETTINGS.format(url=url, more=""))
    s.build("--strict")
    assert broken_links(s.root / "public", url) == []


@pytest.mark.parametrize("url", URLS)
def test_every_link_of_every_page_leads_somewhere_from_disk(site, url):
    s = site(SITE + SETTINGS.format(url=url, more="relative_urls = true"))
    s.build("--strict")
    assert broken_links(s.root / "public", url, on_disk=True) == []


def test_below_a_sub_path_every_link_inside_begins_with_it(site):
    s = site(SITE + SETTINGS.format(url="https://me.example/blog/", more=""))
    s.build("--strict")
    for path, data in s.outputs().items():
        if path.endswith(".html"):
            inside = [link for link in links_of(data.decode()) if not link.startswith(("http", "mailto:", "#"))]
            assert all(link.startswith("/blog/") for link in inside), (path, inside)


def test_links_are_written_as_a_url_needs_them(site):
    s = site(SITE + SETTINGS.format(url="https://me.example/", more=""))
    s.build("--strict")
    links = [a.attributes["href"] for a in s.html("/a/").css(".e-content p a")]
    assert links[:7] == ["/b/#deep", "#here", "/about/", "/about/", "/about/?x=1#top", "/", "/tags/git/"]
    assert links[7:15] == [
        "/b/", "/bundle/", "/bundle/", "/sub/big-one/", "/sub/big-one/", "/100/",
        "/root/%E6%97%A5%E6%9C%AC/", "/root/%E6%97%A5%E6%9C%AC/",
    ]  # fmt: skip
    assert links[15:] == ["/LICENCE", "/sub/my%20pic.png", "/feed.xml", "/page/2/"]
    pictures = [img.attributes["src"] for img in s.html("/a/").css(".e-content img")]
    assert pictures == ["/pic.png", "/50%25.png", "/pic.png"]


def test_pictures_beside_a_post_stay_beside_it(site):
    s = site(SITE + SETTINGS.format(url="https://me.example/", more=""))
    s.build("--strict")
    assert {"bundle/img.png", "bundle/more/img.png", "pic.png", "sub/my pic.png", "50%.png"} <= set(s.outputs())
    assert [img.attributes["src"] for img in s.html("/bundle/").css(".e-content img")] == [
        "/bundle/img.png",
        "/bundle/more/img.png",
    ]


def test_pictures_of_a_bundle_go_where_its_slug_leads(site):
    s = site("-- posts/x/index.md --\n---\nslug: /far/away/\n---\n![i](img.png)\n-- posts/x/img.png --\npng\n")
    s.build("--strict")
    assert s.html("/far/away/").css_first(".e-content img").attributes["src"] == "/far/away/img.png"
    assert s.output("/far/away/img.png").exists()


def test_a_source_set_may_mix_pictures_of_the_site_with_others(site):
    s = site(
        "-- posts/2023-01-01-a.md --\n"
        '<img src="p.png" srcset="https://x.example/q.png 1x, p.png 2x" alt="">\n\n'
        '<img src="p.png" srcset="data:image/gif;base64,R0lGODlh 1x, p.png 2x" alt="">\n'
        "-- posts/p.png --\n"
    )
    s.build("--strict")
    sets = [img.attributes["srcset"] for img in s.html("/a/").css("img[srcset]")]
    assert sets == ["https://x.example/q.png 1x, /p.png 2x", "data:image/gif;base64,R0lGODlh 1x, /p.png 2x"]
    assert "journal-" not in s.text("/feed.xml")


def test_a_query_and_a_fragment_of_a_link_are_kept(site):
    s = site("-- posts/a.md --\n[b](b.md?x=1&y=2#z)\n-- posts/b.md --\nB.\n")
    s.build("--strict")
    assert s.html("/a/").css_first(".e-content a").attributes["href"] == "/b/?x=1&y=2#z"


@pytest.mark.parametrize("name", ["a#b.png", "what?.png", "50%.png", "a&b.png", "it's.png", "a+b.png", "ü.png"])
def test_a_file_of_any_name_can_be_linked(site, name):
    from urllib.parse import quote  # noqa: PLC0415 - one test's own

    s = site(f"-- posts/a.md --\n![i]({quote(name)})\n")
    s.put(f"posts/{name}", b"png")
    s.build("--strict")
    assert broken_links(s.root / "public") == []


def test_the_example_site_has_no_broken_link(folder):
    copy_example(folder.root)
    folder.build("--strict")
    assert broken_links(folder.root / "public", "https://journal.example/", on_disk=True) == []


def test_the_link_checker_finds_what_is_broken(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text('<p id="x"><a href="../">up</a><a href="/a/#x">fine</a>')
    (tmp_path / "index.html").write_text(
        '<a href="/a/#y">1</a><a href="b/">2</a><img src="/c.png" srcset="/a/ 1x, d.png 2x"><a href="#z">3</a>'
        '<a href="journal-source:posts/a.md">4</a><meta http-equiv="refresh" content="0; url=/e/">'
        '<link href="https://me.example/f/"><a href="https://x.example/g/">fine</a><a href="a/">fine on hosts</a>'
    )
    broken = ["/a/#y", "b/", "/c.png", "d.png", "#z", "journal-source:posts/a.md", "/e/", "https://me.example/f/"]
    assert broken_links(tmp_path) == [f"index.html -> {link}" for link in broken]
    assert "index.html -> a/" in broken_links(tmp_path, on_disk=True)
    assert "a/index.html -> ../" in broken_links(tmp_path, on_disk=True)
