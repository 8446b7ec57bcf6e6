"""Registry: what a build can make. The built-in page kinds and a user's extensions register by the same calls."""

from collections.abc import Callable, Iterable

from jinja2.filters import FILTERS

from journal.frozen import frozen
from journal.page import Page, View
from journal.reader import Reader
from journal.site import Site


@frozen
class PageKind:
    """A way of making pages."""

    name: str
    pages: Callable[[Site], Iterable[Page]]
    """Plans: every page of this kind. Must not depend on anything but the site."""
    view: Callable[[Page, Reader], View]
    """Renders: what the template of one of these pages sees."""
    passing: Callable[[Page], bool] = lambda page: page.number > 1
    """Whether one of these pages comes and goes by itself, so that its address is promised to nobody (`urls.py`)."""


def always(_: Page) -> bool:
    """Of a kind whose pages come and go: with what posts happen to hold, or with no reader to miss them."""
    return True


def with_subject(page: Page) -> bool:
    """Of a kind with one page that stays, and others for years, months or weeks that come and go."""
    return page.subject != ""


class Registry:
    """The page kinds and template filters of one build, by name."""

    def __init__(self) -> None:
        self.page_kinds: dict[str, PageKind] = {}
        self.filters: dict[str, Callable[..., object]] = {}

    def add_page_kind(self, kind: PageKind) -> None:
        """Add a page kind. Raises ValueError for a name that is taken."""
        if kind.name in self.page_kinds:
            raise ValueError(f"there is a page kind {kind.name!r} already")
        self.page_kinds[kind.name] = kind

    def add_filter(self, name: str, function: Callable[..., object]) -> None:
        """Add a template filter. Raises ValueError for a name that is taken, by Jinja's own filters too."""
        if name in self.filters or name in FILTERS:
            raise ValueError(f"there is a filter {name!r} already")
        self.filters[name] = function
