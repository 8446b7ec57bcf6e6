"""What all lists of entries share: groups by year, and pages of a list."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from journal.entry import Entry, year_of
from journal.page import Page
from journal.permalinks import numbered
from journal.views import Group, Pagination


def by_year(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Entries under their year, in the order they come in."""
    return tuple(Group(title, tuple(members)) for title, members in groupby(entries, year_of))


def pages_of_list(
    kind: str, template: str, permalink: str, count: int, size: int, subject: str | None = None
) -> Iterator[Page]:
    """The pages that a list of `count` entries takes; one at least. They show its permalink, or what they are told."""
    total = -(-count // size) if size and count else 1
    for number in range(1, total + 1):
        shown = permalink if subject is None else subject
        yield Page(numbered(permalink, number), kind, template, subject=shown, number=number)


def window(page: Page, size: int) -> tuple[int, int | None]:
    """Where in its list the entries of a page begin and end."""
    return ((page.number - 1) * size, page.number * size) if size else (0, None)


def pagination(page: Page, count: int, size: int) -> Pagination | None:
    """Where a page stands among the pages of its list; None when it is the only one."""
    return place_among(page.subject, page.number, -(-count // size) if size else 1)


def place_among(permalink: str, number: int, total: int) -> Pagination | None:
    """Where one of so many pages of a list stands; None when it is the only one."""
    if total <= 1:
        return None
    newer = numbered(permalink, number - 1) if number > 1 else ""
    older = numbered(permalink, number + 1) if number < total else ""
    return Pagination(number, total, newer, older)
