"""What's next: plans of all posts, and where each was carried out."""

import pytest
from links_of import broken_links

PLANNED = """\
-- posts/2023-01-02-month.md --
---
journal: lab
---
# A month

## What's next

- Buy *the* book
- [ ] Read chapter 2
- ~~Set up a server~~
- [A talk](https://other.example/talk): long
- Weights
- Chapters
    - [ ] Read chapter 3
    - [x] Read chapter 1

## What I did

- Slept a lot
- [ ] Unticked, but no plan
-- posts/2023-02-01-later.md --
# Later

## To do

- [X] read Chapter 2!
- [ ] Read chapter 3
-- posts/2023-03-01-goals.md --
# Goals

## Goals for April 2023

1. Explain it to my sister
"""


def _items(section):
    return [" ".join(item.css_first("p").text().split()) for item in section.css(".threads > li")]


def test_plans_stand_oldest_first_and_what_was_done_last_first(site):
    s = site(PLANNED)
    s.build("--strict")
    still_open, done = s.html("/next/").css("main section")
    assert _items(still_open) == ["Buy the book", "Read chapter 3", "Explain it to my sister"]
    assert _items(done) == ["Read chapter 2", "Set up a server", "Read chapter 1"]


def test_the_same_words_ticked_in_a_later_post_end_a_plan(site):
    s = site(PLANNED)
    s.build()
    assert "done in Later" in " ".join(s.html("/next/").css("section")[1].css_first("li").text().split())
    link = s.html("/month/").css_first("li.done a.outcome")
    assert link.text() == "done in Later"
    path, anchor = link.attributes["href"].split("#")
    assert s.html(path).css_first(f'[id="{anchor}"]').text().strip() == "read Chapter 2!"


def test_a_list_of_what_is_done_ends_plans(site):
    s = site(PLANNED + "-- posts/2023-04-01-april.md --\n## Done this month\n\n- [x] Buy the book\n- Slept\n")
    s.build()
    still_open, done = s.html("/next/").css("main section")
    assert _items(still_open) == ["Read chapter 3", "Explain it to my sister"]
    assert _items(done)[0] == "Buy the book"
    assert "Slept" not in done.text()


def test_a_plan_made_again_after_it_was_done_is_open_again(site):
    post = "-- posts/2023-0{}-01.md --\n## Next steps\n\n- [{}] Run five miles\n"
    s = site("".join(post.format(month, box) for month, box in ((1, " "), (2, "x"), (3, " "))))
    s.build()
    still_open, done = s.html("/next/").css("main section")
    assert [item.css_first("time").attributes["datetime"] for item in still_open.css("li")] == ["2023-03-01"]
    assert len(done.css("li")) == 1


@pytest.mark.parametrize(
    "heading",
    [
        "What's next?",
        "So, what\u2019s next for me",
        "Next steps",
        "3. Potential next steps",
        "🎯 My goals for 2024",
        "2024 goals",
        "The Plan",
        "My next plans for the parser",
        "TODO",
        "To-do list",
        "Things I want to learn",
        "What I'll try next",
        "Next week",
        "Future work",
    ],
)
def test_a_heading_that_looks_ahead(site, heading):
    s = site(f"-- posts/a.md --\n# A\n\n## {heading}\n\n- Write it down\n")
    s.build()
    assert _items(s.html("/next/")) == ["Write it down"]


@pytest.mark.parametrize(
    "heading",
    [
        "Design goals",
        "The query plan",
        "Creating a todo component",
        "Next step: a script",
        "What happens next",
        "Planning",
    ],
)
def test_a_heading_that_only_has_the_word(site, heading):
    s = site(f"-- posts/a.md --\n# A\n\n## {heading}\n\n- Write it down\n")
    s.build()
    assert not s.output("/next/").exists()


def test_boxes_are_plans_under_any_heading_that_speaks_of_them(site):
    s = site("-- posts/a.md --\n# A\n\n## The garden's to-do (for all)\n\n### Beds\n\n- [ ] Dig\n- a plain item\n")
    s.build()
    assert _items(s.html("/next/")) == ["Dig"]


def test_headings_of_another_language_are_a_setting(site):
    s = site("-- posts/a.md --\n# A\n\n## Wie es weitergeht\n\n- Das Buch lesen\n\n## Fragen\n\n- Wozu das alles?\n")
    s.build()
    assert not s.output("/next/").exists()
    s.put("journal.toml", '[learning]\nplans = ["weitergeht"]\nquestions = ["fragen"]\n')
    s.build()
    assert _items(s.html("/next/")) == ["Das Buch lesen"]
    assert _items(s.html("/questions/")) == ["Wozu das alles?"]


def test_a_journal_has_its_own(site):
    s = site(PLANNED)
    s.build()
    still_open, done = s.html("/@lab/next/").css("main section")
    assert _items(still_open) == ["Buy the book", "Read chapter 3"]
    assert len(done.css("li")) == 3
    assert "/@lab/next/" in [link.attributes["href"] for link in s.html("/@lab/").css(".meta a")]


def test_without_the_kind_nothing_leads_there(site):
    s = site(PLANNED)
    s.put("journal.toml", 'url = "https://me.example/"\ndisable = ["next"]\n')
    s.build("--strict")
    assert not s.output("/@lab/next/").exists()
    assert s.html("/month/").css_first("a.outcome") is None
    assert broken_links(s.root / "public") == []
