"""`404.html`: what hosts show for an address that is not there."""

from collections.abc import Iterator

from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("404", pages, view, passing=always))


def pages(_: Site) -> Iterator[Page]:
    """The one page."""
    yield Page("/404.html", "404", "404.html")


def view(_page: Page, _reader: Reader) -> View:
    """Nothing beyond what every page sees."""
    return View(title="Page not found", noindex=True)
