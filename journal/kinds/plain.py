"""Plain pages: `pages/about.md`, without a date and outside feeds."""

from collections.abc import Iterator

from journal.kinds.post import what_a_body_needs
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry
from journal.site import Site


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("page", pages, view))


def pages(site: Site) -> Iterator[Page]:
    """One page a source in `pages/`."""
    for entry in site.pages:
        template = site.documents[entry.source].front.template or "page.html"
        yield Page(entry.permalink, "page", template, subject=entry.source, source=entry.source)


def view(page: Page, reader: Reader) -> View:
    """The page, with what of a post it has too."""
    entry = reader.entry(page.subject)
    return View(
        title=entry.title,
        description=entry.excerpt,
        cover=entry.cover,
        noindex=entry.draft,
        data=what_a_body_needs(entry, reader) | {"series": None, "newer": None, "older": None, "related": ()},
    )
