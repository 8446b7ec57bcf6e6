"""`sitemap.xml`: every page worth finding, split at the 50,000 that the protocol allows a file."""

from collections.abc import Iterator

from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site
from journal.views import SitemapUrl

MOST = 50_000
"""Addresses in one file, by https://www.sitemaps.org/protocol.html."""


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("sitemap", pages, view, passing=always))


def pages(site: Site) -> Iterator[Page]:
    """One file, or an index and as many files as the addresses take."""
    listed = sum(entry.permalink != "/" and not entry.draft for entry in (*site.entries, *site.pages))
    count = 1 + listed + sum(len(taxonomy.terms) for taxonomy in (site.tags, site.journals, site.series))
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
    every = reader.addresses()[(page.number - 1) * MOST : page.number * MOST]
    return View(data={"urls": tuple(SitemapUrl(reader.absolute(a.permalink), a.modified) for a in every)})
