"""Uses: the words of the glossary in other texts, and the links from there."""

import pytest

from journal.items import Word
from journal.learning.matching import Matcher, linked

EPOCH = Word("/glossary/#epoch", ("Epoch",), "One pass & no more.", frozenset(), 0)


def links(html, *words, language="en"):
    """The text of each link that was made."""
    marked = linked(html, words or (EPOCH,), lambda permalink: permalink, language)
    return [part.partition(">")[2].partition("</a>")[0] for part in marked.split('<a class="word"')[1:]]


def word(*forms):
    return Word(f"/glossary/#{forms[0].lower()}", forms, "", frozenset(), 0)


def test_the_first_use_leads_to_the_meaning_and_says_it_on_hover():
    assert linked("<p>An epoch is an epoch.</p>", (EPOCH,), lambda permalink: permalink, "en") == (
        '<p>An <a class="word" href="/glossary/#epoch" title="One pass &amp; no more.">epoch</a> is an epoch.</p>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Epoch</h2>",
        '<a href="/x/">one epoch</a>',
        "<code>epoch</code>",
        "<pre><code><span>epoch</span></code></pre>",
        '<abbr title="x">epoch</abbr>',
        "<dl><dt>Epoch</dt></dl>",
        '<img alt="an epoch">',
        "<!-- an epoch -->",
        "<math><mi>epoch</mi></math>",
        "<p>epochal</p>",
        "<p>sub-epoch</p>",
    ],
)
def test_what_is_left_alone(html):
    assert linked(html, (EPOCH,), lambda permalink: permalink, "en") == html


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [("two epochs", "en", ["epochs"]), ("an epoch’s end", "en", ["epoch"]), ("zwei epochs", "de", [])],
)
def test_more_than_one_in_english(text, language, found):
    assert links(f"<p>{text}</p>", language=language) == found


@pytest.mark.parametrize(
    "text",
    [
        "An epoch, one epoch_2 and epoch-making epochs.",
        "In “epochs” – an epoch’s epoch…",
        "C++ or C, c+ and (C++)",
        "R&amp;D",
    ],
)
def test_other_letters_in_a_text_change_nothing(text):
    words = EPOCH, word("C++"), word("R&D")
    found = links(f"<p>{text}</p>", *words)
    assert found == links(f"<p>ß é {text}</p>", *words) == links(f"<p>{text} 勾</p>", *words)
    assert found


def test_an_abbreviation_is_itself_only_as_it_was_written():
    assert links("<p>it is IT</p>", word("IT")) == ["IT"]
    assert links("<p>GPUs</p>", word("GPU")) == ["GPUs"]


def test_the_longest_word_wins_and_every_word_has_its_own_first_use():
    words = word("descent"), word("Gradient descent")
    assert links("<p>Gradient\ndescent, then descent</p>", *words) == ["Gradient\ndescent", "descent"]


@pytest.mark.parametrize(
    ("form", "text"),
    [("C++", "In C++ one"), ("R&D", "our R&amp;D team"), ("Bayes' rule", "by Bayes’ rule"), ("勾配", "この勾配は")],
)
def test_words_of_other_signs_and_scripts(form, text):
    assert len(links(f"<p>{text}</p>", word(form))) == 1


SITE = """\
-- journal.toml --
url = "https://me.example/"
glossary_links = true
-- posts/2023-01-01-a.md --
# First

SGD (stochastic gradient descent)
: One *batch* at a time.

`yield`
: A keyword.

Too many epochs.
-- posts/2023-01-02-b.md --
# Second

With SGD, and what fields yield.

Epoch
: One pass.
"""


USING = """\
-- posts/2023-01-01-a.md --
# First

Epoch
: One pass.

Descent
: Going down.
-- posts/2023-01-02-b.md --
# Second

An epoch of gradient descent.
-- posts/2023-01-03-c.md --
# Third

Gradient descent again.
"""


def used_in(site):
    """By word, the titles of the entries that use it."""
    found = {}
    for part in site.html("/glossary/").css("dl > *"):
        if part.tag == "dt":
            word = part.text()
        found.setdefault(word, []).extend(cite.text() for cite in part.css("details cite"))
    return found


def test_the_glossary_names_all_entries_that_use_a_word(site):
    s = site(USING)
    s.build("--strict")
    assert used_in(s) == {"Descent": ["Third", "Second"], "Epoch": ["Second"]}
    assert words_linked(s, "/b/") == [], "links are a setting"


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("Gradient descent\n: Steps.\n", {"Descent": [], "Epoch": ["Second"], "Gradient descent": ["Third", "Second"]}),
        ("An epoch, and descent.\n", {"Descent": ["Third", "Second", "D"], "Epoch": ["Second", "D"]}),
        (
            "Gradient\n: A slope.\n",
            {"Descent": ["Third", "Second"], "Epoch": ["Second"], "Gradient": ["Third", "Second"]},
        ),
    ],
)
def test_a_post_that_comes_and_goes_leaves_the_uses_of_a_clean_build(site, text, used):
    s = site(USING)
    s.build()
    before = s.outputs()
    s.put("posts/d.md", text)
    s.build()
    assert used_in(s) == used
    (s.root / "posts/d.md").unlink()
    s.build()
    assert s.outputs() == before


def test_an_edit_searches_nothing_but_the_post_that_was_edited(site, monkeypatch):
    searched = []
    places = Matcher.places
    monkeypatch.setattr(Matcher, "places", lambda self, html: searched.append(html) or places(self, html))
    s = site(USING)
    s.build()
    assert len(searched) == 3
    searched.clear()
    s.put("posts/2023-01-03-c.md", "Another epoch.\n")
    s.build()
    assert searched == ["<p>Another epoch.</p>"]
    searched.clear()
    s.put("posts/2023-01-03-c.md", "Another epoch.\n\nZebra\n: An animal.\n")
    s.build()
    assert len(searched) == 1, "no other holds the new word"


def words_linked(site, path):
    return [link.attributes["href"] for link in site.html(path).css("a.word")]


def test_posts_link_to_words_of_other_posts_and_the_glossary_names_them(site):
    s = site(SITE)
    s.build("--strict")
    assert words_linked(s, "/a/") == ["/glossary/#epoch"]
    assert words_linked(s, "/b/") == ["/glossary/#sgd-stochastic-gradient-descent"]
    assert s.html("/b/").css_first("a.word").attributes["title"] == "One batch at a time."
    assert [link.text() for link in s.html("/glossary/").css("details cite")] == ["First", "Second"]
    assert "a class" not in s.text("/feed.xml")


def test_a_new_meaning_is_an_edit_of_the_posts_that_use_the_word(site):
    s = site(SITE + "-- posts/c.md --\nNothing of that.\n")
    s.build()
    s.put("posts/2023-01-01-a.md", (s.root / "posts/2023-01-01-a.md").read_text().replace("One *batch*", "A *batch*"))
    wrote = s.build("--verbose").out
    assert "wrote b/index.html" in wrote
    assert "wrote c/index.html" not in wrote


@pytest.mark.parametrize("change", ["glossary_links = false", 'glossary_links = true\ndisable = ["glossary"]'])
def test_without_a_glossary_there_are_no_links_to_it(site, change):
    s = site(SITE)
    s.build()
    s.put("journal.toml", f'url = "https://me.example/"\n{change}\n')
    s.build("--strict")
    assert words_linked(s, "/b/") == []
    s.put("journal.toml", 'url = "https://me.example/"\nglossary_links = true\n')
    s.put("pages/glossary.md", "# Mine\n")
    s.build("--strict")
    assert words_linked(s, "/b/") == []
