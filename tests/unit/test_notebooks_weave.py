"""Cells as one text, and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.dialect import Dialect
from journal.notebooks.cells import Cell
from journal.notebooks.weave import unwoven, woven


def read(*sources, used=0):
    cells = [(Cell(n, "markdown" if source else "code", source), used) for n, source in enumerate(sources, 1)]
    text = woven(cells, "0123456789ab")
    return text, unwoven(text, Dialect(), "")


def test_every_line_knows_its_cell():
    text, _ = read("a\nb", "", "c")
    assert [place for line, place in zip(text.lines, text.places, strict=True) if line in ("a", "b", "c")] == [
        (1, 1),
        (1, 2),
        (3, 1),
    ]


def test_what_is_used_up_is_left_out_and_still_counted():
    text, _ = read("---\nx: 1\n---\nText.", used=3)
    assert text.lines[0] == "Text."
    assert text.places[0] == (1, 4)


def test_headings_and_footnotes_are_those_of_one_page():
    _, page = read("## A\n\nText[^1].", "## A", "[^1]: Note.")
    assert [heading.id for heading in page.rendered.headings] == ["a", "a-1"]
    assert [number for number, _ in page.parts] == [1, 2, 3, 0]
    assert "Note." in page.parts[-1][1]


@pytest.mark.parametrize(
    "source",
    [
        "```",
        "~~~~\n```\n",
        "- ```\n  x",
        "<!--",
        "<!-- a",
        "<pre>",
        "<PRE>\n\nx",
        "<script>\n",
        "<style>",
        "<?php",
        "<![CDATA[",
        "<!X",
        "$$\nx",
        "> ```",
        "`",
        "[a](",
        "<div",
        "<div>",
        "| a |\n| - |",
        "[^1]: x",
        "*[HTML]: x",
        "    code",
        "- a",
        "\\",
    ],
)
def test_a_cell_keeps_to_itself(source):
    _, page = read("## Above", source, "", "## Below")
    assert [number for number, _ in page.parts] == [1, 2, 3, 4, 0]
    assert "<h2" in dict(page.parts)[4]
    assert "<h2" not in dict(page.parts)[2]
    assert not page.broken


def test_what_nothing_closes_is_shown_as_it_is():
    _, page = read("> " * 3_000 + "x", "## Below")
    assert page.broken == {1}
    assert "<h2" in dict(page.parts)[2]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet="`~<>!-/prescit \n#*[]^:$>x1.", max_size=40), min_size=1, max_size=4))
def test_no_cell_is_lost_whatever_the_others_hold(sources):
    text, page = read(*sources)
    assert [number for number, _ in page.parts] in ([*range(1, len(sources) + 1), 0], [*range(1, len(sources) + 1)])
    assert all("<!--cell " not in html for _, html in page.parts)
    assert len(text.lines) == len(text.places)
