"""Redirects: a page at each alias."""

import pytest

POST = "-- posts/a.md --\n---\ntitle: A & B\naliases: {aliases}\n---\nText.\n"


def _target(s, path):
    page = s.html(path)
    refresh = page.css_first("meta[http-equiv=refresh]").attributes["content"]
    assert page.css_first("a").attributes["href"] == refresh.partition("url=")[2]
    assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"
    return refresh


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/old/", "/old/"),
        ("/old", "/old/"),
        ("old/place", "/old/place/"),
        ("/2019/old.html", "/2019/old.html"),
        ("https://me.example/from/elsewhere/", "/from/elsewhere/"),
        ("/стар/", "/стар/"),
    ],
)
def test_an_alias_leads_to_the_post(site, alias, path):
    s = site(POST.format(aliases=f"[{alias!r}]"))
    s.build("--strict")
    assert _target(s, path) == "0; url=/a/"
    assert s.html(path).css_first("link[rel=canonical]").attributes["href"] == "https://me.example/a/"


def test_a_plain_page_has_aliases_too(site):
    s = site("-- pages/about.md --\n---\naliases: /me/\n---\nHello.\n")
    s.build()
    assert _target(s, "/me/") == "0; url=/about/"


def test_an_alias_where_the_post_stands_is_no_page_of_its_own(site):
    s = site(POST.format(aliases="[/a/, /a]"))
    s.build()
    assert "Text." in s.text("/a/")


def test_an_alias_works_below_a_sub_path_with_and_without_the_path(site):
    s = site(POST.format(aliases="[/one/, /blog/two/]") + '-- journal.toml --\nurl = "https://me.example/blog/"\n')
    s.build()
    assert _target(s, "/one/") == _target(s, "/two/") == "0; url=/blog/a/"


def test_an_alias_works_from_disk(site):
    s = site(
        POST.format(aliases="[/deep/er/]") + '-- journal.toml --\nurl = "https://me.example/"\nrelative_urls = true\n'
    )
    s.build()
    assert _target(s, "/deep/er/") == "0; url=../../a/index.html"


def test_an_alias_that_leaves_the_site_is_an_error_at_its_line(site):
    s = site(POST.format(aliases="[../../x]"))
    assert "posts/a.md:3:1: error: aliases: '../../x' leaves the site" in s.fails()


def test_an_alias_on_the_page_of_another_post_is_an_error_that_names_both(site):
    s = site(POST.format(aliases="[/b/]") + "-- posts/b.md --\nB.\n")
    said = s.fails()
    assert "two pages for /b/" in said
    assert "posts/a.md" in said
    assert "posts/b.md" in said
