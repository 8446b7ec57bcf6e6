"""Questions: what a post asks for itself, rather than others, and where the heading above them is only a line."""

import pytest

from journal.markdown import convert


def questions(text, title=""):
    return [item.text for item in convert(text, title=title).items if item.kind == "question"]


def below(heading, lines="- Adam and SGD\n- Who decides?\n"):
    return questions(f"## {heading}\n\n{lines}")


BOTH = ["Adam and SGD", "Who decides?"]


@pytest.mark.parametrize(
    "heading",
    [
        "Questions & areas for investigation",
        "Areas for investigation",
        "Things I don't understand yet",
        "What I still don\u2019t really get",
        "Parts I can't explain",
        "What I'm still confused about",
        "What still puzzles me",
        "I wonder",
        "Still unclear",
        "Questions to think about",
        "Follow-up questions",
    ],
)
def test_headings_that_ask(heading):
    assert below(heading) == BOTH


@pytest.mark.parametrize(
    "heading",
    [
        "Questions for the founders",
        "FAQ",
        "Types of questions",
        "Interview questions",
        "I don't understand Vim",
        "Concepts",
    ],
)
def test_headings_that_do_not(heading):
    assert below(heading) == []


def test_below_a_heading_about_one_only_what_asks_is_one():
    assert below("The question pool") == ["Who decides?"]


def test_questions_for_others_are_named_by_the_title_of_their_post():
    text = "## Questions\n\n- Who decides?\n"
    assert questions(text, "Questions for women in tech") == []
    assert questions(text, "How to ask") == ["Who decides?"]


@pytest.mark.parametrize(
    "line", ["Open questions:", "**Questions**", "Questions & areas for investigation", "__My questions:__"]
)
def test_a_short_line_above_a_list_stands_as_a_heading(line):
    asked = "- How does it end?\n- Who decides?\n- Adam and SGD\n"
    assert questions(f"{line}\n\n{asked}") == ["How does it end?", "Who decides?", "Adam and SGD"]


@pytest.mark.parametrize(
    "line",
    [
        "It answers two questions:",
        "These are questions nobody asked.",
        "Three questions to ask yourself while editing:",
        "Questions can be hard",
        "> Open questions:",
    ],
)
def test_a_line_that_only_speaks_of_questions_does_not(line):
    assert questions(f"{line}\n\n- Adam and SGD\n- Who decides?\n") == []


def test_a_line_with_a_colon_speaks_of_the_list_right_below_it():
    assert questions("Open questions:\n\n- Who decides?\n\nMeanwhile.\n\n- Why me?\n") == ["Who decides?"]


def test_what_questions_are_to_be_like_is_none():
    assert questions("Questions\n\n- should be short\n- be kind\n- end early, or why not?\n") == []


def test_a_post_of_questions_says_so_in_its_title():
    assert questions("- Adam and SGD\n- Who decides?\n", "Open questions") == BOTH
    assert questions("- Adam and SGD\n", "The question of Adam") == []


@pytest.mark.parametrize(
    "text",
    [
        "> [!question] Why?\n> Body. ^why",
        "> [!question] Why?\n\n^why",
        "> [!question] Why? ^why",
        "## Questions\n\n- Why? ^why",
        "## Questions\n\n- Why? ^why\n\n- Who?",
    ],
)
def test_a_question_is_found_by_the_name_of_its_block(text):
    rendered = convert(text)
    assert next(item.id for item in rendered.items if item.text == "Why?") == "^why"
    assert rendered.html.count('id="^why"') == 1


@pytest.mark.parametrize(
    "struck", ["~~Why dropout?~~ To forget", "~~Why dropout?~~ – To forget", "~~Why dropout? To forget~~"]
)
def test_behind_a_question_that_is_struck_out_stands_its_answer(struck):
    (question,) = convert(f"## Questions\n\n- {struck}\n").items
    assert (question.text, question.done) == ("Why dropout?", True)
    assert question.more == "To forget"


@pytest.mark.parametrize(
    "text", ["## Questions\n\n- ?\n- …?\n- [ ] ?\n", "> [!question]\n> ?\n", "> [!question] <br>\n"]
)
def test_signs_ask_nothing(text):
    assert questions(text) == []


def test_what_acts_on_a_page_stays_in_its_own():
    text = "## Questions\n\n- Why <script>let why = 1</script>me<style>p { color: red }</style>?\n"
    (question,) = convert(text).items
    assert question.html == "Why me?"
