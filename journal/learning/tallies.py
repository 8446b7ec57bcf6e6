"""Tallies: how many items there were in each month, and how many of these are done."""

from collections.abc import Iterable, Mapping

from journal.entry import Entry
from journal.items import Collected, Thread

Tally = tuple[int, int]
"""How many came there, and how many were done there."""


def tally_of(places: Iterable[tuple[str, bool]], months: Mapping[str, str]) -> Mapping[str, Tally]:
    """Of each month what came in it and what was done in it, given by source, and whether it was done there.

    Under an empty name stands what has no date.
    """
    tallies: dict[str, Tally] = {}
    for source, done in places:
        month = months.get(source, "")
        came, ended = tallies.get(month, (0, 0))
        tallies[month] = (came, ended + 1) if done else (came + 1, ended)
    return tallies


def of_threads(threads: Iterable[Thread]) -> Iterable[tuple[str, bool]]:
    """Where each was begun, and where it ended."""
    for thread in threads:
        yield thread.source, False
        if not thread.is_open:
            yield thread.end or thread.source, True


def of_collected(every: Iterable[Collected]) -> Iterable[tuple[str, bool]]:
    """Where each was first met, however often it is named."""
    return ((one.places[0][0], False) for one in every)


def months_of(entries: Iterable[Entry]) -> Mapping[str, str]:
    """The month of each post that has one, as `2023-07`, by source."""
    return {entry.source: f"{entry.date.year:04d}-{entry.date.month:02d}" for entry in entries if entry.date}
