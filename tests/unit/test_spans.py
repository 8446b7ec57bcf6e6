"""Weeks, runs and years earlier, in days."""

from datetime import date

import pytest

from journal.learning.spans import Run, a_year_before, days_of_week, longest, nearest, runs, runs_of_weeks, week_of


def days(*texts):
    return [date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(
    ("given", "lengths"),
    [
        ([], []),
        (["2024-01-01"], [1]),
        (["2024-01-02", "2024-01-01", "2024-01-01"], [2]),
        (["2024-02-28", "2024-02-29", "2024-03-01"], [3]),
        (["2023-02-28", "2023-03-01", "2023-12-31", "2024-01-01"], [2, 2]),
    ],
)
def test_runs_of_days(given, lengths):
    assert [run.length for run in runs(days(*given))] == lengths


def test_weeks_run_on_over_the_end_of_a_year():
    first, last = days("2024-12-23", "2025-01-06")
    assert runs_of_weeks(days("2024-12-29", "2024-12-30", "2025-01-12")) == (Run(first, last, 3),)


def test_of_two_longest_runs_the_later_counts():
    assert longest(runs(days("2024-01-01", "2024-01-02", "2024-05-01", "2024-05-02"))).last == date(2024, 5, 2)
    assert longest(()) is None


@pytest.mark.parametrize(
    ("day", "week"),
    [("2023-07-29", "2023-W30"), ("2021-01-03", "2020-W53"), ("2024-12-30", "2025-W01"), ("0999-06-01", "0999-W22")],
)
def test_a_week_is_that_of_iso_8601(day, week):
    assert week_of(date.fromisoformat(day)) == week
    monday, sunday = days_of_week(week)
    assert monday <= date.fromisoformat(day) <= sunday


def test_a_leap_day_was_the_28th_a_year_before():
    assert a_year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert a_year_before(date(1, 5, 5)) is None


@pytest.mark.parametrize(
    ("to", "place"),
    [("2023-01-10", 1), ("2023-01-05", 0), ("2023-01-07", 1), ("2023-02-08", None), ("2022-12-15", 0)],
)
def test_the_nearest_of_days(to, place):
    numbers = [day.toordinal() for day in days("2023-01-01", "2023-01-10")]
    assert nearest(numbers, date.fromisoformat(to).toordinal(), 28) == place
    assert nearest([], 1, 28) is None


def test_the_last_week_ends_with_the_last_day():
    assert days_of_week(week_of(date.max)) == (date(9999, 12, 27), date.max)
