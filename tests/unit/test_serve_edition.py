"""What is served, and what tells one edition from the next."""

from pathlib import Path

import pytest

from journal.serve.edition import Edition, changed
from journal.stage import digest_of

A, B = digest_of(b"a"), digest_of(b"b")


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ({}, {}, set()),
        ({"outputs": {"a": A}}, {"outputs": {"a": A}}, set()),
        ({"outputs": {"a": A}}, {"outputs": {"a": B}}, {"a"}),
        ({"outputs": {"a": A}}, {"outputs": {}}, {"a"}),
        ({"outputs": {}}, {"outputs": {"a": A}}, {"a"}),
        ({"outputs": {"a": A}}, {"outputs": {"a": A}, "fresh": {"a": b"b"}}, {"a"}),
        ({"outputs": {"a": A}}, {"outputs": {"a": A}, "fresh": {"a": b"a"}}, set()),
        ({"outputs": {"a": A}, "fresh": {"a": b"b"}}, {"outputs": {"a": B}}, set()),
        ({"outputs": {"a": A}, "fresh": {"a": b"b"}}, {"outputs": {"a": A}}, {"a"}),
        ({"fresh": {"a": b"a"}}, {"outputs": {"a": A}}, set()),
        ({"files": {"a": "/x"}}, {"outputs": {"a": A, "b": B}}, {"b"}),
        ({"outputs": {"a": A}}, {"outputs": {"a": A}, "base": "/blog"}, {"a"}),
    ],
)
def test_a_file_has_changed_when_what_is_served_has(before, after, wanted):
    assert changed(Edition(**before), Edition(**after)) == wanted


@pytest.mark.parametrize(
    ("base", "url_path", "wanted"),
    [
        ("", "/", "index.html"),
        ("", "/a/", "a/index.html"),
        ("", "/a", "a"),
        ("", "a", None),
        ("/blog", "/blog/a/", "a/index.html"),
        ("/blog", "/blog/", "index.html"),
        ("/blog", "/blog", None),
        ("/blog", "/blogs/", None),
        ("/blog", "/a/", None),
    ],
)
def test_a_path_is_looked_up_below_the_base(base, url_path, wanted):
    assert Edition(base=base).path_of(url_path) == wanted


def test_only_what_is_listed_is_read(tmp_path: Path):
    for name in ("listed", "stray"):
        (tmp_path / name).write_text(name)
    edition = Edition(folder=tmp_path, outputs={"listed": A, "gone": B})
    assert edition.read("listed") == b"listed"
    assert edition.read("stray") is None
    assert edition.read("gone") is None
    assert edition.read("../listed") is None
