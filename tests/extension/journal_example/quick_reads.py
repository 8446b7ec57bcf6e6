"""A page kind: `/quick-reads/`, the posts that take no more than three minutes."""

from collections.abc import Iterator

from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind
from journal.site import Site


def pages(site: Site) -> Iterator[Page]:
    """One page, once there are posts."""
    if site.entries:
        yield Page("/quick-reads/", "quick-reads", "quick-reads.html")


def view(page: Page, reader: Reader) -> View:
    """The shortest come first."""
    short = [entry for entry in reader.posts() if entry.minutes <= 3]
    return View(title="Quick reads", data={"entries": sorted(short, key=lambda entry: entry.minutes)})


QUICK_READS = PageKind("quick-reads", pages, view)
