"""Lists of threads: pages of questions or plans, of all posts and of each journal and series, below its page."""

from collections.abc import Iterator

from journal.items import Kind
from journal.kinds.listing import numbered, place_among, window
from journal.kinds.narrowed import narrow_of
from journal.learning.threads import by_term
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, always
from journal.site import Site

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
        narrow = narrow_of(page)
        taxonomy, permalink = narrow.taxonomy, narrow.permalink
        size = _size(reader.config.paginate)
        shown = reader.threads(kind, taxonomy, permalink, *window(page, size))
        still_open = tuple(thread for thread in shown if thread.is_open)
        term = narrow.term(thread.item.entry for thread in shown)
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

    return PageKind(name, pages, view, passing=always)


def _size(paginate: int) -> int:
    """How many stand on a page; 0 for all, as with the other lists."""
    return _ON_A_PAGE if paginate else 0
