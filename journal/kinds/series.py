"""Series: `/series/`, and a page for each with its parts in reading order."""

from collections.abc import Iterator

from journal.feedlinks import feeds_of_term
from journal.kinds.narrowed import links_of_term
from journal.kinds.terms import index_of
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry
from journal.site import Site
from journal.views import TermView


def register(registry: Registry) -> None:
    """Add these kinds."""
    registry.add_page_kind(index_of("all-series", "/series/", "Series", "series"))
    registry.add_page_kind(PageKind("series", pages, view))


def pages(site: Site) -> Iterator[Page]:
    """One page a series."""
    for term in site.series.terms:
        yield Page(term.permalink, "series", "series.html", subject=term.permalink)


def view(page: Page, reader: Reader) -> View:
    """The parts of the series, first part first."""
    term = reader.term("series", page.subject)
    return View(
        title=term.name,
        feeds=tuple(feeds_of_term(term, reader.config)),
        data={
            "term": TermView(term.name, term.permalink, len(term.entries)),
            "parts": term.entries,
            "shelves": links_of_term("series", page.subject, reader),
        },
    )
