"""Growth: `/growth/`, the entries that are seedlings, budding or evergreen."""

from collections.abc import Iterator

from journal.entry import Entry
from journal.frontmatter import STATUSES
from journal.frozen import frozen
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site

PERMALINK = "/growth/"
_NAMES = {"seedling": "Seedlings", "budding": "Budding", "evergreen": "Evergreen"}


@frozen
class Stage:
    """The entries that have grown so far."""

    id: str
    title: str
    entries: tuple[Entry, ...]
    """Plain pages, too. Those that were left alone longest come first, as they are the ones to tend."""


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("growth", pages, view, passing=always))


def pages(site: Site) -> Iterator[Page]:
    """One page, where an entry or a plain page has a status."""
    if any(entry.status for entry in (*site.entries, *site.pages)) and not site.has_own(PERMALINK):
        yield Page(PERMALINK, "growth", "growth.html")


def view(_: Page, reader: Reader) -> View:
    """The entries by stage."""
    every = sorted(reader.growing(), key=_tended)
    stages = (
        Stage(status, _NAMES[status], tuple(entry for entry in every if entry.status == status)) for status in STATUSES
    )
    return View(title="Growth", data={"stages": tuple(stage for stage in stages if stage.entries)})


def _tended(entry: Entry) -> tuple[str, str]:
    moment = entry.updated or entry.date
    return moment.date().isoformat() if moment else "", entry.source
