"""The archive: all posts, and a page for each year."""

import re

from journal.kinds import archive

SITE = """-- posts/2022-05-01-old.md --
Old.
-- posts/2023-05-01-new.md --
New.
-- posts/2023-06-01-newer.md --
Newer.
-- posts/idea.md --
Idea.
"""


def _titles(page):
    return [node.text() for node in page.css(".h-feed .p-name")]


def test_the_archive_lists_every_post_by_year(site):
    s = site(SITE)
    s.build()
    page = s.html("/archive/")
    assert _titles(page) == ["Newer", "New", "Old", "Idea"]
    assert [h.text() for h in page.css(".h-feed h2")] == ["2023", "2022", "Without a date"]


def test_a_year_has_a_page_of_its_own(site):
    s = site(SITE)
    s.build()
    assert _titles(s.html("/archive/2023/")) == ["Newer", "New"]
    assert _titles(s.html("/archive/2022/")) == ["Old"]
    assert _titles(s.html("/archive/undated/")) == ["Idea"]
    links = [a.attributes["href"] for a in s.html("/archive/2022/").css("main nav a")]
    assert links == ["/archive/2023/", "/archive/2022/", "/archive/undated/"]


def test_a_post_stands_in_the_year_that_was_written_whatever_the_zone(site):
    s = site('-- posts/a.md --\n---\ndate: "2023-01-01 00:30 +1300"\n---\nIn UTC it is still 2022.\n')
    s.build()
    assert _titles(s.html("/archive/2023/")) == ["A"]
    assert not (s.root / "public/archive/2022").exists()


def test_a_long_archive_lists_the_years_only(site, monkeypatch):
    monkeypatch.setattr(archive, "_ALL_ON_ONE_PAGE", 3)
    s = site(SITE)
    s.build()
    page = s.html("/archive/")
    assert _titles(page) == []
    counts = re.findall(r"(\d{4})\s+(\d+)", page.css_first("main nav").text())
    assert counts == [("2023", "2"), ("2022", "1")]


def test_without_posts_there_is_no_archive(site):
    s = site("-- pages/about.md --\n# About\n")
    s.build()
    assert not (s.root / "public/archive").exists()
