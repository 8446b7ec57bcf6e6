"""The flashcards of all posts, on one page, with a page for each journal and series."""

import pytest
from links_of import broken_links

from journal.entry import Entry
from journal.items import Item
from journal.learning.cardkeys import keys_of

POSTS = """\
-- posts/a.md --
---
date: 2023-01-01
tags: [Flashcards]
journal: ai
---
Capital of **France**::[Paris](b.md) ^fr

Hund:::dog
-- posts/b.md --
---
date: 2023-02-01
tags: [flashcards]
series: French
---
Hund::chien
-- posts/c.md --
---
date: 2023-03-01
---
not::a card

> [!flashcard] What is a slice?
> A view on a part.
-- posts/d.md --
---
date: 2023-04-01
journal: other
---
Nothing.
"""


def keys(site, path="/review/"):
    return [item.attributes["data-card"] for item in site.html(path).css("[data-card]")]


def test_a_site_without_cards_has_no_page_of_them(site):
    s = site("-- posts/a.md --\n# A\n\na::b\n\nThe ==sun==.\n\nWho?\n?\nI.\n")
    s.build()
    assert not s.output("/review/").exists()
    assert not s.output("/review/anki.txt").exists()
    assert "flashcard" not in s.text("/a/")


def test_cards_stand_by_deck_oldest_first(site):
    s = site(POSTS)
    s.build("--strict")
    decks = s.html("/review/").css(".deck")
    assert [deck.css_first("h2").text().split() for deck in decks] == [
        ["ai", "3"],
        ["French", "1"],
        ["Other", "posts", "1"],
    ]
    assert [[front.text() for front in deck.css(".front")] for deck in decks] == [
        ["Capital of France", "Hund", "dog"],
        ["Hund"],
        ["What is a slice?"],
    ]
    assert [back.text().strip() for back in decks[0].css(".back")] == ["Paris", "dog", "Hund"]


DECKS = """\
-- posts/a.md --
---
date: 2023-01-01
tags: [flashcards/Verbs]
journal: french
---
aller::to go

#flashcards/verbs/irregular

être::to be

#flashcards/nouns chien::dog

avoir::to have
-- posts/b.md --
---
date: 2023-02-01
tags: [flashcards]
journal: french
---
Rien::nothing
-- posts/c.md --
---
date: 2023-03-01
tags: [flashcards/anki.txt/deep]
---
Hidden::yes
"""


def fronts(deck):
    return [front.text() for front in deck.css(".front")]


def test_a_tag_puts_cards_into_a_deck_with_a_page_of_its_own(site):
    s = site(DECKS)
    s.build("--strict")
    page = s.html("/review/")
    assert [(deck.css_first("h2 a").text(), fronts(deck)) for deck in page.css(".deck")] == [
        ("Verbs", ["aller"]),
        ("verbs/irregular", ["être", "avoir"]),
        ("nouns", ["chien"]),
        ("french", ["Rien"]),
        ("anki.txt/deep", ["Hidden"]),
    ]
    assert [a.attributes["href"] for a in page.css("nav .decks a")] == [
        "/review/verbs/",
        "/review/verbs/irregular/",
        "/review/nouns/",
        "/@french/review/",
        "/review/anki-txt/deep/",
    ]
    verbs = s.html("/review/verbs/")
    assert verbs.css_first("h1").text() == "Verbs"
    assert [fronts(deck) for deck in verbs.css(".deck")] == [["aller"], ["être", "avoir"]]
    assert fronts(s.html("/review/verbs/irregular/").css_first(".cards")) == ["être", "avoir"]
    assert fronts(s.html("/review/anki-txt/").css_first(".cards")) == ["Hidden"]
    assert len(keys(s, "/@french/review/")) == 5
    assert "data-deck" not in s.text("/a/")
    assert broken_links(s.root / "public") == []


def test_a_page_of_a_deck_is_of_that_deck_alone(site):
    s = site(DECKS)
    s.build()
    s.put("posts/c.md", "---\ndate: 2023-03-01\ntags: [flashcards/nouns]\n---\nHidden::yes\n")
    told = s.build("--verbose").out
    assert "wrote review/nouns/index.html" in told
    assert "wrote review/verbs/index.html" not in told
    assert not s.output("/review/anki-txt/").exists()


def test_every_card_leads_to_its_place_in_its_post(site):
    s = site(POSTS)
    s.build()
    assert len(s.html("/review/").css("a.source")) == 5
    assert broken_links(s.root / "public") == []


def test_a_journal_and_a_series_have_a_page_of_their_own_cards(site):
    s = site(POSTS)
    s.build()
    every = keys(s)
    assert keys(s, "/@ai/review/") == every[:3]
    assert keys(s, "/series/french/review/") == every[3:4]
    assert not s.output("/@other/review/").exists()


def test_an_edit_elsewhere_leaves_the_pages_alone(site):
    s = site(POSTS)
    s.build()
    s.put("posts/d.md", "---\ndate: 2023-04-01\njournal: other\n---\nMore.\n")
    assert "review" not in s.build("--verbose").out
    s.put("posts/b.md", "---\ndate: 2023-02-01\ntags: [flashcards]\nseries: French\n---\nHund::le chien\n")
    told = s.build("--verbose").out
    assert "wrote review/index.html" in told
    assert "wrote @ai/review/index.html" not in told


def test_the_page_says_under_which_name_progress_is_kept(site):
    s = site('-- journal.toml --\ntitle = "T"\nurl = "https://me.example/a/"\n' + POSTS)
    s.build()
    assert s.html("/review/").css_first(".review").attributes["data-store"] == "https://me.example/a/"


ENTRY = Entry(
    "posts/a.md", "/a/", "/a/", "A", None, None, "", (), (), None, None, "", "", draft=False, future=False, minutes=1
)


def key(text, *, html="", more="", name="card-x"):
    return next(keys_of([(ENTRY, Item("card", name, html or text, text, more))]))


@pytest.mark.parametrize(
    ("one", "other"),
    [("What is it?", "what is it"), ("a  b", "a b"), ("“Quoted”, he said", "Quoted he said"), ("ﬁne", "fine")],
)
def test_a_card_that_is_written_a_little_differently_is_the_same(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C++"), ("ls -a", "ls -A"), ("f'(x)", "f(x)"), ("x < y", "x > y"), ("a b", "ab")]
)
def test_what_asks_for_something_else_is_another(one, other):
    assert key(one) != key(other)


def test_an_answer_may_be_corrected():
    assert key("Q", more="A") == key("Q", more="B")


def test_two_cards_with_pictures_are_two():
    assert key("This?", html='This? <img src="a.png">') != key("This?", html='This? <img src="b.png">')


def test_a_named_card_may_be_reworded():
    assert key("Q", name="^q") == key("Altogether different", name="^q")
    assert key("Q", name="^q") != key("Q", name="^r")


def test_cards_that_ask_the_same_are_told_apart_by_their_answers():
    item = Item("card", "card-q", "Q", "Q", "A")
    other = Item("card", "card-q-2", "Q", "Q", "B")
    first, second, again = keys_of([(ENTRY, item), (ENTRY, other), (ENTRY, item)])
    assert first == key("Q")
    assert second not in (first, "")
    assert not again
