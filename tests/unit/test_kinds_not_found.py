"""404.html: shown by hosts at any depth, so that no link of it may be relative."""

import pytest
from links_of import broken_links, links_of


@pytest.mark.parametrize("settings", ["", "relative_urls = true\n"])
@pytest.mark.parametrize("url", ["https://me.example/", "https://me.example/blog/"])
def test_its_links_work_wherever_it_is_shown(site, url, settings):
    s = site(f'-- posts/a.md --\nA.\n-- journal.toml --\nurl = "{url}"\n{settings}')
    s.build()
    base = url.removeprefix("https://me.example")
    local = [link for link in links_of(s.text("/404.html")) if not link.startswith(("#", "https:"))]
    assert local
    assert all(link.startswith(base) for link in local), local
    assert [broken for broken in broken_links(s.root / "public", url) if broken.startswith("404.html")] == []


def test_search_engines_leave_it_alone(site):
    s = site("-- posts/a.md --\nA.\n")
    s.build()
    assert s.html("/404.html").css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert "404" not in s.text("/sitemap.xml")
