"""A column behaves as the list of texts that it was made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.column import Column

TEXTS = st.lists(st.text(st.characters(exclude_characters="\0"), max_size=4))


@st.composite
def texts_and_changes(draw):
    parts = draw(TEXTS.filter(bool))
    places = st.integers(0, len(parts) - 1)
    return parts, draw(st.dictionaries(places, st.sampled_from(["", "a", "ü", "\udc80", *parts])))


@given(TEXTS)
def test_it_holds_the_texts_it_was_made_of(parts):
    kept = Column(*Column.of(parts).kept())
    assert kept.parts == Column.of(parts).parts == parts
    assert [*kept.filled] == [part for part in parts if part]
    assert kept.empty() == [place for place, part in enumerate(parts) if not part]
    assert kept.among(parts) == [part for part in parts if part]


@given(texts_and_changes())
def test_new_texts_take_the_place_of_old_ones(case):
    parts, changes = case
    after = [changes.get(place, part) for place, part in enumerate(parts)]
    for column in (Column.of(parts), Column(*Column.of(parts).kept())):
        new = column.with_new(changes)
        assert new.parts == after
        assert new.kept() == Column.of(after).kept()
        assert column.parts == parts
        assert (new is column) == (after == parts)


def test_to_look_at_every_place_goes_over_the_column_once():
    looked_at = []

    class Flags(bytes):
        def count(self, *what):
            looked_at.append(what[2] - what[1])
            return super().count(*what)

    parts = ["a", "", "b"] * 100
    has, data = Column.of(parts).kept()
    column = Column(Flags(has), data)
    assert column.with_new(dict(enumerate(parts))) is column
    assert sum(looked_at) <= len(parts)


@given(texts_and_changes())
def test_places_are_told_at_which_it_is_not_as_now(case):
    parts, changes = case
    column = Column(*Column.of(parts).kept())
    now = column.among([changes.get(place, part) for place, part in enumerate(parts)])
    other = {place for place, text in changes.items() if parts[place] and text != parts[place]}
    assert column.unlike(now) == sorted(other)
    assert column.parts == parts


def test_as_many_texts_are_compared_as_there_are():
    with pytest.raises(ValueError, match="zip"):
        Column.of(["a", "", "b"]).unlike(["a"])
