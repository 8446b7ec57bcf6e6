"""Corrections: `/changed-my-mind/`, what was unlearned."""

from collections.abc import Iterator
from dataclasses import dataclass

from journal.entry import Entry
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site
from journal.views import ItemView


@dataclass(frozen=True, slots=True)
class Change:
    """A change of mind."""

    entry: Entry
    """Where it was written down."""
    instead: tuple[Entry, ...] = ()
    """The entries whose place that one takes."""
    item: ItemView | None = None
    """The correction itself, for one within an entry."""


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("corrections", pages, view, passing=always))


def pages(site: Site) -> Iterator[Page]:
    """One page, where something was taken back."""
    if site.supersedes or site.items.get("correction"):
        yield Page("/changed-my-mind/", "corrections", "corrections.html")


def view(_: Page, reader: Reader) -> View:
    """Whole entries that were written anew, then corrections within entries, newest first."""
    whole = [Change(entry, instead) for entry, instead in reader.superseded()]
    within = [Change(item.entry, item=item) for item in reversed(reader.items("correction"))]
    whole.sort(key=lambda change: change.entry.date.timestamp() if change.entry.date else 0.0, reverse=True)
    return View(title="Changed my mind", data={"superseded": tuple(whole), "corrections": tuple(within)})
