"""Web links: which lead to one thing, and to what sort of thing."""

import pytest

from journal.learning.weblinks import identity_of, sort_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.a.example/b/", "http://a.example/b"),
        ("https://a.example/b?utm_source=x&q=1", "https://A.example/b?q=1"),
        ("https://a.example/b#part", "https://a.example/b"),
        ("https://a.example/index.html", "https://a.example/"),
        ("https://youtu.be/abc?si=x", "https://www.youtube.com/watch?v=abc&t=10s"),
        ("https://arxiv.org/pdf/1706.03762v5.pdf", "https://arxiv.org/abs/1706.03762"),
        ("https://dx.doi.org/10.1000/ABC", "https://doi.org/10.1000/abc"),
        ("https://github.com/Me/Thing.git", "https://github.com/me/thing/tree/main"),
        ("https://www.amazon.com/Some-Book/dp/0123456789/ref=x", "https://amazon.de/gp/product/0123456789"),
        ("https://a.example/%7Eme", "https://a.example/~me"),
    ],
)
def test_urls_that_lead_to_one_thing(one, other):
    assert identity_of(one) == identity_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/b", "https://a.example/c"),
        ("https://a.example/?p=1", "https://a.example/?p=2"),
        ("https://a.example/#/one", "https://a.example/#/two"),
        ("https://a.example/B", "https://a.example/b"),
        ("https://youtube.com/watch?v=a", "https://youtube.com/watch?v=b"),
        ("https://a.example:8080/", "https://a.example/"),
        ("https://a.example:port/", "https://a.example/"),
        ("https://[broken/", "https://a.example/"),
    ],
)
def test_urls_that_do_not(one, other):
    assert identity_of(one) != identity_of(other)


@pytest.mark.parametrize(
    ("url", "words", "sort"),
    [
        ("https://www.coursera.org/learn/x", "Machine learning", "course"),
        ("https://somebody.example/zero", "Somebody's course “Zero to hero”", "course"),
        ("https://somebody.example/git", "A crash course in git", "other"),
        ("https://somebody.example/x", "Of course it floats", "other"),
        ("https://short.example/446", "The hundred-page machine learning book", "book"),
        ("https://www.amazon.com/x/dp/0123456789", "Hands-on", "book"),
        ("https://somebody.example/x", "The notebook", "other"),
        ("https://youtu.be/x", "A book in ten minutes", "video"),
        ("https://medium.com/x", "How video streaming works", "article"),
        ("https://arxiv.org/abs/1", "Attention", "paper"),
        ("https://stat.example.edu/papers/x.pdf", "When stories work", "paper"),
        ("https://github.com/me/thing", "thing", "code"),
        ("https://github.com/me", "me", "other"),
        ("https://docs.python.org/3/", "re", "documentation"),
        ("https://thing.readthedocs.io/", "Thing", "documentation"),
        ("https://physics.stackexchange.com/q/1", "Why", "discussion"),
        ("https://en.wikipedia.org/wiki/X", "X", "article"),
        ("https://me.example/blog/x/", "X", "article"),
        ("https://me.example/", "Me", "other"),
        ("https://[broken/", "Broken", "other"),
    ],
)
def test_what_sort_of_thing_it_is(url, words, sort):
    assert sort_of(url, words) == sort
