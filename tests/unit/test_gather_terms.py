"""Terms: what is a word with its meaning, and what only looks like one."""

import pytest

from journal.markdown import convert


def terms(text):
    return [(item.text, item.more) for item in convert(text).items if item.kind == "term"]


def names(text):
    return [text for text, _ in terms(text)]


def test_a_definition_list_explains_its_terms_wherever_it_stands():
    assert terms("Epoch\n: One pass over *all* of it.\n\n> SGD\n> : One batch at a time.\n") == [
        ("Epoch", "One pass over <em>all</em> of it."),
        ("SGD", "One batch at a time."),
    ]


def test_terms_that_share_a_definition_are_terms_each_and_a_term_may_have_several():
    assert terms("Loss\nCost\n: How wrong it is.\n: What is made small.\n") == [
        ("Loss", "<p>How wrong it is.</p><p>What is made small.</p>"),
        ("Cost", "<p>How wrong it is.</p><p>What is made small.</p>"),
    ]


@pytest.mark.parametrize(
    "heading", ["Glossary", "My glossary", "Vocabulary I picked up", "3. Key terms", "📖 Vocab", "Glossar", "用語集"]
)
def test_a_heading_that_speaks_of_a_glossary_makes_terms_of_what_is_listed_below(heading):
    assert names(f"## {heading}\n\n- **Epoch**: one pass\n") == ["Epoch"]


@pytest.mark.parametrize(
    "heading", ["The vocabulary problem", "Building a glossary", "Vocabulary-mix sentences", "Notes", "Longer terms"]
)
def test_other_headings_do_not(heading):
    assert names(f"## {heading}\n\n- **Epoch**: one pass\n") == []


@pytest.mark.parametrize(
    "item",
    [
        "**Epoch**: one *pass*",
        "**Epoch:** one *pass*",
        "**Epoch** – one *pass*",
        "**Epoch** - one *pass*",
        "Epoch: one *pass*",
        "Epoch – one *pass*",
        "Epoch -- one *pass*",
        "[Epoch](https://else.example/): one *pass*",
        "[ ] **Epoch**: one *pass*",
    ],
)
def test_the_ways_in_which_an_item_says_what_a_term_means(item):
    assert terms(f"## Glossary\n\n- {item}\n") == [("Epoch", "one <em>pass</em>")]


@pytest.mark.parametrize(
    "item",
    [
        "Coffee: $4.50",
        "GPU hour: 0.40 USD",
        "Accuracy: 97 %",
        "Note: this list grows",
        "See also: the other list",
        "What is an epoch?: nobody knows",
        "A sentence that goes on for longer than any term: and then explains itself",
        "--verbose: says more",
        "https://else.example/: a page",
        "plain words",
        "12: a number",
        "std::vector",
    ],
)
def test_what_is_no_term(item):
    assert terms(f"## Glossary\n\n- {item}\n") == []


def test_a_list_of_which_most_items_explain_nothing_is_another_kind_of_list():
    assert terms("## Vocabulary\n\n- Monday: verbs\n- we met\n- we sang\n") == []


def test_items_below_a_group_of_terms():
    assert names("## Glossary\n\n- Optimisers\n    - **SGD**: one batch\n    - **Adam**: with moments\n") == [
        "SGD",
        "Adam",
    ]


def test_a_table_of_two_columns_and_no_wider_one():
    assert terms("## Vocabulary\n\n| Word | Meaning |\n| --- | --- |\n| Hund | *dog* |\n") == [("Hund", "<em>dog</em>")]
    assert terms("## Vocabulary\n\n| A | B | C |\n| --- | --- | --- |\n| x | y | z |\n") == []


def test_a_paragraph_that_begins_with_its_term_in_bold():
    assert names("## Glossary\n\n**Epoch**: one pass.\n\nThis is prose: not a term.\n") == ["Epoch"]


def test_what_means_something_only_in_its_post_stays_there():
    text = "Epoch\n: One pass.[^1] A [part](#x){#y}\n\n    ### Deeper\n\n[^1]: A note.\n"
    assert terms(text) == [("Epoch", '<p>One pass. A <a href="#x">part</a></p>\n<h3>Deeper</h3>')]


def test_every_term_can_be_linked_to():
    assert 'id="term-epoch"' in convert("Epoch\n: One pass.\n").html


def test_a_meaning_may_be_quoted_below_its_word():
    assert terms("## Glossary\n\n1. Plan Rows\n\n   > How many it expects.\n2. Cost\n   > How slow.\n") == [
        ("Plan Rows", "How many it expects."),
        ("Cost", "How slow."),
    ]


def test_a_page_of_words_says_so_in_its_title():
    text = "## A\n\n- Adam: an optimiser\n\n## B\n\n- Batch: some of it\n"
    found = [item.text for item in convert(text, title="My ML vocabulary list").items]
    assert found == []
    assert [item.text for item in convert(text, title="My vocabulary list").items] == ["Adam", "Batch"]


def test_a_dialogue_about_words_explains_none():
    assert names("# New words\n\n**W**: I can say it.\n\n**P**: You cannot.\n") == []


def test_terms_below_a_line_that_announces_them():
    assert names("Terms:\n\n- transparency: what can be read\n- opacity: what cannot\n") == ["transparency", "opacity"]
