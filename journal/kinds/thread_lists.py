"""Lists of threads: pages of questions or plans, of all posts and of each journal and series, below its page."""

from collections.abc import Iterator

from journal.items import Kind
from journal.kinds.listing import place_among, window
from journal.kinds.narrowed import narrow_of, pages_of
from journal.learning.collected import page_size
from journal.learning.threads import by_term
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, always
from journal.site import Site


def lists_of_threads(kind: Kind, name: str, template: str, heading: str) -> PageKind:
    """A kind with the threads of all posts and of each term that has some: the open ones, then those that ended."""

    def pages(site: Site) -> Iterator[Page]:
        found = by_term(site.threads.get(kind, ()), site.entries)
        sizes = {term: len(threads) for term, threads in found.items() if threads}
        yield from pages_of(site, name, template, sizes, page_size(site.config))

    def view(page: Page, reader: Reader) -> View:
        narrow, size = narrow_of(page), page_size(reader.config)
        about = kind, narrow.taxonomy, narrow.permalink
        shown = reader.threads(*about, *window(page, size))
        still_open = tuple(thread for thread in shown if thread.is_open)
        term = narrow.term(reader)
        title = f"{heading} in {term.name}" if term else heading
        return View(
            title=title if page.number == 1 else f"{title}, page {page.number}",
            data={
                "heading": heading,
                "term": term,
                "open": still_open,
                "ended": shown[len(still_open) :],
                # On one page only: a new question must not change all of them.
                "counts": reader.thread_counts(*about) if page.number == 1 else None,
                "pagination": place_among(narrow.list(name), page.number, reader.thread_pages(*about, size)),
            },
        )

    return PageKind(name, pages, view, passing=always)
