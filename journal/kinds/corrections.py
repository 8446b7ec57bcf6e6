"""Corrections: `/changed-my-mind/`, what was unlearned; of all posts, and of each journal and series."""

from collections.abc import Iterator

from journal.entry import Entry
from journal.frozen import frozen
from journal.itemviews import ItemView
from journal.kinds.listing import place_among
from journal.kinds.narrowed import narrow_of, pages_of
from journal.learning.collected import page_size
from journal.learning.threads import terms_of
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site

_NAME = "corrections"


@frozen
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
    registry.add_page_kind(PageKind(_NAME, pages, view, passing=always))


def pages(site: Site) -> Iterator[Page]:
    """Where something was taken back, or an entry took another's place."""
    found = site.collected.get("correction", {})
    sizes = {term: len(corrections) for term, corrections in found.items() if corrections}
    for entry in [entry for entry in site.entries if entry.source in site.supersedes] if site.supersedes else ():
        for term in (("", ""), *terms_of(entry)):
            sizes.setdefault(term, 1)
    yield from pages_of(site, _NAME, "corrections.html", sizes, page_size(site.config))


def view(page: Page, reader: Reader) -> View:
    """Corrections within entries, newest first, and on the first page the entries that were written anew."""
    narrow, size = narrow_of(page), page_size(reader.config)
    part = narrow.part(page, size)
    superseded = reader.superseded(narrow.taxonomy, narrow.permalink) if page.number == 1 else ()
    whole = [Change(entry, instead) for entry, instead in superseded]
    whole.sort(key=lambda change: change.entry.date.timestamp() if change.entry.date else 0.0, reverse=True)
    within = (items[0] for _, items in reader.collected("correction", *part))
    term = narrow.term(reader)
    title = f"Changed my mind in {term.name}" if term else "Changed my mind"
    total = reader.collected_pages("correction", *part[:3], size)
    return View(
        title=title if page.number == 1 else f"{title}, page {page.number}",
        data={
            "term": term,
            "superseded": tuple(whole),
            "corrections": tuple(Change(item.entry, item=item) for item in within),
            "pagination": place_among(narrow.list(_NAME), page.number, total),
        },
    )
