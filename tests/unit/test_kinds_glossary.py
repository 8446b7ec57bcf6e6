"""The glossary: every word once, with what it means and where it was met."""

from links_of import broken_links

WORDS = """\
-- posts/2023-01-02-b.md --
# Second

## Top

epoch
: one pass over the data

Überfit
: Too close. See [above](#top) and [a](2023-01-01-a.md).

勾配
: slope
-- posts/2023-01-01-a.md --
# First

Epoch
: One pass over the data.

*SGD*
: One batch at a time.[^1]

3-fold
: In three.

[^1]: A note.
-- posts/2023-01-03-c.md --
# Third

Epoch
: Once through.
"""


def words(site):
    return [word.text() for word in site.html("/glossary/").css("dt")]


def test_a_site_that_explains_nothing_has_no_glossary(site):
    s = site("-- posts/a.md --\nThe word `a : b` is no term.\n\n- neither: this\n")
    s.build()
    assert not s.output("/glossary/").exists()


def test_words_stand_by_letter_whatever_their_marks_and_other_scripts_behind(site):
    s = site(WORDS)
    s.build("--strict")
    assert words(s) == ["Epoch", "SGD", "Überfit", "勾配", "3-fold"]
    assert [heading.text() for heading in s.html("/glossary/").css("main h2")] == ["E", "S", "U", "勾", "#"]


def test_a_word_met_again_stands_once_and_what_is_said_in_the_same_words_is_said_once(site):
    s = site(WORDS)
    s.build()
    meanings = s.html("/glossary/").css("section:first-of-type dd")
    assert [meaning.css_first(".meaning").text() for meaning in meanings] == [
        "One pass over the data.",
        "Once through.",
    ]
    assert [[cite.text() for cite in meaning.css("cite")] for meaning in meanings] == [["First", "Second"], ["Third"]]


def test_every_word_leads_to_its_places_and_keeps_its_links(site):
    s = site(WORDS)
    s.build()
    assert broken_links(s.root / "public") == []
    for link in s.html("/glossary/").css(".cited a"):
        path, anchor = link.attributes["href"].split("#")
        assert s.html(path).css_first(f'[id="{anchor}"]') is not None
    links = [link.attributes["href"] for link in s.html("/glossary/").css(".meaning a")]
    assert links == ["/b/#top", "/a/"]


def test_a_page_of_the_authors_own_keeps_its_place(site):
    s = site(WORDS + "-- pages/glossary.md --\n# My own words\n")
    s.build("--strict")
    assert "My own words" in s.text("/glossary/")


def test_an_edit_elsewhere_leaves_it_alone(site):
    s = site(WORDS + "-- posts/d.md --\nText.\n")
    s.build()
    s.put("posts/d.md", "Other text.\n")
    assert "glossary/" not in s.build("--verbose").out
    s.put("posts/d.md", "New\n: A word.\n")
    assert "wrote glossary/index.html" in s.build("--verbose").out
