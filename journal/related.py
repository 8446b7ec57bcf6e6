"""Related posts: those that share the rarest tags and were written about the same time."""

import json
import math
from collections.abc import Sequence

from journal.site import Site
from journal.stage import digest_of
from journal.state import State

_WINDOW = 12
_ONE = 10**9

Related = Sequence[Sequence[int]]
"""For each entry of a site, the places of the entries most like it, best first."""


def related(site: Site) -> Related:
    """The related posts of all posts.

    Of each tag only the nearest in time are looked at, so that the work for a post does not grow with the site.
    """
    count = site.config.related
    if not count:
        return []
    places = {entry.source: place for place, entry in enumerate(site.entries)}
    near: list[list[tuple[int, list[int]]]] = [[] for _ in site.entries]
    for term in site.tags.terms:
        # A whole number, as the order in which weights are added up must not decide.
        weight = round(math.log(1 + len(site.entries) / len(term.entries)) * _ONE)
        tagged = [places[entry.source] for entry in term.entries]
        for middle, place in enumerate(tagged):
            near[place].append((weight, tagged[max(0, middle - _WINDOW) : middle + _WINDOW + 1]))
    return [_best(here, weighted, count) for here, weighted in enumerate(near)]


def _best(here: int, near: Sequence[tuple[int, Sequence[int]]], count: int) -> list[int]:
    scores: dict[int, int] = {}
    for weight, others in near:
        if not scores:
            scores = dict.fromkeys(others, weight)
            continue
        for other in others:
            scores[other] = scores.get(other, 0) + weight
    scores.pop(here, None)
    # Only those that could be among the best are put in order.
    least = sorted(scores.values())[-count] if len(scores) > count else 0
    ranked = sorted([(-score, abs(place - here), place) for place, score in scores.items() if score >= least])
    return [place for _, _, place in ranked[:count]]


def related_as_kept(site: Site, state: State) -> Related:
    """The related posts, worked out again only when the posts, their order or their tags have changed."""
    told = [f"{site.config.related}"]
    told += ["\0".join([entry.source, *(tag.permalink for tag in entry.tags)]) for entry in site.entries]
    basis = digest_of("\n".join(told).encode())
    if kept := state.fact("related", basis):
        found: Related = json.loads(kept)
        return found
    found = related(site)
    state.keep_fact("related", basis, json.dumps(found, separators=(",", ":")))
    return found
