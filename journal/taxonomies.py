"""Taxonomies: tags, journals and series, made from the names that posts use."""

import math
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from journal.document import Document
from journal.entry import Entry, TermLink
from journal.frontmatter import FrontMatter
from journal.frozen import frozen
from journal.site import Taxonomy, Term
from journal.slugs import same_place, term_slug

_FOLDERS = {"tags": "/tags/", "journals": "/@", "series": "/series/"}


@frozen
class Spelling:
    """For every name as written, the term it means, in the spelling first used."""

    tags: Mapping[str, TermLink]
    journals: Mapping[str, TermLink]
    series: Mapping[str, TermLink]


def spellings(oldest_first: Iterable[FrontMatter], disabled: Container[str] = ()) -> Spelling:
    """The terms of a site; `Git` and `git` are one. A taxonomy whose pages are disabled has none."""
    written: dict[str, dict[str, TermLink]] = {name: {} for name in _FOLDERS}
    first: dict[str, TermLink] = {}
    for front in oldest_first:
        for kind, page_kind, names in (
            ("tags", "tag", front.tags),
            ("journals", "journal", front.journals),
            ("series", "series", (front.series,)),
        ):
            for name in names:
                if name and name not in written[kind] and page_kind not in disabled:
                    permalink = f"{_FOLDERS[kind]}{term_slug(name)}/"
                    written[kind][name] = first.setdefault(same_place(permalink), TermLink(name, permalink))
    return Spelling(**written)


def taxonomy(
    name: str,
    entries: Iterable[Entry],
    links: Callable[[Entry], Iterable[TermLink]],
    order: Callable[[Sequence[Entry]], Iterable[Entry]] = tuple,
) -> Taxonomy:
    """All terms that entries (newest first) link to, in order of name."""
    found: dict[str, TermLink] = {}
    members: dict[str, list[Entry]] = {}
    for entry in entries:
        for link in links(entry):
            if link.permalink in members:  # as with nearly all
                members[link.permalink].append(entry)
            else:
                found[link.permalink], members[link.permalink] = link, [entry]
    terms = [Term(link.name, _slug_in(p), p, tuple(order(members[p]))) for p, link in found.items()]
    terms.sort(key=lambda term: (term.name.casefold(), term.name))
    return Taxonomy(name, tuple(terms), {term.permalink: term for term in terms})


def _slug_in(permalink: str) -> str:
    return permalink.strip("/").rpartition("/")[2].lstrip("@")


def parts_in_order(entries: Iterable[Entry], documents: Mapping[str, Document]) -> list[Entry]:
    """The entries of a series as they are read: by part where one is written, the others after, by date."""

    def place(entry: Entry) -> tuple[float, float, str]:
        part = documents[entry.source].front.part
        return (math.inf if part is None else part, entry.date.timestamp() if entry.date else math.inf, entry.source)

    return sorted(entries, key=place)
