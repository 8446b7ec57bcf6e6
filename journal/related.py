"""Related posts: those that share the rarest tags and were written about the same time."""

import math
from bisect import bisect_left
from collections.abc import Mapping

from journal.entry import Entry
from journal.site import Site

_WINDOW = 12


def related(site: Site, entry: Entry, positions: Mapping[str, int]) -> tuple[Entry, ...]:
    """The posts most like one, best first; `positions` gives each source its place among the entries.

    Of each tag only the nearest in time are looked at, so that the work for a post does not grow with the site.
    """
    here = positions[entry.source]
    scores: dict[int, float] = {}
    for link in entry.tags:
        tagged = site.tags.by_permalink[link.permalink].entries
        weight = math.log(1 + len(site.entries) / len(tagged))
        middle = bisect_left(tagged, here, key=lambda other: positions[other.source])
        for other in tagged[max(0, middle - _WINDOW) : middle + _WINDOW + 1]:
            place = positions[other.source]
            scores[place] = scores.get(place, 0.0) + weight
    scores.pop(here, None)
    best = sorted(scores, key=lambda place: (-round(scores[place], 9), abs(place - here), place))
    return tuple(site.entries[place] for place in best[: site.config.related])
