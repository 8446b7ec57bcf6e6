"""Tallies: how many items there were in each month, and how many of these are done."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from journal.entry import Entry
from journal.items import Collected, Thread

Tally = tuple[int, int]
"""How many came there, and how many were done there."""


def tally_of(came: Iterable[str], done: Iterable[str], months: Mapping[str, str]) -> Mapping[str, Tally]:
    """Of each month what came in it and what was done in it, given by source.

    Under an empty name stands what has no date.
    """
    begun = Counter([months.get(source, "") for source in came])
    ended = Counter([months.get(source, "") for source in done])
    return {month: (begun[month], ended[month]) for month in {**begun, **ended}}


def of_threads(threads: Sequence[Thread]) -> tuple[Sequence[str], Sequence[str]]:
    """Where each was begun, and where those ended that did."""
    begun = [source for source, *_ in threads]
    return begun, [end or source for source, _, end, _, done in threads if end or done]


def of_collected(every: Iterable[Collected]) -> tuple[Sequence[str], Sequence[str]]:
    """Where each was first met, however often it is named."""
    return [one.places[0][0] for one in every], ()


def months_of(entries: Iterable[Entry]) -> Mapping[str, str]:
    """The month of each post that has one, as `2023-07`, by source."""
    return {entry.source: f"{entry.date.year:04d}-{entry.date.month:02d}" for entry in entries if entry.date}
