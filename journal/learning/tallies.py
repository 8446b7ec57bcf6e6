"""Tallies: of each kind of items, how many there were in each month, and how many of these are done."""

import json
from collections.abc import Callable, Iterable, Mapping

from journal.entry import Entry
from journal.items import Item, Kind
from journal.learning.glossary import folded
from journal.learning.weblinks import identity_of
from journal.site import Site
from journal.stage import digest_of
from journal.state import State

Tally = tuple[int, int]
"""How many there are, and how many of these are done."""
_COUNTED: tuple[Kind, ...] = ("term", "resource", "card", "correction")
_SAME: Mapping[Kind, Callable[[Item], str]] = {
    "term": lambda item: folded(item.text),
    "resource": lambda item: identity_of(item.url),
}
"""What tells two things of a kind apart, where it is not their place."""


def tallies_as_kept(site: Site, state: State) -> Mapping[Kind, Mapping[str, Tally]]:
    """Those of each kind but questions and plans, counted anew only when an item has changed, or its date."""
    kept: dict[Kind, Mapping[str, Tally]] = {}
    months = months_of(site.entries)
    for kind in _COUNTED:
        if kind not in site.items:
            continue
        told = [f"{source} {items.digest} {months.get(source, '')}" for source, items in site.items[kind].documents]
        basis = digest_of("\n".join(told).encode("utf-8", "surrogatepass"))
        if fact := state.fact(f"{kind} tallies", basis):
            kept[kind] = {month: (count, done) for month, (count, done) in json.loads(fact).items()}
        else:
            kept[kind] = _counted(kind, site, months)
            state.keep_fact(f"{kind} tallies", basis, json.dumps(kept[kind]))
    return kept


def months_of(entries: Iterable[Entry]) -> Mapping[str, str]:
    """The month of each post that has one, as `2023-07`, by source."""
    return {entry.source: f"{entry.date.year:04d}-{entry.date.month:02d}" for entry in entries if entry.date}


def tallied(found: Iterable[tuple[str, bool]], months: Mapping[str, str]) -> Mapping[str, Tally]:
    """Of each month how much was found there, given the source of each and whether it is done.

    Under an empty name stands what has no date.
    """
    tallies: dict[str, Tally] = {}
    for source, done in found:
        month = months.get(source, "")
        count, ticked = tallies.get(month, (0, 0))
        tallies[month] = (count + 1, ticked + done)
    return tallies


def _counted(kind: Kind, site: Site, months: Mapping[str, str]) -> Mapping[str, Tally]:
    """What is one thing to readers counts where it was first met, however often it is named."""
    first: dict[str, tuple[str, bool]] = {}
    for n, (source, item) in enumerate(site.items.get(kind, ())):
        first.setdefault(_SAME[kind](item) if kind in _SAME else str(n), (source, item.done))
    return tallied(first.values(), months)
