"""Learned: what posts hold beside their prose, and when it came there, as pages may ask for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from journal.entry import Entry
from journal.items import Item, Kind, Thread
from journal.leads import Lead
from journal.learning.cardkeys import keys_of
from journal.learning.tallies import Tally, months_of, tallied
from journal.learning.threads import ENDS, THREADED, by_term, terms_of
from journal.learning.timeline import Timeline
from journal.learning.uses import Word, told_of_uses, uses_of, words_of
from journal.site import Site

ItemAnswer = tuple[Entry, Item, tuple[tuple[str, str | None], ...], Mapping[str, Lead]]
"""An item, with its entry, and where its links and wikilinks may lead."""
Threads = tuple[tuple[ItemAnswer, ItemAnswer | None], ...]
"""Questions or plans, each with the item that ended it, where that stands elsewhere."""
Outcome = tuple[str, Kind, Entry, str]
"""The id and kind of an item that ended in another place, and where that was."""
_STILL_OPEN = 10
"""So many open questions of a month are told, the oldest."""


class Learned:
    """The items of a site. Raises LookupError for what the site does not have.

    `places` says where each post stands in the list of all, newest first. Items are read only for those who show
    them: what tells two answers apart is known without.
    """

    def __init__(self, site: Site, places: Mapping[str, int]) -> None:
        self.site, self._places = site, places
        self.timeline = Timeline(site)
        self._told_posts: dict[str, str] = {}
        self._by_term: dict[Kind, Mapping[tuple[str, str], Sequence[Thread]]] = {}
        self._read: dict[str, tuple[Item, ...]] = {}

    @cached_property
    def _months(self) -> Mapping[str, str]:
        return months_of(self.site.entries)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the glossary that entries may use."""
        return words_of(self.site)

    def entry(self, source: str) -> Entry:
        """The post made from a source."""
        return self.site.entries[self._places[source]]

    def items(self, kind: Kind) -> tuple[ItemAnswer, ...]:
        """Oldest first."""
        return tuple(self._answer(source, item) for source, item in self.site.items.get(kind, ()))

    def told_of_items(self, entries: Mapping[str, str], kind: Kind) -> str:
        """What tells the items of a kind from others, given a digest of each entry."""
        if kind not in self.site.items:
            return ""
        return "\n".join(self._told_of_post(source, entries) for source, _ in self.site.items[kind].documents)

    def of_term(self, kind: Kind, taxonomy: str = "", permalink: str = "") -> Sequence[Thread]:
        """All questions or plans, or those that were begun in the posts of a term."""
        if kind not in self._by_term:
            self._by_term[kind] = by_term(self.site.threads.get(kind, ()), self.site.entries)
        return self._by_term[kind][taxonomy, permalink]

    def threads(self, kind: Kind, taxonomy: str, permalink: str, start: int, stop: int | None) -> Threads:
        """Some of these, by their place in the list."""
        return self._pairs(kind, self.of_term(kind, taxonomy, permalink)[start:stop])

    def told_of_threads(self, entries: Mapping[str, str], kind: Kind, *about: Any) -> str:  # noqa: ANN401 - as `threads`
        """What tells them from others."""
        taxonomy, permalink, start, stop = about
        return self._told(self.of_term(kind, taxonomy, permalink)[start:stop], entries)

    def thread_counts(self, kind: Kind, taxonomy: str, permalink: str) -> tuple[int, int]:
        """How many of these are open, and how many ended."""
        every = self.of_term(kind, taxonomy, permalink)
        still_open = sum([thread.is_open for thread in every])
        return still_open, len(every) - still_open

    def thread_pages(self, kind: Kind, taxonomy: str, permalink: str, size: int) -> int:
        """How many pages of that size they take; one with 0."""
        return -(-len(self.of_term(kind, taxonomy, permalink)) // size) if size else 1

    @cached_property
    def outcomes(self) -> Mapping[str, Sequence[Outcome]]:
        """By source, what was begun there and ended in another place."""
        found: dict[str, list[Outcome]] = {}
        for kind in THREADED:
            for source, id_, end, end_id, _ in self.site.threads.get(kind, ()):
                if end:
                    found.setdefault(source, []).append((id_, kind, self.entry(end), end_id))
        return found

    @cached_property
    def kinds_in(self) -> Mapping[tuple[str, str], Sequence[Kind]]:
        """By taxonomy and permalink, the kinds of items that the posts of a term hold."""
        found: dict[tuple[str, str], dict[Kind, None]] = {}
        for kind, items in self.site.items.items():
            for source, _ in items.documents:
                for term in terms_of(self.entry(source)):
                    found.setdefault(term, {})[kind] = None
        return {term: tuple(sorted(kinds)) for term, kinds in found.items()}

    @cached_property
    def _cards(self) -> tuple[tuple[str, ItemAnswer], ...]:
        every = self.items("card")
        keys = keys_of((entry, item) for entry, item, *_ in every)
        return tuple((key, found) for key, found in zip(keys, every, strict=True) if key)

    def cards(self, taxonomy: str, permalink: str) -> tuple[tuple[str, ItemAnswer], ...]:
        """The flashcards of the site or of a term, each with the key that it has among all."""
        if not taxonomy:
            return self._cards
        sources = {entry.source for entry in self.site.taxonomy(taxonomy).by_permalink[permalink].entries}
        return tuple(found for found in self._cards if found[1][0].source in sources)

    def week(self, week: str, kinds: str) -> tuple[tuple[Entry, ...], tuple[ItemAnswer, ...], Threads]:
        """The posts, what they hold of some kinds, named with a space between, and the questions settled there."""
        entries, wanted = tuple(self.timeline.by_week[week]), kinds.split(" ")
        items = ((e.source, item) for e in entries for item in self._items(e.source) if item.kind in wanted)
        found = tuple(self._answer(source, item) for source, item in items)
        return entries, found, self._pairs("question", self._settled_in(entries))

    def told_of_week(self, entries: Mapping[str, str], week: str, _: str) -> str:
        """What tells it from others."""
        posts = self.timeline.by_week[week]
        every = [self._told_of_post(entry.source, entries) for entry in posts]
        return "\n".join([*every, self._told(self._settled_in(posts), entries)])

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
        if kind not in THREADED:
            return self.site.tallies.get(kind, {})
        found = ((thread.source, not thread.is_open) for thread in self.site.threads.get(kind, ()))
        return tallied(found, self._months)

    def superseding(self, source: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """The posts whose place one takes, and those that take its place."""
        older = self.site.supersedes.get(source, ())
        newer = [other for other, targets in self.site.supersedes.items() if source in targets]
        return tuple(map(self.entry, older)), tuple(map(self.entry, newer))

    def superseded(self) -> tuple[tuple[Entry, tuple[Entry, ...]], ...]:
        """Each post that takes the place of others, with these."""
        return tuple((self.entry(source), tuple(map(self.entry, old))) for source, old in self.site.supersedes.items())

    @cached_property
    def _by_place(self) -> tuple[Mapping[str, Sequence[int]], Mapping[str, Sequence[int]]]:
        """The numbers of the questions, by where they were asked and by where they were settled."""
        asked: dict[str, list[int]] = {}
        settled: dict[str, list[int]] = {}
        for number, thread in enumerate(self.site.threads.get("question", ())):
            asked.setdefault(thread.source, []).append(number)
            if not thread.is_open:
                settled.setdefault(thread.end or thread.source, []).append(number)
        return asked, settled

    def _numbered(self, entries: Iterable[Entry], by_source: Mapping[str, Sequence[int]]) -> Sequence[Thread]:
        """The questions of some posts, in the order of all."""
        every = self.site.threads.get("question", ())
        return [every[n] for n in sorted(n for entry in entries for n in by_source.get(entry.source, ()))]

    def _settled_in(self, entries: Iterable[Entry]) -> Sequence[Thread]:
        return self._numbered(entries, self._by_place[1])

    def _asked_in(self, month: str) -> tuple[Sequence[Thread], Sequence[Thread]]:
        """Those that found an answer, and the oldest that did not; those of the newest year were not asked then."""
        posts = self.timeline.by_month[month]
        newest = max(entry.date.year for entry in posts if entry.date)
        answered = [thread for thread in self._numbered(posts, self._by_place[0]) if not thread.is_open]
        past = (entry for entry in posts if entry.date and entry.date.year < newest)
        still_open = (thread for thread in self._numbered(past, self._by_place[0]) if thread.is_open)
        return answered, [*islice(still_open, _STILL_OPEN)]

    def _pairs(self, kind: Kind, found: Iterable[Thread]) -> Threads:
        """Threads as pages show them."""
        return tuple(
            (self._found(t.source, kind, t.id), self._found(t.end, ENDS[kind], t.end_id) if t.end else None)
            for t in found
        )

    def _found(self, source: str, kind: Kind, id_: str) -> ItemAnswer:
        return self._answer(source, next(i for i in self._items(source) if i.id == id_ and i.kind == kind))

    def _items(self, source: str) -> tuple[Item, ...]:
        """All that a post holds."""
        if source not in self._read:
            self._read[source] = tuple(self.site.documents[source].items)
        return self._read[source]

    def _answer(self, source: str, item: Item) -> ItemAnswer:
        return self.entry(source), item, *self._ways(source)

    def _ways(self, source: str) -> tuple[tuple[tuple[str, str | None], ...], Mapping[str, Lead]]:
        """Where the links lead that the items of a post may hold."""
        document = self.site.documents[source]
        return (self.site.ways(document), self.site.leads.get(source, {})) if document.items.linked else ((), {})

    def _told_of_post(self, source: str, entries: Mapping[str, str]) -> str:
        """What tells a post and its items from others."""
        if source not in self._told_posts:
            items = self.site.documents[source].items
            told = f"{entries[source]} {items.digest} {self._ways(source) if items.linked else ''}"
            self._told_posts[source] = told
        return self._told_posts[source]

    def _told(self, found: Iterable[Thread], entries: Mapping[str, str]) -> str:
        """What tells threads, as pages show them, from others."""
        return "\n".join(self._told_of_thread(thread, entries) for thread in found)

    def _told_of_thread(self, thread: Thread, entries: Mapping[str, str]) -> str:
        end = f"{self._told_of_post(thread.end, entries)} {thread.end_id}" if thread.end else ""
        return f"{self._told_of_post(thread.source, entries)} {thread.id} {thread.done} {end}"


LEARNED: Mapping[str, Callable[..., Any]] = {
    "items": Learned.items,
    "threads": Learned.threads,
    "thread counts": Learned.thread_counts,
    "thread pages": Learned.thread_pages,
    "kinds in": lambda learned, taxonomy, permalink: learned.kinds_in.get((taxonomy, permalink), ()),
    "uses": lambda learned: uses_of(learned.site, learned.words),
    "shelf": lambda learned: learned.site.shelf,
    "cards": Learned.cards,
    "days": lambda learned: learned.timeline.days,
    "words": lambda learned: learned.timeline.words,
    "tallies": Learned.tallies,
    "tag years": lambda learned, limit: learned.timeline.tag_years(limit),
    "weeks": lambda learned: {week: len(entries) for week, entries in learned.timeline.by_week.items()},
    "week": Learned.week,
    "month": Learned.month,
    "growing": lambda learned: tuple(learned.timeline.growing),
    "superseded": Learned.superseded,
}
"""Questions about all posts."""

TOLD_OF: Mapping[str, Callable[..., str]] = {
    "items": Learned.told_of_items,
    "threads": Learned.told_of_threads,
    "week": Learned.told_of_week,
    "month": Learned.told_of_month,
    "uses": lambda learned, entries: told_of_uses(learned.site, learned.words, entries),
    # Whose keys hang on all others, in whatever term they are.
    "cards": lambda learned, entries, *_: learned.told_of_items(entries, "card"),
}
"""Of questions with long answers, what tells two answers apart, given digests of entries."""
