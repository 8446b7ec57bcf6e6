"""The home page: the newest posts, then `/page/2/` and on."""

from collections.abc import Iterator

from journal.kinds.learning import figures
from journal.kinds.listing import by_year, pages_of_list, pagination, window
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry
from journal.site import Site


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("home", pages, view))


def pages(site: Site) -> Iterator[Page]:
    """As many pages as the posts take; none where a post or page of the author's is the home page."""
    if "/" not in site.permalinks:
        yield from pages_of_list("home", "home.html", "/", len(site.entries), site.config.paginate)


def view(page: Page, reader: Reader) -> View:
    """The posts of this page, by year."""
    size = reader.config.paginate
    return View(
        title="" if page.number == 1 else f"Page {page.number}",
        description=reader.config.description,
        data={
            "groups": by_year(reader.posts(*window(page, size))),
            "pagination": pagination(page, reader.count, size),
            "figures": figures(reader) if _shows_figures(page, reader) else (),
        },
    )


def _shows_figures(page: Page, reader: Reader) -> bool:
    return reader.config.figures and page.number == 1 and "learning" not in reader.config.disable
