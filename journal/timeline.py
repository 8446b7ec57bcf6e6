"""Timeline: the posts of a site by day, week and month, each worked out when it is first asked for."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from journal.entry import Entry, TermLink
from journal.items import Item, Kind
from journal.site import Site
from journal.spans import a_year_before, nearest, week_of

_A_FEW_WEEKS = 28
"""So many days an entry may be off to count as one of a year earlier."""
HUNDRED = 100
"""Words are told in hundreds: an edit seldom changes that, and nobody counts closer."""

Tally = tuple[int, int]
"""How many there are, and how many of these are done."""


def weeks_of(entries: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    """The posts of each week that has any, newest week first, and so in each week."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.date:
            found.setdefault(week_of(entry.date.date()), []).append(entry)
    return dict(sorted(found.items(), reverse=True))


class Timeline:
    """A site in time. Posts without a date stand nowhere in it."""

    def __init__(self, site: Site) -> None:
        self._site = site

    @cached_property
    def _dated(self) -> Sequence[Entry]:
        """Newest first, as on the site."""
        return [entry for entry in self._site.entries if entry.date]

    @cached_property
    def days(self) -> Mapping[str, int]:
        """Of each day with posts, as `2023-07-29`, how many; newest first."""
        return dict(Counter([e.date.date().isoformat() for e in self._dated if e.date]))

    @cached_property
    def words(self) -> Mapping[str, int]:
        """Of each month with posts, as `2023-07`, their words in hundreds."""
        documents = self._site.documents
        found: Counter[str] = Counter()
        for entry in self._dated:
            if entry.date:
                found[entry.date.date().isoformat()[:7]] += documents[entry.source].words
        return {month: round(words / HUNDRED) for month, words in found.items()}

    @cached_property
    def by_week(self) -> Mapping[str, Sequence[Entry]]:
        """The posts of each week that has any, newest first."""
        return weeks_of(self._dated)

    @cached_property
    def by_month(self) -> Mapping[str, Sequence[Entry]]:
        """The posts of each month of any year, by its two digits, newest first."""
        found: dict[str, list[Entry]] = {}
        for entry in self._dated:
            if entry.date:
                found.setdefault(f"{entry.date.month:02d}", []).append(entry)
        return found

    @cached_property
    def _items(self) -> Mapping[str, Sequence[Item]]:
        """What the posts that hold any items hold, by source."""
        found: dict[str, list[Item]] = {}
        for pairs in self._site.items.values():
            for source, item in pairs:
                found.setdefault(source, []).append(item)
        return found

    def items_in(self, entries: Iterable[Entry], kinds: Sequence[Kind]) -> Sequence[tuple[str, Item]]:
        """What these posts hold of some kinds, in the order of the posts and of their text."""
        return [(e.source, item) for e in entries for item in self._items.get(e.source, ()) if item.kind in kinds]

    def tallies(self, kind: Kind) -> Mapping[str, Tally]:
        """Of each month, as `2023-07`, what was first met there of a kind; under an empty name what has no date."""
        dates = {entry.source: entry.date for entry in self._site.entries} if self._site.items.get(kind) else {}
        met: set[str] = set()
        found: dict[str, Tally] = {}
        for source, item in self._site.items.get(kind, ()):
            name = item.text.casefold()
            if kind == "term" and name in met:
                continue
            met.add(name)
            moment = dates[source]
            month = moment.date().isoformat()[:7] if moment else ""
            count, done = found.get(month, (0, 0))
            found[month] = (count + 1, done + item.done)
        return found

    def tag_years(self, limit: int) -> tuple[tuple[TermLink, tuple[tuple[str, int], ...]], ...]:
        """The tags with most posts, each with its number of posts of every year that has any, oldest first."""
        largest = sorted(self._site.tags.terms, key=lambda term: -len(term.entries))[:limit]
        return tuple(
            (
                TermLink(term.name, term.permalink),
                tuple(sorted(Counter(f"{e.date.year:04d}" for e in term.entries if e.date).items())),
            )
            for term in largest
        )

    @cached_property
    def earlier(self) -> Mapping[str, Entry]:
        """Of each post that has one, by source, the post nearest to a year before it."""
        oldest_first = [entry for entry in reversed(self._dated) if entry.date]
        days = [entry.date.date() for entry in oldest_first if entry.date]
        # Posts that are a day apart in one zone may stand the other way round in another.
        in_order = sorted(range(len(days)), key=days.__getitem__)
        days = [days[n] for n in in_order]
        found: dict[str, Entry] = {}
        places: dict[object, int | None] = {}
        for n, day in zip(in_order, days, strict=True):
            if day not in places:
                before = a_year_before(day)
                places[day] = nearest(days, before, _A_FEW_WEEKS) if before else None
            place = places[day]
            if place is not None:
                found[oldest_first[n].source] = oldest_first[in_order[place]]
        return found

    @cached_property
    def growing(self) -> Sequence[Entry]:
        """The posts that say how far they have grown."""
        return [entry for entry in self._site.entries if entry.status]
