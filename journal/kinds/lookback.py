"""Look back: `/lookback/`, and a page for each month of the year with all Novembers together."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice

from journal.entry import Entry
from journal.kinds.listing import by_year
from journal.learning.months import month_names
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site
from journal.views import TermView

_INDEX = "/lookback/"
_LONG_ENOUGH = 337
"""Days between the first entry and the last from which on one may have been written a year before another."""
_STEPS = 10
"""So many years back, at most."""


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("lookback", pages, view, passing=always))


def pages(site: Site) -> Iterator[Page]:
    """An index, and a page a month, once the journal is a year old."""
    first = next((entry.date for entry in reversed(site.entries) if entry.date), None)
    last = site.entries[0].date if site.entries else None
    if not first or not last or not is_old_enough(first.date(), last.date()):
        return
    if not site.has_own(_INDEX):
        yield Page(_INDEX, "lookback", "lookback.html")
    for month in sorted({entry.date.month for entry in site.entries if entry.date}):
        yield Page(month_page(f"{month:02d}"), "lookback", "month.html", subject=f"{month:02d}")


def is_old_enough(first: date, last: date) -> bool:
    """Whether between the first entry and the last there is time enough to look back."""
    return (last - first).days >= _LONG_ENOUGH


def month_page(month: str) -> str:
    """The permalink of a month's page, given its two digits."""
    return f"{_INDEX}{month}/"


def view(page: Page, reader: Reader) -> View:
    """All entries of a month, and what was asked then; or the months."""
    names = month_names(reader.config)
    if page.subject:
        return _month(page.subject, names[int(page.subject) - 1], reader)
    counts = Counter(day[5:7] for day, count in reader.days().items() for _ in range(count))
    months = tuple(TermView(names[int(month) - 1], month_page(month), counts[month]) for month in sorted(counts))
    return View(title="Looking back", data={"months": months, "steps": tuple(islice(_steps_back(reader), _STEPS))})


def _steps_back(reader: Reader) -> Iterator[Entry]:
    """The newest entry that has one a year before it, that one, and so on."""
    here = reader.looks_back()
    while here:
        yield here
        here = reader.a_year_earlier(here.source)


def _month(month: str, name: str, reader: Reader) -> View:
    entries, answered, still_open = reader.month(month)
    data = {"heading": name, "groups": by_year(entries), "answered": answered, "open": still_open}
    return View(title=name, data=data)
