"""Spans: weeks, runs of days and a year earlier, in the days that authors wrote."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from journal.frozen import frozen

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


@frozen
class Run:
    """Days, or weeks, in a row."""

    first: date
    last: date
    """Of weeks, the Monday that each begins with."""
    length: int


def runs(days: Iterable[date], step: timedelta = _DAY) -> tuple[Run, ...]:
    """The runs in a row of days, oldest first."""
    found: list[Run] = []
    for day in sorted(set(days)):
        if found and day - found[-1].last == step:
            found[-1] = Run(found[-1].first, day, found[-1].length + 1)
        else:
            found.append(Run(day, day, 1))
    return tuple(found)


def runs_of_weeks(days: Iterable[date]) -> tuple[Run, ...]:
    """The runs of weeks on one day of which at least there was something, oldest first."""
    return runs({monday_of(day) for day in days}, _WEEK)


def longest(every: Iterable[Run]) -> Run | None:
    """The longest run; of several, the latest."""
    return max(every, key=lambda run: (run.length, run.last), default=None)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_of(day: date) -> str:
    """The week of a day by ISO 8601, as in `2023-W30`."""
    return named(*day.isocalendar()[:2])


def named(year: int, week: int) -> str:
    """The name of a week by ISO 8601."""
    return f"{year:04d}-W{week:02d}"


def days_of_week(week: str) -> tuple[date, date]:
    """The Monday and the Sunday of a week written so; the last day there is, of the last week."""
    year, number = week.split("-W")
    monday = date.fromisocalendar(int(year), int(number), 1)
    return monday, date.fromordinal(min(monday.toordinal() + 6, date.max.toordinal()))


def a_year_before(day: date) -> date | None:
    """The same day a year earlier; of 29 February, the 28th. None before there were years."""
    if day.year == date.min.year:
        return None
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def nearest(days: Sequence[int], to: int, within: int) -> int | None:
    """Of days in ascending order, by number, the place of the one nearest to a day and at most so many days off."""
    after = bisect_left(days, to)
    off_after = days[after] - to if after < len(days) else within + 1
    off_before = to - days[after - 1] if after else within + 1
    if min(off_before, off_after) > within:
        return None
    return after - 1 if off_before <= off_after else after
