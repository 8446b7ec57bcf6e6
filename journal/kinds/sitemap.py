"""`sitemap.xml`: every page worth finding, split at the 50,000 that the protocol allows a file."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from journal.entry import Entry
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry
from journal.site import Site
from journal.views import SitemapUrl

MOST = 50_000
"""Addresses in one file, by https://www.sitemaps.org/protocol.html."""


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("sitemap", pages, view))


def pages(site: Site) -> Iterator[Page]:
    """One file, or an index and as many files as the addresses take."""
    entries = _listed((*site.entries, *site.pages))
    count = 1 + len(entries) + sum(len(taxonomy.terms) for taxonomy in (site.tags, site.journals, site.series))
    if count <= MOST:
        yield Page("/sitemap.xml", "sitemap", "sitemap.xml", number=1)
        return
    files = -(-count // MOST)
    yield Page("/sitemap.xml", "sitemap", "sitemap-index.xml", number=files)
    for number in range(1, files + 1):
        yield Page(f"/sitemap-{number}.xml", "sitemap", "sitemap.xml", number=number)


def view(page: Page, reader: Reader) -> View:
    """The addresses of one file, or the files of the index."""
    if page.template == "sitemap-index.xml":
        files = tuple(reader.absolute(f"/sitemap-{number}.xml") for number in range(1, page.number + 1))
        return View(data={"sitemaps": files})
    every = tuple(_addresses(reader))
    return View(data={"urls": every[(page.number - 1) * MOST : page.number * MOST]})


def _addresses(reader: Reader) -> Iterator[SitemapUrl]:
    posts = reader.posts()
    yield SitemapUrl(reader.absolute("/"), _newest(posts))
    for entry in _listed((*posts, *reader.plain_pages())):
        yield SitemapUrl(reader.absolute(entry.permalink), entry.updated or entry.date)
    for taxonomy in ("tags", "journals", "series"):
        for term in reader.terms(taxonomy):
            yield SitemapUrl(reader.absolute(term.permalink), _newest(term.entries))


def _listed(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those with an address of their own: drafts are not for search engines, and the home page stands first anyway."""
    return tuple(entry for entry in entries if entry.permalink != "/" and not entry.draft)


def _newest(entries: tuple[Entry, ...]) -> datetime | None:
    return max((moment for e in entries if (moment := e.updated or e.date)), default=None)
