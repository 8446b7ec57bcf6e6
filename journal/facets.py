"""Facets: the questions that a page may ask of a site, and a digest of each answer."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple

from journal.backlinks import backlinks, told
from journal.document import Body, Document
from journal.entry import Entry, TermLink, told_of, year_of
from journal.leads import Lead
from journal.learning.learned import LEARNED, TOLD_OF, Learned
from journal.learning.threads import THREADED
from journal.learning.uses import told_of_words, words_in
from journal.related import Related
from journal.site import Address, Site, StaticFile, Term
from journal.views import Backlink

Key = tuple[str | int | None, ...]
"""The name of a question and what it is asked about; plain data."""
BodyAnswer = tuple[Body, int, tuple[tuple[str, str | None], ...], Mapping[str, Lead]]
"""A body, its number of words, where its links lead and where its wikilinks lead."""


class Facets:
    """A site that answers questions. Raises LookupError for what the site does not have."""

    def __init__(self, site: Site, related: Related, body: Callable[[str], Body]) -> None:
        self.site, self.related, self.body = site, related, body
        self.places = {entry.source: n for n, entry in enumerate(site.entries)}
        self.learned = Learned(site, self.places)
        self.pages = {page.source: page for page in site.pages}
        self.years: dict[str, list[Entry]] = {}
        for entry in site.entries:
            self.years.setdefault(year_of(entry), []).append(entry)
        self.urls: dict[str, str] = {}
        """What every page writes to link to a permalink, as far as that is known."""
        self.bodies: dict[str, tuple[str, tuple[Key, ...]]] = {}
        """The bodies that feeds showed last, with whole URLs, and what was asked to make them."""
        self._answers: dict[Key, Any] = {}
        self._digests: dict[Key, str] = {}
        self._of_sources: dict[str, Mapping[str, str]] = {}

    @cached_property
    def backlinks(self) -> Mapping[str, Sequence[Backlink]]:
        """What links to each post and page that anything links to."""
        return backlinks(self.site)

    def answer(self, key: Key) -> Any:  # noqa: ANN401 - each question has its own type; `Reader` names them
        """The answer to a question."""
        if key in self._answers:
            return self._answers[key]
        name = str(key[0])
        if name in OF_SOURCES:  # one page's own, so not worth keeping
            return OF_SOURCES[name].answer(self, str(key[1]))
        question = LEARNED.get(name)
        answer = question(self.learned, *key[1:]) if question else QUESTIONS[name](self, *key[1:])
        self._answers[key] = answer
        return answer

    def digest(self, key: Key) -> str:
        """A digest of the answer; empty for what the site does not have, or was never asked."""
        name = str(key[0])
        if name in OF_SOURCES:
            return self.digests(name).get(str(key[1]), "")
        if key not in self._digests:
            try:
                self._digests[key] = _digest(self._told_of(name, key))
            except LookupError:
                self._digests[key] = ""
        return self._digests[key]

    def _told_of(self, name: str, key: Key) -> str:
        """A text that two answers share only when they are the same; of long ones, without their parts being read."""
        if name == "addresses":
            return "\n".join([f"{address} {moment}" for address, moment in _found_at(self)])
        if name in TOLD_OF:
            return TOLD_OF[name](self.learned, self.digests("entry"), *key[1:])
        return self.told(self.answer(key))

    def digests(self, question: str) -> Mapping[str, str]:
        """A digest of the answer about every source. All are worked out at once, as an edit asks for all of them."""
        if question not in self._of_sources:
            self._of_sources[question] = OF_SOURCES[question].digests(self)
        return self._of_sources[question]

    def told(self, value: object) -> str:
        """A text that two answers share only when they are the same."""
        if isinstance(value, Entry):
            return self.digests("entry")[value.source]
        if isinstance(value, Term):
            return f"{value.name!r} {value.permalink!r} {self.told(value.entries)}"
        if isinstance(value, tuple):
            # All of one kind, as in lists, of which there are many, and long ones.
            kinds = {*map(type, value)}
            if kinds == {Entry}:
                return " ".join(map(self.digests("entry").__getitem__, [entry.source for entry in value]))
            return f"({', '.join(map(self.told, value))})"
        return repr(value)


def _digest(text: str) -> str:
    # Half as long as that of a file, as there are many, and each is held against one other only.
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _entry(facets: Facets, source: str) -> Entry:
    place = facets.places.get(source)
    return facets.pages[source] if place is None else facets.site.entries[place]


def _digests_of_entries(facets: Facets) -> dict[str, str]:
    return {e.source: _digest("\0".join(told_of(e))) for e in (*facets.site.entries, *facets.site.pages)}


def _digests_of_fronts(facets: Facets) -> dict[str, str]:
    return {source: document.front_digest for source, document in facets.site.documents.items()}


def _body(facets: Facets, source: str) -> BodyAnswer:
    document = facets.site.documents[source]
    return facets.body(source), document.words, facets.site.ways(document), facets.site.leads.get(source, {})


def _digests_of_bodies(facets: Facets) -> dict[str, str]:
    return {source: _digest_of_body(facets, document) for source, document in facets.site.documents.items()}


def _digest_of_body(facets: Facets, document: Document) -> str:
    digest = document.body_digest
    if document.links:
        digest = _digest(f"{digest} {facets.site.ways(document)!r}")
    if document.wikilinks:
        leads = facets.site.leads[document.source].values()
        digest = _digest(f"{digest} {[(e.source, e.permalink, e.fragment, e.is_text) for e in leads]!r}")
    return digest


def _newer(facets: Facets, source: str) -> Entry | None:
    return _neighbour(facets.site, facets.places[source], -1)


def _older(facets: Facets, source: str) -> Entry | None:
    return _neighbour(facets.site, facets.places[source], 1)


def _neighbour(site: Site, here: int, step: int) -> Entry | None:
    """A post without a date stands nowhere in time, and is nobody's neighbour."""
    if not 0 <= here + step < len(site.entries):
        return None
    entry, other = site.entries[here], site.entries[here + step]
    return other if entry.date and other.date else None


def _digests_of_neighbours(facets: Facets, step: int) -> dict[str, str]:
    sources = [entry.source for entry in facets.site.entries]
    digests = dict.fromkeys(sources, "none")
    in_time = [entry.source for entry in facets.site.entries if entry.date]  # these come first
    others = [facets.digests("entry")[source] for source in in_time]
    pairs = zip(in_time[1:], others, strict=False) if step < 0 else zip(in_time, others[1:], strict=False)
    return digests | dict(pairs)


def _related(facets: Facets, source: str) -> tuple[Entry, ...]:
    return tuple(facets.site.entries[place] for place in facets.related[facets.places[source]])


def _digests_of_related(facets: Facets) -> dict[str, str]:
    digests = [facets.digests("entry")[entry.source] for entry in facets.site.entries]
    return {
        entry.source: "".join([digests[place] for place in places]) or "none"
        for entry, places in zip(facets.site.entries, facets.related, strict=False)
    }


def _backlinks(facets: Facets, source: str) -> tuple[Backlink, ...]:
    return tuple(facets.backlinks.get(source, ()))


def _digests_of_backlinks(facets: Facets) -> dict[str, str]:
    digests = dict.fromkeys(facets.site.documents, "none")
    return digests | {source: _digest(told(links)) for source, links in facets.backlinks.items()}


def _term(facets: Facets, taxonomy: str, permalink: str) -> Term:
    return facets.site.taxonomy(taxonomy).by_permalink[permalink]


def _count(term: Term) -> tuple[TermLink, int]:
    return TermLink(term.name, term.permalink), len(term.entries)


def _newest(facets: Facets, taxonomy: str, permalink: str, limit: int) -> tuple[Entry, ...]:
    every = _term(facets, taxonomy, permalink).entries if taxonomy else facets.site.entries
    dated = [entry for entry in every if entry.date and not entry.draft]
    if taxonomy == "series":
        dated.sort(key=lambda entry: facets.places[entry.source])
    return tuple(dated[: limit or None])


def _addresses(facets: Facets) -> tuple[Address, ...]:
    return tuple(itertools.starmap(Address, _found_at(facets)))


def _found_at(facets: Facets) -> list[tuple[str, datetime | None]]:
    """The permalink of each page worth finding, and when it last changed."""
    site = facets.site
    pages = [e for e in (*site.entries, *site.pages) if e.permalink != "/" and not e.draft]
    terms = [term for taxonomy in (site.tags, site.journals, site.series) for term in taxonomy.terms]
    return [
        ("/", _changed(site.entries)),
        *[(entry.permalink, entry.updated or entry.date) for entry in pages],
        *[(term.permalink, _changed(term.entries)) for term in terms],
    ]


def _changed(entries: Iterable[Entry]) -> datetime | None:
    return max([moment for e in entries if (moment := e.updated or e.date)], default=None)


def _file(facets: Facets, permalink: str) -> StaticFile | None:
    return next((file for file in facets.site.files if file.permalink == permalink), None)


def _digests_of_outcomes(facets: Facets) -> dict[str, str]:
    """Only of posts in which something was begun; no other asks."""
    items = facets.site.items
    begun = [source for kind in THREADED if kind in items for source, _ in items[kind].documents]
    outcomes = facets.learned.outcomes
    return dict.fromkeys(begun, "none") | {source: _digest(facets.told(tuple(o))) for source, o in outcomes.items()}


def _digests_of_words(facets: Facets) -> dict[str, str]:
    told = {source: _digest(text) for source, text in told_of_words(facets.site).items()}
    return dict.fromkeys(facets.site.documents, "none") | told


def _digests_of_superseding(facets: Facets) -> dict[str, str]:
    pairs = facets.site.supersedes
    concerned = {*pairs, *(target for targets in pairs.values() for target in targets), *facets.site.corrected}
    told = {source: _digest(facets.told(facets.learned.superseding(source))) for source in concerned}
    return dict.fromkeys([entry.source for entry in facets.site.entries], "none") | told


def _digests_of_earlier(facets: Facets) -> dict[str, str]:
    digests = facets.digests("entry")
    found = {source: digests[entry.source] for source, entry in facets.learned.timeline.earlier.items()}
    return dict.fromkeys([entry.source for entry in facets.site.entries], "none") | found


class OfSource(NamedTuple):
    """A question about one source."""

    answer: Callable[[Facets, str], Any]
    digests: Callable[[Facets], Mapping[str, str]]
    """What tells two answers apart, by source."""


OF_SOURCES: Mapping[str, OfSource] = {
    "entry": OfSource(_entry, _digests_of_entries),
    "front": OfSource(lambda facets, source: facets.site.documents[source].front, _digests_of_fronts),
    "body": OfSource(_body, _digests_of_bodies),
    "newer": OfSource(_newer, lambda facets: _digests_of_neighbours(facets, -1)),
    "older": OfSource(_older, lambda facets: _digests_of_neighbours(facets, 1)),
    "related": OfSource(_related, _digests_of_related),
    "backlinks": OfSource(_backlinks, _digests_of_backlinks),
    "outcomes": OfSource(lambda facets, source: tuple(facets.learned.outcomes.get(source, ())), _digests_of_outcomes),
    "glossary words": OfSource(lambda facets, source: words_in(facets.site, source), _digests_of_words),
    "superseding": OfSource(lambda facets, source: facets.learned.superseding(source), _digests_of_superseding),
    "a year earlier": OfSource(lambda facets, source: facets.learned.timeline.earlier.get(source), _digests_of_earlier),
}

QUESTIONS: Mapping[str, Callable[..., Any]] = {
    "count": lambda facets: len(facets.site.entries),
    "posts": lambda facets, start, stop: facets.site.entries[start:stop],
    "plain pages": lambda facets: facets.site.pages,
    "years": lambda facets: tuple((year, len(entries)) for year, entries in facets.years.items()),
    "year": lambda facets, year: tuple(facets.years[year]),
    "terms": lambda facets, taxonomy: facets.site.taxonomy(taxonomy).terms,
    "term": _term,
    "term count": lambda facets, taxonomy, permalink: _count(_term(facets, taxonomy, permalink)),
    "term counts": lambda facets, taxonomy: tuple(map(_count, facets.site.taxonomy(taxonomy).terms)),
    "term posts": lambda facets, taxonomy, permalink, start, stop: _term(facets, taxonomy, permalink).entries[
        start:stop
    ],
    "newest": _newest,
    "addresses": _addresses,
    "file": _file,
    "is known": lambda facets, permalink: permalink in facets.site.permalinks,
}
"""The others, but for those that stand in `LEARNED`."""
