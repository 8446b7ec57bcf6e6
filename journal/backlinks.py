"""Backlinks: which posts and pages link to one, and in which words."""

from collections.abc import Mapping, Sequence

from journal.links import Link
from journal.site import Site
from journal.views import Backlink, Quote

_MOST = 3


def backlinks(site: Site) -> Mapping[str, Sequence[Backlink]]:
    """Of each post and page that others link to, by its source: those others, newest first."""
    every = (*site.entries, *site.pages)
    linking = [e for e in every if (d := site.documents[e.source]).links or d.wikilinks]
    sources = {entry.permalink: entry.source for entry in every} if linking else {}
    found: dict[str, list[Backlink]] = {}
    for entry in linking:
        document, leads = site.documents[entry.source], site.leads.get(entry.source, {})
        said: dict[str, list[Link]] = {}
        for link in document.links:
            permalink = site.follow(link, entry.source) or ""
            if target := sources.get(permalink) or sources.get(f"{permalink}/"):
                said.setdefault(target, []).append(link)
        for link in document.wikilinks:
            if (lead := leads[link.target]).is_text:
                said.setdefault(lead.source, []).append(link)
        said.pop(entry.source, None)
        for target, links in said.items():
            found.setdefault(target, []).append(Backlink(entry.title, entry.permalink, _quotes(links)))
    return found


def told(links: Sequence[Backlink]) -> str:
    """A text that two answers share only when they are the same."""
    return "\0".join(
        [
            "\1".join([link.title, link.permalink, *(f"{q.before}\t{q.words}\t{q.after}" for q in link.quotes)])
            for link in links
        ]
    )


def _quotes(links: Sequence[Link]) -> tuple[Quote, ...]:
    """The first sentences, each once, as a text may link to the same place in several ways."""
    if len(links) > 1:
        links = sorted(links, key=lambda link: (link.place.line, link.place.column))
    lines = (line for link in links if link.sentences for line in link.sentences.split("\n"))
    each = {line.replace("\t", ""): line for line in reversed([*lines])}
    return tuple(Quote(*line.split("\t")) for line in [*reversed(each.values())][:_MOST])
