"""The questions of all posts, or of one journal or series: those that are open, and those that found an answer."""

from collections.abc import Iterator

from journal.kinds.narrowed import narrow_of, pages_for
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry
from journal.site import Site


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("questions", pages, view))


def pages(site: Site) -> Iterator[Page]:
    """One page, and one for each journal and series, where there are questions."""
    yield from pages_for(site, "question", "questions", "questions/", "questions.html")


def view(page: Page, reader: Reader) -> View:
    """The open ones by age, oldest first; those that were answered last come first."""
    narrow = narrow_of(page)
    still_open, answered = reader.threads("question", narrow.taxonomy, narrow.permalink)
    term = narrow.term((*still_open, *answered))
    return View(
        title=f"Questions in {term.name}" if term else "Questions",
        data={"heading": "Questions", "term": term, "open": still_open, "answered": answered},
    )
