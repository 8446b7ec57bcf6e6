"""Plans: what authors mean to do, rather than what they advise others to."""

import pytest

from journal.markdown import convert


def plans(text, title=""):
    return [item.text for item in convert(text, title=title).items if item.kind == "plan"]


def below(heading, lines="- Read the book\n"):
    return plans(f"## {heading}\n\n{lines}")


@pytest.mark.parametrize(
    "heading",
    [
        "What I want to learn next",
        "What to learn next",
        "New Year's resolutions",
        "Action items",
        "Future improvements",
    ],
)
def test_headings_that_look_ahead(heading):
    assert below(heading) == ["Read the book"]


@pytest.mark.parametrize(
    "line",
    ["What\u2019s Next", "**Next steps:**", "To do:", "Some areas I\u2019m particularly interested in exploring:"],
)
def test_a_short_line_above_a_list_stands_as_a_heading(line):
    assert plans(f"{line}\n\n- Read the book\n") == ["Read the book"]


def test_goals_of_a_kind_below_a_heading_of_goals():
    assert plans("## Goal setting\n\nWhy at all?\n\n### Telic goals\n\n- Read ten books\n") == ["Read ten books"]


@pytest.mark.parametrize("before", ["From here on, you can improve your app by:", "You may now go on with more of it."])
def test_advice_is_no_plan(before):
    assert below("What's next?", f"{before}\n\n- Read the book\n") == []
    assert below("What's next?", f"{before} I will, too.\n\n- Read the book\n") == ["Read the book"]
    assert below("What's next?", f"{before}\n\n- [ ] Read the book\n") == ["Read the book"]


def test_a_list_of_which_most_are_words_is_none_of_plans():
    assert below("Goals", "1. Storing\n2. Retrieving\n3. Minimising effort\n") == []


def test_plans_in_prose_are_left_in_it():
    assert below("The plan", "Next week I will read the book.\n") == []


def test_a_post_of_plans_says_so_in_its_title():
    assert plans("- Read ten books\n\n## How it went\n\n- I read none\n", "Goals for 2024") == ["Read ten books"]
    assert plans("- Types may be quoted\n", "What's next for typing") == []


def test_a_pasted_list_is_one():
    text = "What's Next\n\n  \u2022 Buy the book\n  \u2022 Read it twice\n\nOnce I have done that.\n"
    assert plans(text) == ["Buy the book", "Read it twice"]
