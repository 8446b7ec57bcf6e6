"""`robots.txt`: everything may be read, and where the sitemap is."""

from collections.abc import Iterator

from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("robots", pages, view, passing=always))


def pages(site: Site) -> Iterator[Page]:
    """The one file; the author's own in `static/` wins."""
    if not any(file.permalink == "/robots.txt" for file in site.files):
        yield Page("/robots.txt", "robots", "robots.txt")


def view(_: Page, reader: Reader) -> View:
    """The sitemap's address."""
    shown = reader.config.url and "sitemap" not in reader.config.disable
    return View(data={"sitemap": reader.absolute("/sitemap.xml") if shown else ""})
