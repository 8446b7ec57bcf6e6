"""What the pages of tags, journals and series share: an index of the terms, and the entries of one term."""

from collections.abc import Callable, Iterator

from journal.kinds.feeds import feeds_of_term
from journal.kinds.listing import by_year, pages_of_list, pagination, window
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind
from journal.site import Site, Taxonomy
from journal.views import TermView


def index_of(name: str, permalink: str, heading: str, taxonomy: Callable[[Site], Taxonomy]) -> PageKind:
    """A kind with one page that lists the terms of a taxonomy; none where there are no terms."""

    def pages(site: Site) -> Iterator[Page]:
        if taxonomy(site).terms:
            yield Page(permalink, name, "terms.html", subject=taxonomy(site).name)

    def view(page: Page, reader: Reader) -> View:
        terms = tuple(TermView(t.name, t.permalink, len(t.entries)) for t in reader.terms(page.subject))
        return View(title=heading, data={"heading": heading, "terms": terms})

    return PageKind(name, pages, view)


def lists_of(name: str, taxonomy: Callable[[Site], Taxonomy]) -> PageKind:
    """A kind with the pages of every term of a taxonomy, newest entries first."""

    def pages(site: Site) -> Iterator[Page]:
        for term in taxonomy(site).terms:
            yield from pages_of_list(name, "term.html", term.permalink, len(term.entries), site.config.paginate)

    def view(page: Page, reader: Reader) -> View:
        term = reader.term(_TAXONOMIES[name], page.subject)
        size = reader.config.paginate
        start, stop = window(page, size)
        return View(
            title=term.name if page.number == 1 else f"{term.name}, page {page.number}",
            feeds=tuple(feeds_of_term(term, reader.config)),
            data={
                "term": TermView(term.name, term.permalink, len(term.entries)),
                "groups": by_year(term.entries[start:stop]),
                "pagination": pagination(page, len(term.entries), size),
            },
        )

    return PageKind(name, pages, view)


_TAXONOMIES = {"tag": "tags", "journal": "journals"}
