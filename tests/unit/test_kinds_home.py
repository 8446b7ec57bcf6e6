"""The home page: newest posts first, over as many pages as they take."""

import pytest


def _posts(count):
    return "".join(f"-- posts/p{n:02}.md --\n---\ndate: 2023-01-{n:02}\n---\nText {n}.\n" for n in range(1, count + 1))


def _titles(page):
    return [node.text() for node in page.css(".h-feed .h-entry .p-name")]


def test_home_lists_the_newest_first_and_the_undated_last(site):
    s = site(_posts(3) + "-- posts/idea.md --\nNo date.\n")
    s.build()
    assert _titles(s.html("/")) == ["P03", "P02", "P01", "Idea"]
    assert not s.output("/page/2/").exists()


def test_home_is_split_into_pages_that_link_to_their_neighbours(site):
    s = site(_posts(5) + '-- journal.toml --\nurl = "https://me.example/"\npaginate = 2\n')
    s.build()
    assert [_titles(s.html(path)) for path in ("/", "/page/2/", "/page/3/")] == [
        ["P05", "P04"],
        ["P03", "P02"],
        ["P01"],
    ]
    middle = s.html("/page/2/")
    assert middle.css_first('[rel="prev"]').attributes["href"] == "/"
    assert middle.css_first('[rel="next"]').attributes["href"] == "/page/3/"
    assert s.html("/").css_first('[rel="prev"]') is None
    assert s.html("/page/3/").css_first('[rel="next"]') is None
    assert middle.css_first("link[rel=canonical]").attributes["href"] == "https://me.example/page/2/"
    assert middle.css_first("title").text() != s.html("/").css_first("title").text()
    assert not s.output("/page/4/").exists()


@pytest.mark.parametrize(("paginate", "pages"), [(0, 1), (1, 4), (2, 2), (3, 2), (4, 1)])
def test_a_list_takes_as_many_pages_as_it_needs(site, paginate, pages):
    s = site(_posts(4) + f'-- journal.toml --\nurl = "https://me.example/"\npaginate = {paginate}\n')
    s.build()
    found = {path for path in s.outputs() if path.startswith("page/")}
    assert found == {f"page/{n}/index.html" for n in range(2, pages + 1)}


def test_pages_that_are_no_longer_needed_go_away(site):
    s = site(_posts(3) + '-- journal.toml --\nurl = "https://me.example/"\npaginate = 1\n')
    s.build()
    (s.root / "posts/p02.md").unlink()
    s.build()
    assert not (s.root / "public/page/3").exists()
    assert s.output("/page/2/").exists()


def test_a_page_of_the_authors_own_may_be_the_home_page(site):
    s = site(_posts(1) + "-- pages/index.md --\n# Welcome\n\nCome in.\n")
    s.build()
    assert "Come in." in s.text("/")


def test_a_site_without_posts_has_a_home_page(folder):
    (folder.root / "posts").mkdir()
    folder.put("journal.toml", 'url = "https://me.example/"\n')
    folder.build("--strict")
    assert folder.html("/").css_first("h1").text() == "My journal"
    assert "<urlset" in folder.text("/sitemap.xml")


def test_the_greeting_of_an_empty_site_is_no_entry(folder):
    folder.put("journal.toml", 'url = "https://me.example/"\n')
    folder.build("--strict")
    assert folder.html("/").css(".e-content, .h-entry") == []
