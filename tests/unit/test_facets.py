"""The digest of an entry tells apart any two that differ in anything a template may show."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from journal.entry import Cover, Entry, TermLink, told_of

ENTRY = Entry(
    source="posts/a.md",
    permalink="/a/",
    id="/a/",
    title="A",
    date=datetime(2023, 1, 1, tzinfo=UTC),
    updated=None,
    excerpt="Text.",
    tags=(TermLink("x", "/tags/x/"),),
    journals=(),
    series=None,
    cover=None,
    author="Ada",
    status="",
    draft=False,
    future=False,
    minutes=1,
)
OTHER = {
    "source": "posts/b.md",
    "permalink": "/b/",
    "id": "b",
    "title": "B",
    "date": datetime(2023, 1, 2, tzinfo=UTC),
    "updated": datetime(2023, 1, 1, tzinfo=UTC),
    "excerpt": "Other.",
    "tags": (TermLink("X", "/tags/x/"),),
    "journals": (TermLink("x", "/tags/x/"),),
    "series": TermLink("x", "/tags/x/"),
    "cover": Cover("/c.png", ""),
    "author": "",
    "status": "budding",
    "draft": True,
    "future": True,
    "minutes": 2,
}


def test_every_field_has_another_value_here():
    assert OTHER.keys() == {field.name for field in fields(Entry)}


@pytest.mark.parametrize("field", OTHER)
def test_each_field_counts(field):
    other = replace(ENTRY, **{field: OTHER[field]})
    assert told_of(other) != told_of(ENTRY)


def test_a_link_is_not_taken_for_one_of_another_kind():
    link = TermLink("x", "/x/")
    kinds = [{"tags": (link,)}, {"journals": (link,)}, {"series": link}, {"cover": Cover("x", "/x/")}]
    bare = replace(ENTRY, tags=())
    told = ["\0".join(told_of(replace(bare, **kind))) for kind in kinds]
    assert len(set(told)) == len(kinds)
