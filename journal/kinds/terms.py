"""What the pages of tags, journals and series share: an index of the terms, and the entries of one term."""

from collections.abc import Iterator

from journal.feedlinks import feeds_of_term
from journal.kinds.listing import by_year, pages_of_list, pagination, window
from journal.kinds.narrowed import links_of_term
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, always
from journal.site import Site
from journal.views import TermView


def index_of(name: str, permalink: str, heading: str, taxonomy: str) -> PageKind:
    """A kind with one page that lists the terms of a taxonomy; none where there are no terms."""

    def pages(site: Site) -> Iterator[Page]:
        if site.taxonomy(taxonomy).terms:
            yield Page(permalink, name, "terms.html")

    def view(_: Page, reader: Reader) -> View:
        terms = tuple(TermView(term.name, term.permalink, count) for term, count in reader.term_counts(taxonomy))
        return View(title=heading, data={"heading": heading, "terms": terms})

    return PageKind(name, pages, view, passing=always)


def lists_of(name: str, taxonomy: str) -> PageKind:
    """A kind with the pages of every term of a taxonomy, newest entries first."""

    def pages(site: Site) -> Iterator[Page]:
        for term in site.taxonomy(taxonomy).terms:
            yield from pages_of_list(name, "term.html", term.permalink, len(term.entries), site.config.paginate)

    def view(page: Page, reader: Reader) -> View:
        term, count = reader.term_count(taxonomy, page.subject)
        size = reader.config.paginate
        return View(
            title=term.name if page.number == 1 else f"{term.name}, page {page.number}",
            feeds=tuple(feeds_of_term(term, reader.config)),
            data={
                "term": TermView(term.name, term.permalink, count),
                "groups": by_year(reader.term_posts(taxonomy, page.subject, *window(page, size))),
                "pagination": pagination(page, count, size),
                "shelves": links_of_term(taxonomy, page.subject, reader) if taxonomy == "journals" else (),
            },
        )

    return PageKind(name, pages, view)
