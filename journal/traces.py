"""Traces: what each output was made from, so that one for which all is as it was is left alone."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from journal.facets import OF_SOURCES, Facets, Key
from journal.ground import Ground
from journal.page import Page


@dataclass(frozen=True, slots=True)
class Trace:
    """What one output was made from, and what came of it."""

    planned: str
    """The page as it was planned."""
    ground: str
    """What it stands on, as `Ground` puts it."""
    digest: str
    """Of the file."""
    own: Mapping[str, str]
    """The digest of each answer about the page's own source, by question."""
    reads: Sequence[Sequence[str | int | None]]
    """Each other question that was asked, and at its end the digest of the answer."""


_ENCODED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_record(trace: Trace) -> str:
    """The trace as JSON."""
    row = [trace.planned, trace.ground, trace.digest, trace.own, trace.reads]
    return _ENCODED(row)


def from_records(records: Iterable[str]) -> Iterator[Trace]:
    """The traces that `to_record` was given."""
    for row in json.loads(f"[{','.join(records)}]"):  # one call for all is several times as fast
        yield Trace(*row)


def trace_of(page: Page, ground: Ground, reads: Iterable[Key], facets: Facets, digest: str) -> Trace:
    """The trace of a page that has just been rendered."""
    own, others = {}, []
    for key in reads:
        if str(key[0]) in OF_SOURCES and key[1] == page.source:
            own[str(key[0])] = facets.digest(key)
        else:
            others.append([*key, facets.digest(key)])
    return Trace(planned(page), ground.below(page.template), digest, own, others)


def what_changed(trace: Trace | None, page: Page, ground: Ground, facets: Facets) -> str:
    """What of a page is no longer as it was, in words; empty when all is."""
    if trace is None:
        return "new"
    if trace.planned != planned(page):
        return "planned otherwise"
    if trace.ground != ground.below(page.template):
        return ground.what_changed(trace.ground, page.template)
    for question, digest in trace.own.items():
        if facets.digests(question).get(page.source) != digest:
            return f"{'text or links' if question == 'body' else question} {page.source}"
    for *key, answer in trace.reads:
        if facets.digest(tuple(key)) != answer:
            return " ".join(str(part) for part in key if part is not None and part != "")
    return ""


def planned(page: Page) -> str:
    """A page as text."""
    return "\0".join((page.permalink, page.kind, page.template, page.subject, str(page.number), page.source))
