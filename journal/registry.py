"""Registry: what a build can make. The built-in page kinds and a user's extensions register by the same calls."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from journal.frozen import frozen

if TYPE_CHECKING:  # slow, and only names here: a process that parses needs the registry, too
    from markdown.extensions import Extension

    from journal.page import Page, View
    from journal.reader import Reader
    from journal.site import Site


@frozen
class PageKind:
    """A way of making pages."""

    name: str
    pages: "Callable[[Site], Iterable[Page]]"
    """Plans: every page of this kind. Must not depend on anything but the site."""
    view: "Callable[[Page, Reader], View]"
    """Renders: what the template of one of these pages sees."""
    passing: "Callable[[Page], bool]" = lambda page: page.number > 1
    """Whether one of these pages comes and goes by itself, so that its address is promised to nobody (`urls.py`)."""


def always(_: "Page") -> bool:
    """Of a kind whose pages come and go: with what posts happen to hold, or with no reader to miss them."""
    return True


def with_subject(page: "Page") -> bool:
    """Of a kind with one page that stays, and others for years, months or weeks that come and go."""
    return page.subject != ""


class Registry:
    """The page kinds, template filters, Markdown extensions and shortcodes of one build, by name."""

    def __init__(self) -> None:
        self.page_kinds: dict[str, PageKind] = {}
        self.filters: dict[str, Callable[..., object]] = {}
        self.markdown: dict[str, Callable[[], Extension]] = {}
        self.shortcodes: dict[str, Callable[..., str]] = {}
        self.parsing: tuple[str, ...] = ()
        """The modules that have added something to how a text is parsed."""

    def add_page_kind(self, kind: PageKind) -> None:
        """Add a page kind. Raises ValueError for a name that is taken."""
        if kind.name in self.page_kinds:
            raise ValueError(f"there is a page kind {kind.name!r} already")
        self.page_kinds[kind.name] = kind

    def add_filter(self, name: str, function: Callable[..., object]) -> None:
        """Add a template filter. Raises ValueError for a name that is taken, by Jinja's own filters too."""
        from jinja2.filters import FILTERS  # noqa: PLC0415 - slow, and of no use to a process that parses

        if name in self.filters or name in FILTERS:
            raise ValueError(f"there is a filter {name!r} already")
        self.filters[name] = function

    def add_markdown(self, name: str, make: "Callable[[], Extension]") -> None:
        """Add an extension of Python-Markdown, by what makes one. Raises ValueError for a name that is taken."""
        if name in self.markdown:
            raise ValueError(f"there is a Markdown extension {name!r} already")
        self.markdown[name] = make

    def add_shortcode(self, name: str, function: Callable[..., str]) -> None:
        """Add a shortcode: a function whose parameters are its arguments, and which gives HTML (`shortcode.py`).

        Raises ValueError for a name that is taken, or that cannot be written.
        """
        if name in self.shortcodes:
            raise ValueError(f"there is a shortcode {name!r} already")
        if not re.fullmatch(r"[A-Za-z][\w-]*", name):
            raise ValueError(f"{name!r} is no name for a shortcode: it takes letters, digits, '-' and '_'")
        self.shortcodes[name] = function
