"""Flashcards: what is one, in texts that say that they hold some; and what only looks like one."""

from xml.etree.ElementTree import fromstring

import pytest

from journal.dialect import Dialect
from journal.markdown import convert
from journal.markdown.cards import Cards
from journal.markdown.pipeline import pipeline

CARDS = Dialect(cards=True)


def cards(text, dialect=CARDS):
    return [(item.html, item.more) for item in convert(text, dialect).items if item.kind == "card"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Capital of **France**::*Paris*", [("Capital of <strong>France</strong>", "<em>Paris</em>")]),
        ("Hund:::dog", [("Hund", "dog"), ("dog", "Hund")]),
        ("a :: b", [("a", "b")]),
        ("one::1\ntwo::2\nno card\nthree::3", [("one", "1"), ("two", "2"), ("three", "3")]),
        ("- one::1\n- two::2\n    - three::3", [("one", "1"), ("two", "2"), ("three", "3")]),
        ("- one::1\n\n- two::2", [("one", "1"), ("two", "2")]),
        ("`ls`::lists files", [("<code>ls</code>", "lists files")]),
        ("Who wrote *1984*?::Orwell", [("Who wrote <em>1984</em>?", "Orwell")]),
        ("2+2::4", [("2+2", "4")]),
        ("What is `std::vector`?::A list", [("What is <code>std::vector</code>?", "A list")]),
        ("> quoted::yes", [("quoted", "yes")]),
        ("back::has a::b in it", [("back", "has a::b in it")]),
    ],
)
def test_a_line_with_two_colons_is_a_card(text, found):
    assert cards(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Who\nasks?\n?\nI\ndo.", [("Who\nasks?", "I\ndo.")]),
        ("Hund\n??\ndog", [("Hund", "dog"), ("dog", "Hund")]),
        ("Which?\n?\n- a\n- b\n\nAfter.", [("Which?", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>")]),
        ("Which?\n?\nThese:\n- a", [("Which?", "<p>These:</p><ul>\n<li>a</li>\n</ul>")]),
        ("- Who?\n  ?\n  I.", [("Who?", "I.")]),
        ("Who?\n?\n\n# A heading", []),
        ("?\nnobody asked", []),
        ("Really\n? or not", []),
    ],
)
def test_a_line_with_a_question_mark_parts_the_two_sides(text, found):
    assert cards(text) == found


def test_code_may_be_an_answer():
    ((front, back),) = cards("How?\n?\n```text\na::b\n```\n")
    assert front == "How?"
    assert "a::b" in back


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ==sun== shines.", [("The <mark>[…]</mark> shines.", "The <mark>sun</mark> shines.")]),
        (
            "==A== and ==*B*==",
            [
                ("<mark>[…]</mark> and <span><em>B</em></span>", "<mark>A</mark> and <span><em>B</em></span>"),
                ("<span>A</span> and <mark>[…]</mark>", "<span>A</span> and <mark><em>B</em></mark>"),
            ],
        ),
        ("ich geh==e==", [("ich geh<mark>[…]</mark>", "ich geh<mark>e</mark>")]),
        ("这是==答案==的", [("这是<mark>[…]</mark>的", "这是<mark>答案</mark>的")]),
        ("- an ==item==", [("an <mark>[…]</mark>", "an <mark>item</mark>")]),
        ("front::the ==back==", [("front", "the <mark>back</mark>")]),
    ],
)
def test_each_mark_of_a_sentence_is_a_gap(text, found):
    assert cards(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Use std::vector for this.",
        "Rust: std::collections::HashMap or Vec::new().",
        "A `a::b` and https://me.example/a::b.",
        "Every second one: a[::2], a[1::2] and a[::-1].",
        "At fe80::1 or 2001:db8::1.",
        "    indented::code",
        "```text\na::b\n\nq\n?\na\n\n==x==\n```",
        "# A heading::that says so",
        "| a::b | c |\n|---|---|\n| d::e | f |",
        "::nothing before",
        "Meet me at 10::30 in the hall.",
        "DateTime::DATE_FORMATS holds them, test_src.py::test_it and arn:aws:iam::1234:role.",
        "Gem::Dependency.new(1) and Record::Base.transaction()",
        "Cast '2050-1-1'::date or 1234::bigint, at /::1 or ::1.",
        "Without the ::json, or ::after in a sheet.",
        "nothing behind::",
        "four :::: colons",
        "if x==1 and y==2, a == b == c",
        "a ==== b",
        "A line\nof words\n?no\nmore",
        "> [!note] a::b",
        "Text[^1]\n\n[^1]: note::x",
        "$a::b$ and $x ==y== z$",
    ],
)
def test_what_only_looks_like_a_card_is_none(text):
    assert cards(text) == []
    assert convert(text, CARDS).html == convert(text).html


def test_a_text_that_does_not_say_so_holds_none():
    text = "a::b\n\nWho?\n?\nI.\n\nThe ==sun==."
    assert cards(text, Dialect()) == []
    assert "flashcard" not in convert(text).html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("> [!flashcard] What is `x`?\n> A *letter*.", [("What is <code>x</code>?", "<p>A <em>letter</em>.</p>")]),
        ("> [!flashcard]- Folded?\n> Yes.", [("Folded?", "<p>Yes.</p>")]),
        ("> [!flashcard]\n> Who?\n>\n> I.", [("Who?", "<p>I.</p>")]),
        ("> [!flashcards] Verbs\n> go::went\n> see::saw", [("go", "went"), ("see", "saw")]),
        ("> [!flashcard]\n> The ==sun==", [("The <mark>[…]</mark>", "The <mark>sun</mark>")]),
        ('!!! flashcard "Who?"\n    I.', [("Who?", "<p>I.</p>")]),
        ("> [!flashcard] Nothing behind", []),
        ("> [!note] Who?\n> a::b", []),
    ],
)
@pytest.mark.parametrize("dialect", [Dialect(), CARDS], ids=["untold", "told"])
def test_a_callout_for_cards_holds_some_in_any_text(text, found, dialect):
    if "note" in text and dialect is CARDS:
        found = [("a", "b")]
    assert cards(text, dialect) == found


def test_a_card_is_shown_in_its_place():
    html = convert("Before.\n\nA::B\n\nAfter.", CARDS).html
    card = '<div class="flashcard" id="card-a"><p class="front">A</p><p class="back">B</p></div>'
    assert html == f"<p>Before.</p>\n{card}\n<p>After.</p>"


def test_an_author_may_name_a_card():
    rendered = convert("A::B ^first\nC::D ^second\n\nWho?\n?\nI. ^who\n\nThe ==sun==. ^sun", CARDS)
    assert [item.id for item in rendered.items] == ["^first", "^second", "^who", "^sun"]
    assert [item.more for item in rendered.items] == ["B", "D", "I.", "The <mark>sun</mark>."]
    assert "^" not in rendered.html.replace('id="^', "")


def test_a_block_that_has_a_name_already_gives_it_to_its_card():
    root = fromstring('<div><p id="^one">a::b\nc::d</p><ul><li id="^two">e::f</li></ul></div>')
    Cards(pipeline(CARDS)).run(root)
    assert [card.get("id") for card in root.iterfind(".//*[@class='flashcard']")] == [None, "^one", "^two"]
    assert root.find(".//li").attrib == {}


def test_a_card_has_no_names_that_it_has_in_its_post():
    ((front, back),) = cards("Q[^1] [up](#x)::**A**{#b} and\n\n[^1]: N.")
    assert "id=" not in front + back
    assert "<sup" not in front
    assert "href" not in front


def test_a_text_of_nothing_but_cards_has_no_excerpt_that_gives_an_answer_away():
    assert convert("A::B\n\nC::D", CARDS).excerpt == ""
    assert convert("A::B\n\nWords.", CARDS).excerpt == "Words."


TAGGED = Dialect(inline_tags=True)


@pytest.mark.parametrize("tag", ["#flashcards", "#flashcards/verbs/strong", "#Flashcard"])
def test_a_tag_in_the_text_says_that_there_are_cards(tag):
    text = f"On verbs. {tag}\n\ngo::went\n"
    assert cards(text, TAGGED) == [("go", "went")]
    assert cards(text, Dialect()) == []


@pytest.mark.parametrize("text", ["On #flashcardsmaking.\n\na::b", "Not `#flashcards`.\n\na::b", "On #verbs.\n\na::b"])
def test_other_tags_do_not(text):
    assert cards(text, TAGGED) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#flashcards/verbs go::went", [("go", "went")]),
        ("- #flashcards go:::went", [("go", "went"), ("went", "go")]),
        ("#flashcards/verbs\nWhat is *go*?\n?\nA verb", [("What is <em>go</em>?", "A verb")]),
        ("#flashcards ==go==", [("<mark>[…]</mark>", "<mark>go</mark>")]),
        ("> [!flashcard] #flashcards/verbs What *is*?\n> That", [("What <em>is</em>?", "<p>That</p>")]),
        ("> [!flashcard] #flashcards/verbs\n> What?\n>\n> That", [("What?", "<p>That</p>")]),
    ],
)
def test_the_deck_that_a_card_begins_with_is_not_what_it_asks(text, found):
    assert cards(text, TAGGED) == found


def decks(text, dialect):
    return [(item.text, item.deck) for item in convert(text, dialect).items if item.kind == "card"]


@pytest.mark.parametrize("dialect", [TAGGED, Dialect(cards=True), Dialect(cards=True, inline_tags=True)])
def test_a_tag_names_the_deck_of_the_cards_below_it(dialect):
    text = (
        "#flashcards/verbs\n\ngo::went\n\n- #flashcards/Nouns/Odd ox::oxen\n\nIt ==is==.\n\n#flashcards/nouns\n\n"
        "What?\n?\n- #flashcards/no\n\n> [!flashcard] Who?\n> I.\n\n"
        "> [!flashcard] #flashcards/boxed Where?\n> There.\n\n#flashcards\n\nWhy::So\n"
    )
    assert decks(text, dialect) == [
        ("go", "verbs"),
        ("ox", "Nouns/Odd"),
        ("It […].", "verbs"),
        ("What?", "nouns"),
        ("Who?", "nouns"),
        ("Where?", "boxed"),
        ("Why", ""),
    ]


def test_a_post_names_the_deck_of_its_cards():
    assert decks("go::went\n\n#flashcards a::b\n", Dialect(cards=True, deck="verbs")) == [("go", "verbs"), ("a", "")]


def test_a_line_of_tags_is_no_excerpt():
    assert convert("#flashcards/verbs #til\n\nWords #til.", TAGGED).excerpt == "Words #til."


SCHEDULE = "<!--SR:!2023-09-02,4,270!2023-09-03,4,250-->"


@pytest.mark.parametrize("between", [" ", "\n"])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("go::went", [("go", "went")]),
        ("go:::went", [("go", "went"), ("went", "go")]),
        ("What?\n?\nThat", [("What?", "That")]),
        ("What?\n??\nThat", [("What?", "That"), ("That", "What?")]),
        ("It ==is==.", [("It <mark>[…]</mark>.", "It <mark>is</mark>.")]),
        ("- go::went", [("go", "went")]),
    ],
)
def test_what_the_plugin_notes_behind_a_card_is_no_part_of_it(text, found, between):
    assert cards(f"{text}{between}{SCHEDULE}\n") == found


def test_bold_words_are_no_gaps():
    assert cards("The **sun** shines.") == []
