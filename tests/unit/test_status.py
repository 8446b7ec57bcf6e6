"""`journal status`: where the author is today."""

import json

import pytest

DIARY = """\
-- posts/2023-12-30.md --
## Questions

- [ ] Oldest?
- [x] Answered?
-- posts/2023-12-31.md --
> [!question] Newer?
-- posts/2024-02-01-to-come.md --
> [!question] Not yet asked?
-- posts/draft.md --
---
title: Half done
draft: true
---
> [!question] Not published?
"""


@pytest.fixture(autouse=True)
def _on_new_years_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704067200")  # 1 January 2024


def test_it_tells_streak_questions_and_drafts(site):
    out = site(DIARY).run("status").out
    assert out.splitlines()[0] == "2 posts; 2 days in a row, and nothing yet today (longest: 2 days)"
    assert "2 open questions, oldest first\n  2023-12-30  Oldest?  posts/2023-12-30.md\n  2023-12-31  Newer?" in out
    assert "1 draft\n  undated     Half done  posts/draft.md\n" in out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2024-01-01", "1 day in a row (longest: 1 day)"),
        ("2023-12-29", "no streak: the last was on 2023-12-29, the longest took 1 day"),
    ],
)
def test_today_counts_and_yesterday_is_not_over(site, name, said):
    assert site(f"-- posts/{name}.md --\nA.\n").run("status").out == f"1 post; {said}\n"


def test_today_is_that_of_the_sites_zone(site):
    s = site("-- posts/2024-01-01.md --\nA.\n-- journal.toml --\ntimezone = 'America/New_York'\n")
    assert s.run("status").out.startswith("0 posts")


def test_what_a_later_post_answers_is_not_open_but_a_draft_answers_nothing(site):
    answer = "> [!answer] [[Oldest?]]\n> Yes.\n\n> [!answer] [[Newer?]]\n> No.\n"
    s = site(DIARY)
    s.put("posts/2024-01-01.md", answer)
    assert "open question" not in s.run("status").out
    s.put("posts/2024-01-01.md", f"---\ndraft: true\n---\n{answer}")
    assert "2 open questions" in s.run("status").out


def test_scripts_are_told_all_of_it(site):
    facts = json.loads(site(DIARY).run("status", "--format", "json").out)
    assert facts["today"] == "2024-01-01"
    assert facts["streak"] == {"days": 2, "written_today": False, "longest": 2, "last": "2023-12-31"}
    assert [row["text"] for row in facts["questions"]] == ["Oldest?", "Newer?"]
    assert facts["questions"][0]["permalink"].startswith("/2023-12-30/#")
    assert [row["title"] for row in facts["drafts"]] == ["Half done"]
    assert facts["plans"] == facts["terms"] == []


def test_a_long_list_is_cut_for_people(site):
    items = "\n".join(f"- [ ] Question {n}?" for n in range(12))
    out = site(f"-- posts/a.md --\n## Questions\n\n{items}\n").run("status").out
    assert "… and 2 more; all with --format json" in out
    assert "Question 11?" not in out


def test_it_builds_nothing(site):
    s = site(DIARY)
    s.run("status")
    assert not (s.root / "public").exists()


def test_an_error_ends_with_1(site):
    ran = site("-- posts/a.md --\n---\ndate: x\n---\n").run("status")
    assert ran.code == 1
    assert "posts/a.md:2" in ran.err
