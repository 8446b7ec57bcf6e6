"""Learned: what posts hold beside their prose, and when it came there, as pages may ask for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from journal.cardkeys import keys_of
from journal.document import Document
from journal.entry import Entry
from journal.glossary import folded
from journal.items import Item, Kind
from journal.leads import Lead
from journal.site import Site
from journal.threads import THREADED, Thread, terms_of, threads
from journal.timeline import Tally, Timeline
from journal.uses import Word, uses_of, words_of
from journal.weblinks import identity_of

ItemAnswer = tuple[Entry, Item, tuple[tuple[str, str | None], ...], Mapping[str, Lead]]
"""An item, with its entry, and where its links and wikilinks may lead."""
Threads = tuple[tuple[ItemAnswer, ItemAnswer | None], ...]
"""Questions or plans, each with the item that ended it, where that stands elsewhere."""
Outcome = tuple[str, Kind, Entry, str]
"""The id and kind of an item that ended in another place, and where that was."""

_SAME: Mapping[Kind, Callable[[Item], str]] = {
    "term": lambda item: folded(item.text),
    "resource": lambda item: identity_of(item.url),
}
"""What tells two things of a kind apart, where it is not their place."""


class Learned:
    """The items of a site. Raises LookupError for what the site does not have.

    `places` says where each post stands in the list of all, newest first.
    """

    def __init__(self, site: Site, places: Mapping[str, int]) -> None:
        self.site, self._places = site, places
        self.timeline = Timeline(site)
        self._threads: dict[Kind, Mapping[tuple[str, str], Sequence[Thread]]] = {}

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

    def told_of_items(self, kind: Kind, entries: Mapping[str, str]) -> str:
        """What tells the items of a kind from others, without a look at each, given a digest of each entry."""
        if kind not in self.site.items:
            return ""
        documents = self.site.documents
        return "\n".join(
            f"{entries[source]} {items.digest} {self._ways(documents[source]) if items.linked else ''}"
            for source, items in self.site.items[kind].documents
        )

    def threads(self, kind: Kind, taxonomy: str = "", permalink: str = "") -> Sequence[Thread]:
        """All questions or plans, or those that were begun in the posts of a term."""
        if kind not in self._threads:
            found: dict[tuple[str, str], list[Thread]] = {("", ""): []}
            for thread in threads(kind, self.site, self._places):
                for term in (("", ""), *terms_of(self.entry(thread.source))):
                    found.setdefault(term, []).append(thread)
            self._threads[kind] = found
        return self._threads[kind][taxonomy, permalink]

    def pairs(self, found: Iterable[Thread]) -> Threads:
        """Threads as pages show them."""
        return tuple(
            (self._answer(thread.source, thread.item), self._answer(*thread.end) if thread.end else None)
            for thread in found
        )

    @cached_property
    def outcomes(self) -> Mapping[str, Sequence[Outcome]]:
        """By source, what was begun there and ended in another place."""
        found: dict[str, list[Outcome]] = {}
        for kind in THREADED:
            for thread in self.threads(kind):
                if thread.end:
                    source, item = thread.end
                    found.setdefault(thread.source, []).append((thread.item.id, kind, self.entry(source), item.id))
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
        entries = tuple(self.timeline.by_week[week])
        items = self.timeline.items_in(entries, cast(list[Kind], kinds.split(" ")))
        here = {entry.source for entry in entries}
        settled = (t for t in self.threads("question") if not t.is_open and (t.end or (t.source,))[0] in here)
        return entries, tuple(self._answer(source, item) for source, item in items), self.pairs(settled)

    def month(self, month: str) -> tuple[tuple[Entry, ...], Threads]:
        """The posts, and the questions that were asked in them."""
        entries = tuple(self.timeline.by_month[month])
        here = {entry.source for entry in entries}
        return entries, self.pairs(thread for thread in self.threads("question") if thread.source in here)

    def tallies(self, kind: Kind) -> Mapping[str, Tally]:
        """By month. What is one thing to readers counts where it was first met, however often it is named."""
        if kind in THREADED:
            return self.timeline.tallies((thread.source, not thread.is_open) for thread in self.threads(kind))
        first: dict[str, tuple[str, bool]] = {}
        for n, (source, item) in enumerate(self.site.items.get(kind, ())):
            first.setdefault(_SAME[kind](item) if kind in _SAME else str(n), (source, item.done))
        return self.timeline.tallies(first.values())

    def superseding(self, source: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """The posts whose place one takes, and those that take its place."""
        older = self.site.supersedes.get(source, ())
        newer = [other for other, targets in self.site.supersedes.items() if source in targets]
        return tuple(map(self.entry, older)), tuple(map(self.entry, newer))

    def superseded(self) -> tuple[tuple[Entry, tuple[Entry, ...]], ...]:
        """Each post that takes the place of others, with these."""
        return tuple((self.entry(source), tuple(map(self.entry, old))) for source, old in self.site.supersedes.items())

    def _answer(self, source: str, item: Item) -> ItemAnswer:
        return self.entry(source), item, *self._ways(self.site.documents[source])

    def _ways(self, document: Document) -> tuple[tuple[tuple[str, str | None], ...], Mapping[str, Lead]]:
        """Where the links lead that the items of a document may hold."""
        if not document.items.linked:
            return (), {}
        return self.site.ways(document), self.site.leads.get(document.source, {})


LEARNED: Mapping[str, Callable[..., Any]] = {
    "items": Learned.items,
    "threads": lambda learned, *about: learned.pairs(learned.threads(*about)),
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
