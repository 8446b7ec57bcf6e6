"""Corrected: which entries a later one corrects, as the correction in it links to them."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from journal.document import Document
from journal.links import target_of
from journal.site import Site
from journal.stage import digest_of
from journal.state import State

_LINK = re.compile(r'\shref="(journal-[^"]*)"')


def corrected_as_kept(site: Site, state: State) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Of each entry that is corrected elsewhere, by source, the sources of these corrections and their ids there."""
    every = site.items["correction"].documents if "correction" in site.items else ()
    linking = [site.documents[source] for source, items in every if items.linked]
    if not linking:
        return {}
    told = "\n".join(f"{d.source} {d.items.digest} {[*_ways(d, site).items()]}" for d in linking)
    basis = digest_of(told.encode("utf-8", "surrogatepass"))
    if fact := state.fact("corrected", basis):
        found = json.loads(fact)
    else:
        found = [link for document in linking for link in _links(document, site)]
        state.keep_fact("corrected", basis, json.dumps(found, ensure_ascii=False))
    return _earlier(found, site)


def _ways(document: Document, site: Site) -> Mapping[str, str | None]:
    """The permalink that each link of a document leads to, by what it says."""
    leads = site.leads.get(document.source, {})
    return {**dict(site.ways(document)), **{target: lead.permalink for target, lead in leads.items()}}


def _links(document: Document, site: Site) -> Iterator[tuple[str, str, str]]:
    """The source and id of each correction, with the permalink that it links to."""
    ways = _ways(document, site)
    for item in document.items:
        if item.kind == "correction":
            for symbol in _LINK.findall(item.html + item.more):
                target = target_of(unescape(symbol))
                if permalink := ways.get(target):
                    yield document.source, item.id, permalink


def _earlier(found: Sequence[tuple[str, str, str]], site: Site) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Only of entries that were there before; what links to a later one was put right by that."""
    places = {entry.permalink: (place, entry) for place, entry in enumerate(site.entries)}
    sources = {entry.source: (place, entry) for place, entry in enumerate(site.entries)}
    corrected: dict[str, dict[str, str]] = {}
    for source, id_, permalink in found:
        place, entry = sources[source]
        earlier, target = places.get(permalink, (0, entry))
        if earlier > place and entry.date and target.date:
            corrected.setdefault(target.source, {}).setdefault(source, id_)
    return {target: tuple(by.items()) for target, by in corrected.items()}
