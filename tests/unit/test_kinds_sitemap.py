"""sitemap.xml, read back as XML."""

import pytest
from defusedxml import ElementTree

from journal.kinds import sitemap

_NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = """-- posts/a.md --
---
date: 2023-01-01
updated: 2024-05-06 07:08
tags: [git]
---
A.
-- posts/b & c.md --
---
date: 2023-01-02
---
B.
-- posts/日本.md --
No date.
-- posts/later.md --
---
draft: true
---
Draft.
-- pages/about.md --
# About
"""


def _locations(s, path):
    root = ElementTree.fromstring(s.output(path).read_bytes())
    return [node.text for node in root.iterfind(".//s:loc", _NS)]


def test_every_page_worth_finding_is_listed_once(site):
    s = site(SITE)
    s.build()
    found = _locations(s, "/sitemap.xml")
    assert sorted(found) == [
        "https://me.example/",
        "https://me.example/%E6%97%A5%E6%9C%AC/",
        "https://me.example/a/",
        "https://me.example/about/",
        "https://me.example/b-c/",
        "https://me.example/tags/git/",
    ]


def test_the_last_change_is_told_in_w3c_form(site):
    s = site(SITE)
    s.build()
    root = ElementTree.fromstring(s.output("/sitemap.xml").read_bytes())
    changed = {url.findtext("s:loc", "", _NS): url.findtext("s:lastmod", None, _NS) for url in root}
    assert changed["https://me.example/a/"] == "2024-05-06T07:08:00+00:00"
    assert changed["https://me.example/b-c/"] == "2023-01-02"
    assert changed["https://me.example/about/"] is None
    assert changed["https://me.example/"] == "2024-05-06T07:08:00+00:00"


@pytest.mark.parametrize(("most", "files"), [(6, 0), (5, 2), (4, 2), (2, 3), (1, 6)])
def test_a_sitemap_is_split_at_the_limit_of_the_protocol(site, monkeypatch, most, files):
    monkeypatch.setattr(sitemap, "MOST", most)
    s = site(SITE + '-- journal.toml --\nurl = "https://me.example/blog/"\n')
    s.build()
    parts = [f"https://me.example/blog/sitemap-{n}.xml" for n in range(1, files + 1)]
    found = _locations(s, "/sitemap.xml")
    if files:
        assert found == parts
        lists = [_locations(s, f"/sitemap-{n}.xml") for n in range(1, files + 1)]
        assert all(0 < len(part) <= most for part in lists)
        found = [location for part in lists for location in part]
    assert len(set(found)) == len(found) == 6


def test_a_home_page_of_the_authors_own_is_counted_once(site, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 2)
    s = site("-- pages/index.md --\n# Welcome\n-- posts/a.md --\nA.\n")
    s.build()
    assert _locations(s, "/sitemap.xml") == ["https://me.example/", "https://me.example/a/"]


def test_the_limit_is_the_protocols():
    assert sitemap.MOST == 50_000
