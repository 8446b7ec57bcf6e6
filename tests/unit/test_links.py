"""Links of a body: symbolic while nothing is known of the site, real on the page that shows them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.links import localise, resolve, within_site

STEADY = settings(derandomize=True, deadline=None)


def local(html, source="posts/notes/a.md"):
    return localise(html, source)[0]


@pytest.mark.parametrize(
    ("url", "symbol"),
    [
        ("b.md", "journal-source:posts/notes/b.md"),
        ("./b.md#part", "journal-source:posts/notes/b.md#part"),
        ("../c.md?x=1", "journal-source:posts/c.md?x=1"),
        ("img/a%20b.png", "journal-source:posts/notes/img/a%20b.png"),
        ("img/a b.png", "journal-source:posts/notes/img/a%20b.png"),
        ("图.png", "journal-source:posts/notes/%E5%9B%BE.png"),
        ("../folder/", "journal-source:posts/folder/"),
        ("/about/", "journal-root:/about/"),
        ("../../../../etc/passwd", "journal-source:../../etc/passwd"),
    ],
)
def test_a_link_inside_the_site_becomes_symbolic(url, symbol):
    assert local(f'<a href="{url}">x</a>') == f'<a href="{symbol}">x</a>'


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://x.example/b.md">x</a>',
        '<a href="//x.example/b.md">x</a>',
        '<a href="mailto:a@b.example">x</a>',
        '<a href="#part">x</a>',
        '<a href="?q=1">x</a>',
        '<a href="">x</a>',
        '<a name="x">x</a>',
        '<p title="b.md" data-src="b.md">x</p>',
        "<code>&lt;a href=&quot;b.md&quot;&gt;</code>",
        '<img src="data:image/png;base64,AAAA" alt="x">',
    ],
)
def test_what_leads_elsewhere_stays_as_it_is(html):
    assert localise(html, "posts/a.md") == (html, ())


def test_links_in_every_element_that_has_one():
    html = '<img src="a.png"><video poster=\'b.png\' src=c.mp4></video><object data="d.svg"></object>'
    assert [link.written for link in localise(html, "posts/a.md")[1]] == ["a.png", "b.png", "c.mp4", "d.svg"]


def test_a_set_of_sources_is_a_set_of_links():
    made, links = localise('<img srcset="a.png 1x, b b.png 2x, https://x.example/c.png 3x">', "posts/a.md")
    assert next(link.target for link in links) == "journal-source:posts/a.png"
    assert "https://x.example/c.png 3x" in made
    assert resolve(made, lambda symbol: symbol.rpartition(":")[2]).count("posts/a.png 1x") == 1


def test_the_words_of_another_attribute_are_no_link():
    html = '<img alt="write src=x.png and href=&quot;b.md&quot; here" title=\'href="c.md"\' src="a.png">'
    made, links = localise(html, "posts/a.md")
    assert [link.written for link in links] == ["a.png"]
    assert made == html.replace('src="a.png"', 'src="journal-source:posts/a.png"')


def test_each_link_is_told_once_as_it_was_written():
    _, links = localise('<a href="b.md#x">1</a><a href="./b.md#x">2</a><a href="b.md#y">3</a>', "posts/a.md")
    assert [(link.target, link.written) for link in links] == [
        ("journal-source:posts/b.md", "b.md#x"),
        ("journal-source:posts/b.md", "b.md#y"),
    ]


def test_a_symbolic_link_becomes_real_with_its_query_and_fragment():
    body = local('<a href="b.md?x=1&amp;y=2#z">x</a>')
    assert resolve(body, {"journal-source:posts/notes/b.md": "/b/"}.__getitem__) == '<a href="/b/?x=1&amp;y=2#z">x</a>'


@STEADY
@given(st.text(st.characters(codec="utf-8", exclude_characters="<>"), max_size=40))
def test_any_alternative_text_survives(alt):
    words = alt.replace("&", "&amp;").replace('"', "&quot;")
    made, _ = localise(f'<img alt="{words}" src="a.png">', "posts/a.md")
    assert made == f'<img alt="{words}" src="journal-source:posts/a.png">'


def test_a_url_of_the_front_matter_is_seen_from_its_post():
    assert within_site("a b.png", "posts/x/i.md") == "journal-source:posts/x/a b.png"
    assert within_site("/a.png", "posts/x/i.md") == "journal-root:/a.png"
    assert within_site("https://x.example/journal-a.png", "posts/x/i.md") == "https://x.example/journal-a.png"
