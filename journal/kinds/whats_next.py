"""What's next: the plans of all posts, or of one journal or series; those still open, and what was done."""

from collections.abc import Iterator

from journal.kinds.narrowed import narrow_of, pages_for
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry
from journal.site import Site


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("next", pages, view))


def pages(site: Site) -> Iterator[Page]:
    """One page, and one for each journal and series, where there are plans."""
    yield from pages_for(site, "plan", "next", "next/", "next.html")


def view(page: Page, reader: Reader) -> View:
    """The open ones, oldest first; what was done last comes first."""
    narrow = narrow_of(page)
    still_open, done = reader.threads("plan", narrow.taxonomy, narrow.permalink)
    term = narrow.term((*still_open, *done))
    return View(
        title=f"What\u2019s next in {term.name}" if term else "What\u2019s next",
        data={"heading": "What\u2019s next", "term": term, "open": still_open, "done": done},
    )
