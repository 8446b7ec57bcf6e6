"""The archive: `/archive/` over all years, and `/archive/2023/` for each."""

from collections.abc import Iterator

from journal.entry import UNDATED, Entry, year_of
from journal.kinds.listing import by_year
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, with_subject
from journal.site import Site
from journal.views import TermView

_ALL_ON_ONE_PAGE = 500
"""Up to so many posts the archive lists them all; beyond, it lists the years."""


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("archive", pages, view, passing=with_subject))


def pages(site: Site) -> Iterator[Page]:
    """The archive, and a page for each year."""
    if not site.entries:
        return
    yield Page("/archive/", "archive", "archive.html")
    for year in dict.fromkeys(map(year_of, site.entries)):
        yield Page(_permalink(year), "archive", "archive.html", subject=year)


def view(page: Page, reader: Reader) -> View:
    """All posts, or those of one year."""
    years = tuple(TermView(year, _permalink(year), count) for year, count in reader.years())
    shown: tuple[Entry, ...] = ()
    if page.subject:
        shown = reader.year(page.subject)
    elif reader.count <= _ALL_ON_ONE_PAGE:
        shown = reader.posts()
    heading = page.subject or "Archive"
    return View(title=heading, data={"heading": heading, "groups": by_year(shown), "years": years})


def _permalink(year: str) -> str:
    return "/archive/undated/" if year == UNDATED else f"/archive/{year}/"
