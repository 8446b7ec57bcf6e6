"""The questions of all posts, on one page, each leading back to where it was asked and to its answer."""

import pytest
from links_of import broken_links

ASKED = """\
-- posts/2023-01-02-month.md --
# A month

## Questions & areas for investigation

- How does *Adam* differ from SGD? See [b](b.md).
- [x] What is a tensor?
    - a nested thing
-- posts/2023-02-01-later.md --
# Later

> [!question] Is $5 a lot?
> I wonder.

> [!help]
> Who **knows** this?

```text
> [!question] not in code
```
-- posts/2022-01-01-b.md --
# B
"""


def test_a_site_without_questions_has_no_page_of_them(site):
    s = site("-- posts/a.md --\n# No questions\n\n- asked by nobody\n")
    s.build()
    assert not s.output("/questions/").exists()


def test_questions_stand_oldest_first_and_lead_to_their_places(site):
    s = site(ASKED)
    s.build()
    open_, answered = s.html("/questions/").css("main section")
    for source in open_.css("time, .whence"):
        source.decompose()
    assert [" ".join(item.text().split()) for item in open_.css("li")] == [
        "How does Adam differ from SGD? See b.",
        "Is $5 a lot?",
        "Who knows this?",
    ]
    assert "What is a tensor?" in answered.text()


def test_a_link_in_a_question_leads_where_it_leads_in_its_post(site):
    s = site(ASKED)
    s.build()
    assert (
        s.html("/questions/").css_first("section li a").attributes["href"]
        == s.html("/month/").css_first("li a").attributes["href"]
    )


def test_every_question_leads_to_its_place_in_its_post(site):
    s = site(ASKED)
    s.build()
    for link in s.html("/questions/").css("a.source"):
        path, anchor = link.attributes["href"].split("#")
        assert s.html(path).css_first(f'[id="{anchor}"]') is not None


ANSWERED = """\
-- posts/2023-01-02-asks.md --
---
journal: lab
series: Nets
---
# Asks

## Open questions

- How does *Adam* differ?
- Is it deep?
    - or wide?
- Why not?

> [!question] Who decides?

> [!question]- Is batch norm needed?
> I wonder.

> [!question] Why did it explode?

> [!answer]
> It was *far* too fast.
-- posts/2023-02-01-finds.md --
# Finds

> [!answer] [Adam](2023-01-02-asks.md#question-how-does-adam-differ)
> By two moments.

> [!answer] [[Is batch norm needed?]]
> No.

As I wondered [before](2023-01-02-asks.md#question-who-decides), and [here](2023-01-02-asks.md#open-questions).
-- posts/2022-01-01-early.md --
# Early

Before [that](2023-01-02-asks.md#question-why-not) was asked.
"""


def _threads(section):
    return {
        item.css_first("p").text().strip(): " ".join(item.css_first(".whence").text().split())
        for item in section.css(".threads > li")
    }


def test_answered_questions_tell_where(site):
    s = site(ANSWERED)
    s.build("--strict")
    still_open, answered = s.html("/questions/").css("main section")
    assert [*_threads(still_open)] == ["Is it deep?", "Why not?"]
    assert _threads(answered) == {
        "How does Adam differ?": "answered in Finds asked in Asks, 2 January 2023",
        "Who decides?": "answered in Finds asked in Asks, 2 January 2023",
        "Is batch norm needed?": "answered in Finds asked in Asks, 2 January 2023",
        "Why did it explode?": "asked in Asks",
    }
    assert [reply.text() for reply in answered.css(".reply")] == ["By two moments.", "No.", "It was far too fast."]
    assert broken_links(s.root / "public") == []


def test_a_post_shows_which_of_its_questions_were_answered(site):
    s = site(ANSWERED)
    s.build()
    page = s.html("/asks/")
    assert [link.text() for link in page.css("a.outcome")] == ["answered in Finds"] * 3
    for link in page.css("a.outcome"):
        path, anchor = link.attributes["href"].split("#")
        assert s.html(path).css_first(f'[id="{anchor}"]') is not None
    assert len(page.css(".question.answered")) == 4
    assert page.css_first("summary a") is None


@pytest.mark.parametrize(
    "answer",
    [
        "> [!answer] [a](a.md)\n> Yes.",
        "> [!answer] [a](a.md#question-is-it-so)\n> Yes.",
        "> [!answer] [a](/a/#question-is-it-so)\n> Yes.",
        "> [!answer] [a](https://me.example/a/#question-is-it-so)\n> Yes.",
        "> [!answer] [[a]]\n> Yes.",
        "> [!answer] [[a#Is it so?]]\n> Yes.",
        "> [!answer] [[a#question-is-it-so|asked]]\n> Yes.",
        "> [!answer] Is it so?\n> Yes.",
    ],
)
def test_an_answer_may_name_its_question_in_many_ways(site, answer):
    s = site(f"-- posts/a.md --\n# A\n\n> [!question] Is it so?\n-- posts/b.md --\n# B\n\n{answer}\n")
    s.build()
    assert s.html("/questions/").css_first(".reply").text() == "Yes."
    assert s.html("/a/").css_first("a.outcome").text() == "answered in B"


@pytest.mark.parametrize(
    "text",
    [
        "> [!question] Is it so?\n\n> [!answer] Yes.",
        "> [!question] Is it so?\n> > [!answer]\n> > Yes.",
        "## Questions\n\n- Is it so?\n\n    > [!answer] Yes.",
    ],
)
def test_an_answer_in_its_place_needs_no_name(site, text):
    s = site(f"-- posts/a.md --\n# A\n\n{text}\n")
    s.build("--strict")
    (answered,) = s.html("/questions/").css("main section")
    assert answered.css_first(".reply").text() == "Yes."
    assert s.html("/a/").css_first(".question.answered") is not None


def test_what_is_written_behind_a_ticked_question_is_its_answer(site):
    s = site(
        "-- posts/a.md --\n# A\n\n## Questions\n\n- [x] Is `a ? b` *so?* Yes, see [b](b.md). Why?\n- [ ] Or? Hm.\n"
        "-- posts/b.md --\n# B\n"
    )
    s.build("--strict")
    still_open, answered = s.html("/questions/").css("main section")
    assert [*_threads(still_open)] == ["Or? Hm."]
    assert [*_threads(answered)] == ["Is a ? b so?"]
    assert answered.css_first(".reply").text() == "Yes, see b. Why?"


@pytest.mark.parametrize(
    "heading",
    [
        "Questions",
        "Open questions",
        "Questions & areas for investigation",
        "Questions I still have",
        "Things I don't understand",
        "Questions to come back to",
        "Questions for later",
    ],
)
def test_a_heading_that_questions_stand_under(site, heading):
    s = site(f"-- posts/a.md --\n# A\n\n## {heading}\n\n- I want to see the model\n")
    s.build()
    assert s.output("/questions/").exists()


@pytest.mark.parametrize(
    "heading",
    [
        "Questions to ask in an interview",
        "Types of questions",
        "Questions for founders",
        "Questions?",
        "Frequently asked questions",
        "Interview questions",
        "Answering all of those questions",
    ],
)
def test_a_heading_about_other_questions(site, heading):
    s = site(f"-- posts/a.md --\n# A\n\n## {heading}\n\n- Is there a plan?\n")
    s.build()
    assert not s.output("/questions/").exists()


def test_below_a_further_heading_only_what_asks_is_a_question(site):
    s = site("-- posts/a.md --\n# A\n\n## Questions\n\n### On nets\n\n- Why deep?\n\n### Read\n\n- A book\n")
    s.build()
    assert [*_threads(s.html("/questions/"))] == ["Why deep?"]


def test_a_question_is_shown_without_what_makes_sense_in_its_post_only(site):
    s = site("-- posts/a.md --\n# A\n\n## Questions\n\n- Why[^1], see [above](#questions)?\n\n[^1]: Really.\n")
    s.build("--strict")
    item = s.html("/questions/").css_first("main li p")
    assert item.text() == "Why, see above?"
    assert item.css_first("a").attributes["href"] == "/a/#questions"


def test_journals_and_series_have_their_own(site):
    s = site(ANSWERED + "-- posts/2023-05-01-other.md --\n# Other\n\n> [!question] Elsewhere?\n")
    s.build("--strict")
    for term in ("/@lab/", "/series/nets/"):
        assert f"{term}questions/" in [link.attributes["href"] for link in s.html(term).css(".meta a")]
        assert "Elsewhere?" not in s.text(f"{term}questions/")
        assert s.html(f"{term}questions/").css_first(".kicker a").attributes["href"] == term
    assert "Elsewhere?" in s.text("/questions/")


@pytest.mark.parametrize("name", ["Is it deep?", "2023-01-02-asks#Is it deep?"])
def test_a_wikilink_may_name_a_question(site, name):
    s = site("-- posts/2023-01-02-asks.md --\n> [!question] Is it deep?\n")
    s.put("journal.toml", 'url = "https://me.example/"\n')
    s.put("posts/2023-04-01-b.md", f"> [!answer] [[{name}]]\n> It is.\n")
    s.build("--strict")
    (link,) = s.html("/b/").css(".callout-title a")
    assert link.attributes["href"].startswith("/asks/#")
    assert "It is." in s.html("/questions/").css_first(".threads .reply").text()


def test_an_answer_changes_only_the_pages_that_show_it(site):
    s = site(ANSWERED + "-- posts/2023-04-01-b.md --\n# B\n\nText.\n-- posts/2023-03-01-c.md --\n# C\n\nText.\n")
    s.build()
    s.write("-- posts/2023-04-01-b.md --\n# B\n\nText.\n\n> [!answer] [x](2023-01-02-asks.md#question-is-it-deep)\n")
    written = {line.split()[1] for line in s.build("--verbose").out.splitlines() if line.startswith("wrote ")}
    assert {path for path in written if path.endswith(".html")} == {
        "b/index.html",
        "asks/index.html",
        "questions/index.html",
        "@lab/questions/index.html",
        "series/nets/questions/index.html",
        # These count the answers, or show what was asked in a January.
        "activity/index.html",
        "learning/index.html",
        "lookback/01/index.html",
        "weekly/2023-W13/index.html",
    }


def test_without_the_kind_nothing_leads_there(site):
    s = site(ANSWERED)
    s.put("journal.toml", 'url = "https://me.example/"\ndisable = ["questions"]\n')
    s.build("--strict")
    assert not s.output("/questions/").exists()
    assert s.html("/asks/").css_first("a.outcome") is None
    assert broken_links(s.root / "public") == []


def test_a_question_is_answered_by_the_name_of_its_block(site):
    s = site("""\
-- posts/2023-01-02-asks.md --
# Asks

> [!question] Why did it explode?
> Only after a while. ^why

> [!question] Who decides?

^who

## Questions

- Is it deep? ^deep
- Is it wide?
-- posts/2023-02-01-finds.md --
# Finds

> [!answer] [[asks#^why]]
> It was too fast.

> [!answer] [So](2023-01-02-asks.md#^who)
> Nobody.

As I wondered in [[asks#^deep]]: it is.
""")
    s.build("--strict")
    still_open, answered = s.html("/questions/").css("main section")
    assert [*_threads(still_open)] == ["Is it wide?"]
    assert {*_threads(answered)} == {"Why did it explode?", "Who decides?", "Is it deep?"}
    assert broken_links(s.root / "public") == []
