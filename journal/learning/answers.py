"""Answers: items of a site as its pages are told of them, and what tells one such answer from another."""

from collections.abc import Iterable, Mapping

from journal.entry import Entry
from journal.items import Item, Kind, Thread
from journal.leads import Lead
from journal.learning.threads import ENDS
from journal.site import Site

ItemAnswer = tuple[Entry, Item, tuple[tuple[str, str | None], ...], Mapping[str, Lead]]
"""An item, with its entry, and where its links and wikilinks may lead."""
Threads = tuple[tuple[ItemAnswer, ItemAnswer | None], ...]
"""Questions or plans, each with the item that ended it, where that stands elsewhere."""


class Answers:
    """The items of a site. Raises LookupError for what the site does not have.

    `places` says where each post stands in the list of all, newest first. Items are read only for those who show
    them: what tells two answers apart is known without.
    """

    def __init__(self, site: Site, places: Mapping[str, int]) -> None:
        self.site, self._places = site, places
        self._read: dict[str, tuple[Item, ...]] = {}
        self._told_of: Mapping[str, str] = {}

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
        told = self._told_of_posts(entries)
        return "\n".join([told[source] for source, _ in self.site.items[kind].documents])

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

    def _told_of_posts(self, entries: Mapping[str, str]) -> Mapping[str, str]:
        """What tells each post and its items from others; asked by every page that shows one of them."""
        if not self._told_of:
            items = {entry.source: self.site.documents[entry.source].items for entry in self.site.entries}
            self._told_of = {
                source: f"{entries[source]} {i.digest} {self._ways(source) if i.linked else ''}"
                for source, i in items.items()
            }
        return self._told_of

    def _pairs(self, kind: Kind, found: Iterable[Thread]) -> Threads:
        """Threads as pages show them."""
        return tuple(
            (self._found(t.source, kind, t.id), self._found(t.end, ENDS[kind], t.end_id) if t.end else None)
            for t in found
        )

    def _found(self, source: str, kind: Kind, id_: str) -> ItemAnswer:
        return self._answer(source, next(i for i in self._items(source) if i.id == id_ and i.kind == kind))

    def _told(self, found: Iterable[Thread], entries: Mapping[str, str]) -> str:
        """What tells threads, as pages show them, from others."""
        told = self._told_of_posts(entries)
        return "\n".join(
            [
                f"{told[source]} {id_} {done} {told[end] if end else ''} {end_id}"
                for source, id_, end, end_id, done in found
            ]
        )
