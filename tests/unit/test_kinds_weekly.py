"""Digests of weeks: their pages, their index and their feeds."""

import html
import json

import pytest

OFF = '-- journal.toml --\ntitle = "Notes"\nurl = "https://me.example/"\ndisable = ["{}"]\n'
WEEKS = """\
-- posts/2023-07-24-monday.md --
---
excerpt: How the week began.
---
> [!question] Why <em>so</em>, see [it](2023-08-08-later.md)?
-- posts/2023-07-30-sunday.md --
> [!correction] It was not so.
> It was [otherwise](2023-07-24-monday.md).
-- posts/2023-08-08-later.md --
> [!answer] [why](2023-07-24-monday.md#question-why-so-see-it)
> For want of time.
-- posts/undated.md --
Never.
"""


def names(nodes):
    return [node.text().strip() for node in nodes]


def test_one_week_needs_no_digest(site):
    s = site("-- posts/2023-07-24.md --\nA.\n-- posts/2023-07-30.md --\nB.\n-- posts/undated.md --\nC.\n")
    s.build("--strict")
    assert not s.output("/weekly/").exists()


def test_it_can_be_switched_off(site):
    s = site(OFF.format("weekly") + WEEKS)
    s.build("--strict")
    assert not s.output("/weekly/").exists()


def test_weeks_without_entries_are_left_out(site):
    s = site(WEEKS)
    s.build("--strict")
    assert sorted(path.name for path in (s.root / "public/weekly").iterdir() if path.is_dir()) == [
        "2023-W30",
        "2023-W32",
    ]
    assert names(s.html("/weekly/").css(".weeks a")) == ["7 – 13 August 2023", "24 – 30 July 2023"]


def test_a_week_shows_its_entries_in_order_and_what_they_hold(site):
    s = site(WEEKS)
    s.build()
    page = s.html("/weekly/2023-W30/")
    assert names(page.css(".entries .p-name")) == ["Monday", "Sunday"]
    assert names(page.css("h2")) == ["Asked", "Changed my mind"]
    assert page.css_first(".items a").attributes["href"] == "/later/"
    assert [a.attributes["href"] for a in page.css(".pagination a")] == ["/weekly/2023-W32/"]


def test_a_week_shows_what_it_answered_and_where(site):
    s = site(WEEKS)
    s.build("--strict")
    page = s.html("/weekly/2023-W32/")
    assert names(page.css("h2")) == ["Answered"]
    (item,) = page.css(".items li")
    assert " ".join(item.text().split()).startswith("Why so, see it? For want of time. 8 August")
    assert item.css_first(".source").attributes["href"].startswith("/later/#")


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml", "feed.json"])
def test_the_feeds_hold_weeks_that_are_over(site, name):
    s = site(WEEKS)
    s.build()
    assert "/weekly/2023-W30/" in s.text(f"/weekly/{name}")
    assert "/weekly/2023-W32/" not in s.text(f"/weekly/{name}"), "more may come of it"


def test_plans_are_told_in_the_weeks_in_which_they_were_made_and_done(site):
    s = site(
        "-- posts/2023-01-02-a.md --\n## Next steps\n\n- [ ] Read the book\n- [x] Wash up\n"
        "-- posts/2023-01-09-b.md --\n## To do\n\n- [x] Read the book\n"
    )
    s.build("--strict")
    first, second = s.html("/weekly/2023-W01/"), s.html("/weekly/2023-W02/")
    assert names(first.css("h2")) == ["Planned", "Done"]
    assert [" ".join(li.text().split()) for li in first.css(".items li")] == [
        "Read the book 2 January 2023 A",
        "Wash up 2 January 2023 A",
    ]
    assert [" ".join(li.text().split()) for li in second.css(".items li")] == ["Read the book 9 January 2023 B"]


def test_a_page_of_the_authors_own_keeps_its_place_and_the_weeks_stay(site):
    s = site(WEEKS + "-- pages/weekly.md --\n# My own letters\n")
    s.build("--strict")
    assert "My own letters" in s.text("/weekly/")
    assert s.output("/weekly/2023-W30/").exists()


def test_a_letter_has_whole_urls_and_nothing_that_mail_drops(site):
    s = site(WEEKS)
    s.build()
    (item,) = json.loads(s.text("/weekly/feed.json"))["items"]
    assert item["title"] == "Week 30: 24 – 30 July 2023"
    assert item["date_published"] == "2023-07-31T00:00:00+00:00"
    letter = item["content_html"]
    assert '<a href="https://me.example/later/">it</a>' in letter
    assert 'href="https://me.example/monday/#question-' in letter
    assert "How the week began." in letter
    assert not any(sign in letter for sign in ("class=", "style=", 'href="/', "journal-"))


def test_an_answer_in_a_letter_stands_behind_its_question(site):
    s = site(
        "-- posts/2023-07-24.md --\n## Questions\n\n- [x] Why? So.\n\nEpoch\n: One pass\n"
        "-- posts/2023-07-31.md --\nA.\n"
    )
    s.build()
    letter = html.unescape(s.text("/weekly/feed.xml"))
    assert "<li>Why? So. <small>" in letter
    assert "<li>Epoch: One pass <small>" in letter


def test_an_edit_makes_only_its_week_anew(site):
    s = site(WEEKS)
    s.build()
    s.put("posts/2023-08-08-later.md", "Another text.\n")
    wrote = [line.split()[1] for line in s.build("--verbose").out.splitlines() if line.startswith("wrote weekly")]
    assert wrote == ["weekly/2023-W32/index.html"]


def test_without_feeds_it_offers_none(site):
    s = site(OFF.format("feed") + WEEKS)
    s.build("--strict")
    assert not s.output("/weekly/feed.xml").exists()
    assert "feed.xml" not in s.text("/weekly/")
