"""Activity: `/activity/`, the days on which there were entries, streaks, and what grew."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate

from markupsafe import Markup

from journal.config import Config
from journal.entry import Entry
from journal.frozen import frozen
from journal.items import Kind
from journal.learning.months import month_and_year, month_names
from journal.learning.spans import Run, longest, runs, runs_of_weeks
from journal.learning.svg import rising, year_of_days
from journal.learning.tallies import Tally
from journal.learning.timeline import HUNDRED
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site

_PERMALINK = "/activity/"
_TAGS = 10
"""So many tags are followed over the years."""


@frozen
class MonthView:
    """A month that had entries."""

    name: str
    entries: int
    words: str
    """Roughly: `2,300`, or `under 100`."""
    days: str
    """As the drawing has them: `3, 14 (2)`."""


@frozen
class YearView:
    """A year that had entries."""

    name: str
    permalink: str
    """Of its archive; empty where there is none."""
    entries: int
    days: int
    words: str
    drawing: Markup
    months: tuple[MonthView, ...]


@frozen
class Streak:
    """A run of days or weeks in a row."""

    title: str
    length: str
    first: date
    last: date


@frozen
class Rising:
    """What grew over time."""

    title: str
    said: str
    drawing: Markup
    rows: tuple[tuple[str, int, int], ...]
    """Year, how many were new in it, how many were done in it."""
    first: str
    last: str
    words: tuple[str, str]
    """What the two columns are called; the second is empty where nothing can be done about it."""


@frozen
class TagRow:
    """A tag over the years."""

    name: str
    permalink: str
    counts: tuple[int, ...]
    """One a year, in the order of the table's columns."""


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("activity", pages, view, passing=always))


def pages(site: Site) -> Iterator[Page]:
    """One page, once there were entries on two days."""
    if is_active(site.entries) and not site.has_own(_PERMALINK):
        yield Page(_PERMALINK, "activity", "activity.html")


def is_active(entries: Sequence[Entry]) -> bool:
    """Whether entries, newest first, are of more than one day."""
    first = next((entry.date for entry in reversed(entries) if entry.date), None)
    return bool(first and entries[0].date and entries[0].date.date() != first.date())


def view(_: Page, reader: Reader) -> View:
    """Streaks, a drawing of each year, and what rose meanwhile."""
    counts, words = reader.days(), reader.words_by_month()
    days = [date.fromisoformat(day) for day in counts]
    tags = reader.tag_years(_TAGS)
    columns = sorted({year for _, years in tags for year, _ in years})
    return View(
        title="Activity",
        data={
            "entries": sum(counts.values()),
            "days": len(days),
            "since": min(days),
            "streaks": tuple(_streaks(days)),
            "years": tuple(_years(counts, words, reader.config)),
            "months": tuple(name[:3] for name in month_names(reader.config)),
            "columns": columns,
            "tags": tuple(_tags(tags, columns)),
            "rising": tuple(filter(None, (_rising(*row, reader) for row in _RISING))),
        },
    )


def _streaks(days: list[date]) -> Iterator[Streak]:
    """Whether the last one goes on is for the reader to know: it ends with the newest entry."""
    every, weeks = runs(days), runs_of_weeks(days)
    for title, run, word in (
        ("Longest streak", longest(every), "day"),
        ("Latest streak", every[-1], "day"),
        ("Weeks in a row, at most", longest(weeks), "week"),
        ("Weeks in a row, of late", weeks[-1], "week"),
    ):
        if run and run.length > 1:  # once is no streak
            yield Streak(title, _counted(run, word), run.first, run.last)


def _counted(run: Run, word: str) -> str:
    return f"{run.length} {word}" if run.length == 1 else f"{run.length} {word}s"


def _years(counts: Mapping[str, int], words: Mapping[str, int], config: Config) -> Iterator[YearView]:
    most = max(words.values(), default=0) or 1
    names = month_names(config)
    for year in dict.fromkeys(day[:4] for day in counts):
        of_year = {day: count for day, count in counts.items() if day[:4] == year}
        per_month = {month: hundreds for month, hundreds in words.items() if month[:4] == year}
        entries = {month: sum(n for day, n in of_year.items() if day[:7] == month) for month in sorted(per_month)}
        yield YearView(
            name=str(int(year)),
            permalink="" if "archive" in config.disable else f"/archive/{year}/",
            entries=sum(of_year.values()),
            days=len(of_year),
            words=_roughly(sum(per_month.values())),
            drawing=year_of_days(int(year), of_year, per_month, most, lambda day, count: _title(day, count, names)),
            months=tuple(
                MonthView(names[int(month[5:]) - 1], count, _roughly(per_month[month]), _days_in(month, of_year))
                for month, count in entries.items()
            ),
        )


def _days_in(month: str, counts: Mapping[str, int]) -> str:
    """The days of a month, each with the number of its entries if there are several."""
    days = [(int(day[8:]), counts[day]) for day in sorted(counts) if day[:7] == month]
    return ", ".join(f"{day} ({count})" if count > 1 else f"{day}" for day, count in days)


def _title(day: date, count: int, names: tuple[str, ...]) -> str:
    entries = "1 entry" if count == 1 else f"{count} entries"
    return f"{day.day} {names[day.month - 1]} {day.year}: {entries}"


def _roughly(hundreds: int) -> str:
    return f"{hundreds * HUNDRED:,}" if hundreds else f"under {HUNDRED}"


def _tags(found: tuple[tuple[object, tuple[tuple[str, int], ...]], ...], columns: list[str]) -> Iterator[TagRow]:
    for link, years in found:
        by_year = dict(years)
        if by_year:
            name, permalink = getattr(link, "name", ""), getattr(link, "permalink", "")
            yield TagRow(name, permalink, tuple(by_year.get(year, 0) for year in columns))


_RISING: tuple[tuple[Kind, str, str, str, str], ...] = (
    ("question", "Questions", "asked", "answered", "question"),
    ("term", "Vocabulary", "new words", "", "word"),
)


def _rising(kind: Kind, title: str, new: str, done: str, noun: str, reader: Reader) -> Rising | None:
    """By the month in which they were first met, and ended; what has no date counts in no month."""
    tallies = {month: tally for month, tally in sorted(reader.tallies(kind).items()) if month}
    if not tallies:
        return None
    first, last = min(tallies), max(tallies)
    months = list(_months(first, last))
    some = [tallies.get(month, (0, 0)) for month in months]
    count, ticked = (sum(column) for column in zip(*tallies.values(), strict=True))
    sums = list(accumulate(n for n, _ in some))
    said = f"{count} {noun}{'' if count == 1 else 's'}" + (f", {ticked} {done}" if done else "")
    return Rising(
        title=title,
        said=said,
        drawing=rising(sums, list(accumulate(n for _, n in some))) if done else rising(sums),
        rows=tuple(_by_year(tallies)),
        first=month_and_year(first, reader.config),
        last=month_and_year(last, reader.config),
        words=(new, done),
    )


def _by_year(tallies: Mapping[str, Tally]) -> Iterator[tuple[str, int, int]]:
    for year in dict.fromkeys(month[:4] for month in tallies):
        of_year = [tally for month, tally in tallies.items() if month[:4] == year]
        yield str(int(year)), sum(count for count, _ in of_year), sum(done for _, done in of_year)


def _months(first: str, last: str) -> Iterator[str]:
    """Every month from one to another."""
    year, month = map(int, first.split("-"))
    while (name := f"{year:04d}-{month:02d}") <= last:
        yield name
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - December
