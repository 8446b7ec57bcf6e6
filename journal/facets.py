"""Facets: the questions that a page may ask of a site, and a digest of each answer."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from journal.document import Document
from journal.entry import Entry, TermLink
from journal.related import related
from journal.site import Site, Term
from journal.stage import digest_of

Key = tuple[str | int | None, ...]
"""The name of a question and what it is asked about; plain data."""


class Facets:
    """A site that answers questions, each worked out once."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.positions = {entry.source: n for n, entry in enumerate(site.entries)}
        self._answers: dict[Key, Any] = {}
        self._digests: dict[Key, str] = {}
        self._entries: dict[str, str] = {}

    def answer(self, key: Key) -> Any:  # noqa: ANN401 - each question has its own type; `Reader` names them
        """The answer to a question. Raises LookupError for what the site does not have."""
        if key not in self._answers:
            self._answers[key] = _QUESTIONS[str(key[0])](self, *key[1:])
        return self._answers[key]

    def digest(self, key: Key) -> str:
        """A digest of the answer; empty for what the site does not have."""
        if key not in self._digests:
            try:
                self._digests[key] = digest_of(self._told(self.answer(key)).encode("utf-8", "surrogatepass"))
            except LookupError:
                self._digests[key] = ""
        return self._digests[key]

    def _told(self, value: object) -> str:
        """A text that two answers share only when they are the same."""
        if isinstance(value, Entry):
            if value.source not in self._entries:
                self._entries[value.source] = repr(value)
            return self._entries[value.source]
        if isinstance(value, Term):
            return f"{value.name!r} {value.permalink!r} {self._told(value.entries)}"
        if isinstance(value, tuple):
            return f"({', '.join(map(self._told, value))})"
        if isinstance(value, Document):
            return repr(replace(value, body="", links=()))  # these two are the question "body"
        return repr(value)


def _entry(facets: Facets, source: str) -> Entry:
    position = facets.positions.get(source)
    if position is not None:
        return facets.site.entries[position]
    found = next((page for page in facets.site.pages if page.source == source), None)
    if found is None:
        raise LookupError(source)
    return found


def _neighbour(facets: Facets, source: str, step: int) -> Entry | None:
    here = facets.positions[source]
    if not 0 <= here + step < len(facets.site.entries):
        return None
    entry, other = facets.site.entries[here], facets.site.entries[here + step]
    return other if entry.date and other.date else None


def _body(facets: Facets, source: str) -> tuple[str, tuple[tuple[str, str | None], ...]]:
    document = facets.site.documents[source]
    return document.body, tuple((link.target, facets.site.find(link.target)) for link in document.links)


def _term(facets: Facets, taxonomy: str, permalink: str) -> Term:
    return facets.site.taxonomy(taxonomy).by_permalink[permalink]


def _count(term: Term) -> tuple[TermLink, int]:
    return TermLink(term.name, term.permalink), len(term.entries)


_QUESTIONS: Mapping[str, Callable[..., Any]] = {
    "count": lambda facets: len(facets.site.entries),
    "posts": lambda facets, start, stop: facets.site.entries[start:stop],
    "plain pages": lambda facets: facets.site.pages,
    "entry": _entry,
    "document": lambda facets, source: facets.site.documents[source],
    "body": _body,
    "newer": lambda facets, source: _neighbour(facets, source, -1),
    "older": lambda facets, source: _neighbour(facets, source, 1),
    "related": lambda facets, source: related(facets.site, _entry(facets, source), facets.positions),
    "terms": lambda facets, taxonomy: facets.site.taxonomy(taxonomy).terms,
    "term": _term,
    "term count": lambda facets, taxonomy, permalink: _count(_term(facets, taxonomy, permalink)),
    "term counts": lambda facets, taxonomy: tuple(map(_count, facets.site.taxonomy(taxonomy).terms)),
    "term posts": lambda facets, taxonomy, permalink, start, stop: _term(facets, taxonomy, permalink).entries[
        start:stop
    ],
    "is known": lambda facets, permalink: permalink in facets.site.permalinks,
}
