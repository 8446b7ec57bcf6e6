"""Collected: the words, resources, corrections and cards of a site, each once, with the places where posts hold it."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from journal.config import Config
from journal.entry import Entry
from journal.items import Collected, Item, Kind
from journal.learning.decks import deck_path
from journal.learning.glossary import anchors_of, folded, place_of, section_of
from journal.learning.threads import terms_of
from journal.learning.weblinks import SORTS, best_named, identity_of, sort_of
from journal.permalinks import numbered
from journal.site import Site
from journal.stage import digest_of
from journal.state import State

Place = tuple[str, int]
"""A source, and the number of an item among all that it holds."""
Found = Iterable[tuple[Place, Item]]
_ON_A_PAGE = 100
"""So many things, as each takes but a line or two."""


def collected_as_kept(site: Site, state: State) -> Mapping[Kind, Mapping[tuple[str, str], Sequence[Collected]]]:
    """What there is of each kind and in the posts of each term, collected anew only when an item has changed."""
    kept: dict[Kind, Mapping[tuple[str, str], Sequence[Collected]]] = {}
    for kind, collect in _COLLECT.items():
        if kind not in site.items:
            continue
        basis = basis_of(kind, site)
        if fact := state.fact(f"{kind}s collected", basis):
            every = tuple(map(Collected._make, json.loads(fact)))
        else:
            every = tuple(collect(_found(kind, site)))
            state.keep_fact(f"{kind}s collected", basis, json.dumps(every, ensure_ascii=False, separators=(",", ":")))
        kept[kind] = _in_terms(every, site.entries)
    return kept


def all_of(kind: Kind, site: Site) -> Sequence[Collected]:
    """What there is of a kind in all posts."""
    return site.collected[kind]["", ""] if kind in site.collected else ()


def basis_of(kind: Kind, site: Site) -> str:
    """A digest of all items of a kind."""
    told = [f"{source} {items.digest}" for source, items in site.items[kind].documents]
    return digest_of("\n".join(told).encode("utf-8", "surrogatepass"))


def sections_of(every: Iterable[Collected]) -> Mapping[str, int]:
    """The sections of a list, in order, each with the number of what is in it."""
    sizes: dict[str, int] = {}
    for one in every:
        sizes[one.section] = sizes.get(one.section, 0) + 1
    return sizes


def page_size(config: Config) -> int:
    """How many stand on a page; 0 for all, as with the other lists."""
    return _ON_A_PAGE if config.paginate else 0


def is_parted(count: int, size: int) -> bool:
    """Whether so many things have a page for each section."""
    return 0 < size < count


def addresses_of(every: Sequence[Collected], permalink: str, size: int) -> Iterator[str]:
    """The permalink of the page that each of a list stands on."""
    parted, before = is_parted(len(every), size), dict.fromkeys([one.section for one in every], 0)
    for one in every:
        yield numbered(f"{permalink}{one.section}/", before[one.section] // size + 1) if parted else permalink
        before[one.section] += 1


def _in_terms(every: Sequence[Collected], entries: Iterable[Entry]) -> Mapping[tuple[str, str], Sequence[Collected]]:
    """Under each term what its posts hold, with the places there."""
    terms = {entry.source: tuple(terms_of(entry)) for entry in entries if entry.journals or entry.series}
    found: dict[tuple[str, str], dict[int, list[Place]]] = {}
    if terms:
        for number, one in enumerate(every):
            for place in one.places:
                for term in terms.get(place[0], ()):
                    found.setdefault(term, {}).setdefault(number, []).append(place)
    narrowed = {
        term: tuple(every[number]._replace(places=places) for number, places in of_term.items())
        for term, of_term in found.items()
    }
    return {("", ""): every, **narrowed}


def _found(kind: Kind, site: Site) -> Iterator[tuple[Place, Item]]:
    """Oldest first."""
    for source, items in site.items[kind].documents:
        for number, item in enumerate(items):
            if item.kind == kind:
                yield (source, number), item


def _together(found: Found, name: Callable[[Item], str]) -> Mapping[str, list[tuple[Place, Item]]]:
    """What has the same name."""
    named: dict[str, list[tuple[Place, Item]]] = {}
    for place, item in found:
        named.setdefault(name(item), []).append((place, item))
    return named


def _words(found: Found) -> Iterator[Collected]:
    """From A to Z."""
    words = _together(found, lambda item: folded(item.text))
    in_order = sorted(words, key=place_of)
    ids = anchors_of(in_order)
    for word in in_order:
        yield Collected(word, ids[word], section_of(word), [place for place, _ in words[word]])


def _resources(found: Found) -> Iterator[Collected]:
    """By sort; in each, what was met first comes first."""
    sorts: dict[str, list[Collected]] = {sort: [] for sort in SORTS}
    for identity, cited in _together(found, lambda item: identity_of(item.url)).items():
        named = best_named([item for _, item in cited])
        sort = sort_of(named.url, named.text)
        sorts[sort].append(Collected(identity, "", sort, [place for place, _ in cited]))
    for members in sorts.values():
        yield from members


def _each(found: Found) -> Iterator[Collected]:
    """Oldest first."""
    return (Collected("", "", "", [place]) for place, _ in found)


def _latest(found: Found) -> Iterator[Collected]:
    """Newest first."""
    return reversed([*_each(found)])


def _cards(found: Found) -> Iterator[Collected]:
    """Oldest first, under the deck that a tag puts them in."""
    return (Collected("", "", deck_path(card.deck), [place]) for place, card in found)


_COLLECT: Mapping[Kind, Callable[[Found], Iterator[Collected]]] = {
    "term": _words,
    "resource": _resources,
    "correction": _latest,
    "card": _cards,
}
