"""The heading that an imported text begins with, and the title in its head."""

import pytest

from journal.importers.titles import title_in
from journal.markdown import convert


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# A title\n\nText.\n", "A title", "Text.\n"),
        ("\n\n# A title #\nText.\n", "A title", "Text.\n"),
        ("A title\n=======\n\n    code\n", "A title", "    code\n"),
        ("# What, and why? (1/2) R & B: a start", "What, and why? (1/2) R & B: a start", ""),
        ("# 学び\nx", "学び", "x"),
    ],
)
def test_a_plain_heading_at_the_top_is_the_title(text, title, body):
    assert title_in(text, {})[:2] == (title, body)
    before, after = convert(text), convert(body, title=title)
    assert (before.title, before.html, before.excerpt) == (after.title, after.html, after.excerpt)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "# `code`\nx",
            "# *a*\n",
            "# It's\n",
            "# a -- b\n",
            "# a...\n",
            "# [a](b)\n",
            "# a {#b}\n",
            "# :tada:\n",
            "# a &amp; b\n",
        ),
        *(
            "Text.\n\n# A\n",
            "    # code\n",
            "#A\n",
            "# \n",
            "two\nlines\n===\n",
            "- a\n===\n",
            "## A\n",
            "",
            "# A\n# B\n",
        ),
    ],
)
def test_any_other_stays_where_it_is(text):
    assert title_in(text, {}) == ("", text, ())


def test_a_head_with_a_title_keeps_it():
    assert title_in("# A\nx", {"title": "B"}) == ("", "# A\nx", ())
