"""Narrowed: pages of questions or plans, of all posts and of each journal and series, below its page."""

from collections.abc import Iterator

from journal.entry import TermLink
from journal.items import Kind
from journal.kinds.listing import numbered, place_among, window
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind
from journal.site import Site
from journal.threads import by_term
from journal.views import ThreadView

_PAGES: tuple[tuple[Kind, str, str, str], ...] = (
    ("question", "questions", "questions/", "questions"),
    ("plan", "next", "next/", "what\u2019s next"),
)
"""What the posts must hold, the page kind, its path below the term's, and its name in a list of links."""
_ON_A_PAGE = 100
"""So many threads, as each takes but a line or two."""


def lists_of_threads(kind: Kind, name: str, path: str, template: str, heading: str) -> PageKind:
    """A kind with the threads of all posts and of each term that has some: the open ones, then those that ended."""

    def pages(site: Site) -> Iterator[Page]:
        for (taxonomy, permalink), threads in sorted(by_term(site.threads.get(kind, ()), site.entries).items()):
            size = _size(site.config.paginate)
            total = -(-len(threads) // size) if size else min(len(threads), 1)
            subject = f"{taxonomy} {permalink}" if taxonomy else ""
            for number in range(1, total + 1):
                yield Page(numbered(f"{permalink or '/'}{path}", number), name, template, subject, number)

    def view(page: Page, reader: Reader) -> View:
        taxonomy, _, permalink = page.subject.partition(" ")
        size = _size(reader.config.paginate)
        shown = reader.threads(kind, taxonomy, permalink, *window(page, size))
        still_open = tuple(thread for thread in shown if thread.is_open)
        term = _term(shown, permalink)
        title = f"{heading} in {term.name}" if term else heading
        total = reader.thread_pages(kind, taxonomy, permalink, size)
        return View(
            title=title if page.number == 1 else f"{title}, page {page.number}",
            data={
                "heading": heading,
                "term": term,
                "open": still_open,
                "ended": shown[len(still_open) :],
                # On one page only: a new question must not change all of them.
                "counts": reader.thread_counts(kind, taxonomy, permalink) if page.number == 1 else None,
                "pagination": place_among(f"{permalink or '/'}{path}", page.number, total),
            },
        )

    return PageKind(name, pages, view)


def links_of_term(taxonomy: str, permalink: str, reader: Reader) -> tuple[TermLink, ...]:
    """The pages that a journal or series has of its own."""
    held = reader.kinds_in(taxonomy, permalink)
    disabled = reader.config.disable
    return tuple(
        TermLink(title, permalink + path) for kind, name, path, title in _PAGES if kind in held and name not in disabled
    )


def _size(paginate: int) -> int:
    """How many stand on a page; 0 for all, as with the other lists."""
    return _ON_A_PAGE if paginate else 0


def _term(threads: tuple[ThreadView, ...], permalink: str) -> TermLink | None:
    """The journal or series that a list is narrowed to, which every one of its posts names."""
    for thread in threads:
        entry = thread.item.entry
        terms: list[TermLink] = [*entry.journals, *([entry.series] if entry.series else [])]
        for term in terms:
            if term.permalink == permalink:
                return term
    return None
