"""The page of activity: streaks, a drawing of each year with its table, and what rose meanwhile."""

from journal.learning.svg import rising, year_of_days

DIARY = """\
-- posts/2023-12-30.md --
# One

> [!question] Why?
-- posts/2023-12-31-two.md --
---
tags: [rust]
---
## Questions

- [x] How?
-- posts/2024-01-01-three.md --
---
tags: [rust, git]
---
Some words.
-- posts/2024-03-05-four.md --
Four.
-- posts/2024-03-05-five.md --
Five.
"""


def words(node):
    return " ".join(node.text(separator=" ").split()).replace(" .", ".")


def test_from_a_single_day_there_is_nothing_to_draw(site):
    s = site("-- posts/a.md --\nText.\n-- posts/2023-01-01.md --\nA.\n-- posts/2023-01-01-b.md --\nB.\n")
    s.build()
    assert not s.output("/activity/").exists()


def test_it_counts_entries_days_and_streaks(site):
    s = site(DIARY)
    s.build()
    page = s.html("/activity/")
    assert words(page.css_first(".lead")) == "5 entries on 4 days since 30 December 2023."
    assert [words(row) for row in page.css(".figures > div")] == [
        "Longest streak 3 days from 30 December 2023 until 1 January 2024",
        "Weeks in a row, at most 2 weeks until the week of 1 January 2024",
    ]


def test_each_year_is_drawn_newest_first_and_told_in_a_table(site):
    s = site(DIARY)
    s.build()
    page = s.html("/activity/")
    assert [words(h2) for h2 in page.css("h2")][:2] == ["2024", "2023"]
    assert page.css_first(".year svg").attributes["aria-hidden"] == "true"
    assert [title.text() for title in page.css(".year svg title")] == [
        "1 January 2024: 1 entry",
        "5 March 2024: 2 entries",
        "30 December 2023: 1 entry",
        "31 December 2023: 1 entry",
    ]
    assert [words(row) for row in page.css("details table")[0].css("tbody tr")] == [
        "January 1 under 100 1",
        "March 2 under 100 5 (2)",
    ]


def test_tags_and_questions_are_followed_over_the_years(site):
    s = site(DIARY)
    s.build()
    page = s.html("/activity/")
    assert [words(row) for row in page.css(".over-time tr")] == ["Tag 2023 2024", "rust 1 1", "git – 1"]
    section = next(group for group in page.css(".group") if words(group.css_first("h2")) == "Questions")
    assert words(section.css_first("p")) == "2 questions, 1 answered"
    assert [words(row) for row in section.css("tr")] == ["Year Asked Answered", "2023 2 1"]


def test_months_have_the_names_of_the_settings(site):
    names = ", ".join(f'"mois {n}"' for n in range(1, 13))
    s = site(DIARY + f'-- journal.toml --\nurl = "https://me.example/"\nmonth_names = [{names}]\n')
    s.build()
    assert "mois 3" in words(s.html("/activity/").css("details table")[0])


def test_a_few_more_words_do_not_make_the_page_anew(site):
    s = site(DIARY)
    s.build()
    s.put("posts/2024-03-05-four.md", "Four, and a few more words.\n")
    assert "wrote activity/index.html" not in s.build("--verbose").out


def test_a_year_may_be_the_first_or_the_last_that_there_is():
    for year in (1, 9999, 2024):
        drawn = year_of_days(year, {f"{year:04d}-12-31": 7}, {f"{year:04d}-12": 3}, 3, lambda day, n: f"<{day}: {n}>")
        assert f"&lt;{year:04d}-12-31: 7&gt;" in drawn


def test_nothing_rises_where_there_is_nothing():
    assert "NaN" not in rising([]) + rising([0, 0])


def test_an_answer_counts_in_the_year_in_which_it_was_given(site):
    s = site(
        "-- posts/2022-01-01-a.md --\n## Questions\n\n- Why?\n- How?\n"
        "-- posts/2024-01-01-b.md --\n> [!answer] Why?\n> So.\n"
    )
    s.build("--strict")
    section = next(group for group in s.html("/activity/").css(".group") if words(group.css_first("h2")) == "Questions")
    assert [words(row) for row in section.css("tr")] == ["Year Asked Answered", "2022 2 0", "2024 0 1"]
