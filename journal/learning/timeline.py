"""Timeline: the posts of a site by day, week and month, each worked out when it is first asked for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from journal.entry import Entry, TermLink
from journal.learning.spans import a_year_before, named, nearest
from journal.site import Site

_A_FEW_WEEKS = 28
"""So many days an entry may be off to count as one of a year earlier."""
HUNDRED = 100
"""Words are told in hundreds: an edit seldom changes that, and nobody counts closer."""


def weeks_of(entries: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    """The posts of each week that has any, newest week first, and so in each week."""
    found: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
        if entry.date:
            year, week, _ = entry.date.isocalendar()
            found.setdefault((year, week), []).append(entry)
    return {named(*week): found[week] for week in sorted(found, reverse=True)}


def _by_year(entries: Iterable[Entry]) -> Iterator[tuple[str, int]]:
    counts = Counter([entry.date.year for entry in entries if entry.date])
    for year in sorted(counts):
        yield f"{year:04d}", counts[year]


class Timeline:
    """A site in time. Posts without a date stand nowhere in it."""

    def __init__(self, site: Site) -> None:
        self._site = site

    @cached_property
    def _dated(self) -> Sequence[tuple[date, Entry]]:
        """With their days, newest first, as on the site."""
        return [(entry.date.date(), entry) for entry in self._site.entries if entry.date]

    @cached_property
    def days(self) -> Mapping[str, int]:
        """Of each day with posts, as `2023-07-29`, how many; newest first."""
        return {day.isoformat(): count for day, count in Counter([day for day, _ in self._dated]).items()}

    @cached_property
    def words(self) -> Mapping[str, int]:
        """Of each month with posts, as `2023-07`, their words in hundreds."""
        documents = self._site.documents
        found: dict[tuple[int, int], int] = {}
        for day, entry in self._dated:
            month = (day.year, day.month)
            found[month] = found.get(month, 0) + documents[entry.source].words
        return {f"{year:04d}-{month:02d}": round(words / HUNDRED) for (year, month), words in found.items()}

    @cached_property
    def by_week(self) -> Mapping[str, Sequence[Entry]]:
        """The posts of each week that has any, newest first."""
        return weeks_of(entry for _, entry in self._dated)

    @cached_property
    def by_month(self) -> Mapping[str, Sequence[Entry]]:
        """The posts of each month of any year, by its two digits, newest first."""
        found: dict[int, list[Entry]] = {month: [] for month in range(1, 13)}
        for day, entry in self._dated:
            found[day.month].append(entry)
        return {f"{month:02d}": entries for month, entries in found.items() if entries}

    def tag_years(self, limit: int) -> tuple[tuple[TermLink, tuple[tuple[str, int], ...]], ...]:
        """The tags with most posts, each with its number of posts of every year that has any, oldest first."""
        largest = sorted(self._site.tags.terms, key=lambda term: -len(term.entries))[:limit]
        return tuple(
            (
                TermLink(term.name, term.permalink),
                tuple(_by_year(term.entries)),
            )
            for term in largest
        )

    @cached_property
    def _first(self) -> Mapping[date, Entry]:
        """Of each day with posts the first of them, oldest day first."""
        return dict(sorted(dict(self._dated).items()))

    @cached_property
    def _numbered(self) -> tuple[Sequence[int], Sequence[Entry]]:
        """The same by the numbers of the days."""
        return [day.toordinal() for day in self._first], [*self._first.values()]

    def _year_before(self, day: date) -> Entry | None:
        """The post nearest to a year before a day."""
        before, (numbers, entries) = a_year_before(day), self._numbered
        place = nearest(numbers, before.toordinal(), _A_FEW_WEEKS) if before else None
        return None if place is None else entries[place]

    @cached_property
    def earlier(self) -> Mapping[str, Entry]:
        """Of each post that has one, by source, the post nearest to a year before it."""
        found = {day: self._year_before(day) for day in self._first}
        return {entry.source: other for day, entry in self._dated if (other := found[day])}

    @cached_property
    def looks_back(self) -> Entry | None:
        """The newest post that one was written a year before."""
        return next((entry for day, entry in self._dated if self._year_before(day)), None)

    @cached_property
    def growing(self) -> Sequence[Entry]:
        """The posts and plain pages that say how far they have grown."""
        return [entry for entry in (*self._site.entries, *self._site.pages) if entry.status]
