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


MANY = "-- posts/2023-01-01-a.md --\n---\njournal: lab\n---\n" + "".join(
    f"{letter}{n:03}\n: Number {n}.\n\n" for letter in "ab勾" for n in range(110 if letter == "a" else 3)
)


def test_many_words_have_a_page_for_each_letter(site):
    s = site(MANY + "-- posts/2023-01-02-b.md --\nOf a105 here.\n")
    s.put("journal.toml", 'url = "https://me.example/"\nglossary_links = true\n')
    s.build("--strict")
    top = s.html("/glossary/")
    assert [" ".join(li.text().split()) for li in top.css(".terms li")] == ["A 110", "B 3", "漢字 3"]
    assert len(s.html("/glossary/a/").css("dt")) == 100
    assert len(s.html("/glossary/a/page/2/").css("dt")) == 10
    assert [dt.text() for dt in s.html("/glossary/kanji/").css("dt")] == ["勾000", "勾001", "勾002"]
    assert [a.attributes["href"] for a in s.html("/glossary/b/").css("nav[aria-label=Letters] a")] == [
        "/glossary/a/",
        "/glossary/b/",
        "/glossary/kanji/",
    ]
    link = s.html("/b/").css_first("a.word").attributes["href"]
    assert link == "/glossary/a/page/2/#a105"
    assert s.html("/glossary/a/page/2/").css_first("#a105")
    assert s.html("/@lab/glossary/a/").css_first(".kicker").text() == "lab"
    assert broken_links(s.root / "public") == []


def test_a_new_word_changes_no_page_of_another_letter(site):
    s = site(MANY)
    s.build()
    s.put("posts/b.md", "B999\n: The last.\n")
    wrote = [line.split()[1] for line in s.build("--verbose").out.splitlines() if line.startswith("wrote glossary")]
    assert sorted(wrote) == ["glossary/b/index.html", "glossary/index.html"]


def test_with_all_on_one_page_there_are_no_letters(site):
    s = site(MANY)
    s.put("journal.toml", 'url = "https://me.example/"\npaginate = 0\n')
    s.build("--strict")
    assert len(s.html("/glossary/").css("dt")) == 116


def test_a_journal_has_its_own_words_and_their_uses_there(site):
    s = site(
        "-- posts/2023-01-01-a.md --\n---\njournal: lab\n---\nEpoch\n: One pass.\n"
        "-- posts/2023-01-02-b.md --\nEpoch\n: All of it.\n\nOther\n: A word.\n"
        "-- posts/2023-01-03-c.md --\n---\njournal: lab\n---\nThe epoch, and other epochs.\n"
        "-- posts/2023-01-04-d.md --\nMore epochs.\n"
    )
    s.build("--strict")
    page = s.html("/@lab/glossary/")
    assert [" ".join(part.text().split()) for part in page.css("dl > *")] == [
        "Epoch",
        "One pass. 1 January 2023 A",
        "Used in 1 entry 3 January 2023 C",
    ]
    assert s.html("/@lab/").css_first('.meta a[href="/@lab/glossary/"]')


def test_a_word_that_very_many_entries_explain_or_use_names_some_of_them(site):
    s = site(
        "".join(f"-- posts/e{n}.md --\nEpoch\n: One pass.\n" for n in range(60))
        + "".join(f"-- posts/u{n}.md --\nAn epoch.\n" for n in range(60))
    )
    s.build("--strict")
    text = " ".join(s.html("/glossary/").css_first("dl").text().split())
    assert "and 55 more" in text
    assert "Used in 60 entries" in text
    assert len(s.html("/glossary/").css("cite")) == 100
