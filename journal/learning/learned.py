"""Learned: what posts hold beside their prose, and when it came there, as pages may ask for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from journal.entry import Entry
from journal.items import Kind, Thread
from journal.learning.answers import ItemAnswer, Threads
from journal.learning.cardkeys import keys_of
from journal.learning.collected import all_of
from journal.learning.decks import deck_path, is_in
from journal.learning.listed import LISTED, TOLD_OF_LISTED, Listed
from journal.learning.tallies import Tally, months_of, of_collected, of_threads, tally_of
from journal.learning.threads import THREADED
from journal.learning.timeline import Timeline
from journal.site import Site

WeekAnswer = tuple[tuple[Entry, ...], tuple[ItemAnswer, ...], Threads, Threads]
"""The posts of a week, what they hold, and the questions and plans that came to an end in them."""
_ANSWERED, _STILL_OPEN = 100, 10
"""So many questions of a month are told: those answered last, and the oldest that are open."""


class Learned(Listed):
    """The items of a site in time."""

    def __init__(self, site: Site, places: Mapping[str, int]) -> None:
        super().__init__(site, places)
        self.timeline = Timeline(site)

    @cached_property
    def _cards(self) -> tuple[tuple[str, ItemAnswer], ...]:
        every = self.items("card")
        keys = keys_of((entry, item) for entry, item, *_ in every)
        return tuple((key, found) for key, found in zip(keys, every, strict=True) if key)

    def cards(self, taxonomy: str, permalink: str, deck: str) -> tuple[tuple[str, ItemAnswer], ...]:
        """The flashcards of the site, of a term or of a deck, each with the key that it has among all."""
        if deck:
            return tuple(found for found in self._cards if is_in(deck_path(found[1][1].deck), deck))
        if not taxonomy:
            return self._cards
        sources = {entry.source for entry in self.site.taxonomy(taxonomy).by_permalink[permalink].entries}
        return tuple(found for found in self._cards if found[1][0].source in sources)

    def week(self, week: str, kinds: str) -> WeekAnswer:
        """The posts, what they hold of some kinds, named with a space between, and what ended in them."""
        entries, wanted = tuple(self.timeline.by_week[week]), kinds.split(" ")
        items = ((e.source, item) for e in entries for item in self._items(e.source) if item.kind in wanted)
        found = tuple(self._answer(source, item) for source, item in items)
        answered, done = (self._pairs(kind, self._ended_in(kind, entries)) for kind in THREADED)
        return entries, found, answered, done

    def told_of_week(self, entries: Mapping[str, str], week: str, _: str) -> str:
        """What tells it from others."""
        posts, told = self.timeline.by_week[week], self._told_of_posts(entries)
        every = [told[entry.source] for entry in posts]
        return "\n".join([*every, *(self._told(self._ended_in(kind, posts), entries) for kind in THREADED)])

    def month(self, month: str) -> tuple[tuple[Entry, ...], Threads, Threads]:
        """The posts; of the questions asked in them, those that found an answer, and the oldest that did not."""
        answered, still_open = self._asked_in(month)
        return (
            tuple(self.timeline.by_month[month]),
            self._pairs("question", answered),
            self._pairs("question", still_open),
        )

    def told_of_month(self, entries: Mapping[str, str], month: str) -> str:
        """What tells it from others."""
        posts = " ".join([entries[entry.source] for entry in self.timeline.by_month[month]])
        return "\n".join([posts, *(self._told(some, entries) for some in self._asked_in(month))])

    def tallies(self, kind: Kind) -> Mapping[str, Tally]:
        """By month."""
        places = (
            of_threads(self.site.threads.get(kind, ())) if kind in THREADED else of_collected(all_of(kind, self.site))
        )
        return tally_of(*places, self._months)

    @cached_property
    def _months(self) -> Mapping[str, str]:
        return months_of(self.site.entries)

    def superseding(self, source: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...], tuple[tuple[Entry, str], ...]]:
        """The posts whose place one takes, those that take its place, and those that correct it, with where."""
        older = self.site.supersedes.get(source, ())
        newer = [other for other, targets in self.site.supersedes.items() if source in targets]
        corrected = tuple((self.entry(other), id_) for other, id_ in self.site.corrected.get(source, ()))
        return tuple(map(self.entry, older)), tuple(map(self.entry, newer)), corrected

    @cached_property
    def _by_place(self) -> Mapping[Kind, tuple[Mapping[str, Sequence[int]], Mapping[str, Sequence[int]]]]:
        """The numbers of the questions and plans, by where they were begun and by where they ended."""
        return {kind: _places_of(self.site.threads.get(kind, ())) for kind in THREADED}

    def _numbered(self, kind: Kind, entries: Iterable[Entry], by_source: Mapping[str, Sequence[int]]) -> list[Thread]:
        """The questions or plans of some posts, in the order of all."""
        every = self.site.threads.get(kind, ())
        sources = [entry.source for entry in entries if entry.source in by_source]
        return [every[n] for n in sorted([n for source in sources for n in by_source[source]])]

    def _ended_in(self, kind: Kind, entries: Iterable[Entry]) -> Sequence[Thread]:
        return self._numbered(kind, entries, self._by_place[kind][1])

    def _asked_in(self, month: str) -> tuple[Sequence[Thread], Sequence[Thread]]:
        """Those answered last, and the oldest that are open; those of the newest year were not asked then."""
        posts = self.timeline.by_month[month]
        threads = self._numbered("question", posts, self._by_place["question"][0])
        newest = max([entry.date.year for entry in posts if entry.date])
        past = {entry.source for entry in posts if entry.date and entry.date.year < newest}
        answered = (thread for thread in threads if not thread.is_open)
        still_open = (thread for thread in threads if thread.is_open and thread.source in past)
        return [*islice(answered, _ANSWERED)], [*islice(still_open, _STILL_OPEN)]


def _places_of(threads: Sequence[Thread]) -> tuple[Mapping[str, Sequence[int]], Mapping[str, Sequence[int]]]:
    begun: dict[str, list[int]] = {}
    ended: dict[str, list[int]] = {}
    for number, (source, _, end, _, done) in enumerate(threads):
        begun.setdefault(source, []).append(number)
        if end or done:
            ended.setdefault(end or source, []).append(number)
    return begun, ended


LEARNED: Mapping[str, Callable[..., Any]] = {
    **LISTED,
    "cards": Learned.cards,
    "days": lambda learned: learned.timeline.days,
    "words": lambda learned: learned.timeline.words,
    "tallies": Learned.tallies,
    "tag years": lambda learned, limit: learned.timeline.tag_years(limit),
    "weeks": lambda learned: {week: len(entries) for week, entries in learned.timeline.by_week.items()},
    "week": Learned.week,
    "month": Learned.month,
    "looks back": lambda learned: learned.timeline.looks_back,
    "growing": lambda learned: tuple(learned.timeline.growing),
}
"""Questions about all posts."""

TOLD_OF: Mapping[str, Callable[..., str]] = {
    **TOLD_OF_LISTED,
    "week": Learned.told_of_week,
    "month": Learned.told_of_month,
    # Whose keys hang on all others, in whatever term they are.
    "cards": lambda learned, entries, *_: learned.told_of_items(entries, "card"),
}
"""Of questions with long answers, what tells two answers apart, given digests of entries."""
