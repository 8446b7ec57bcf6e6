"""Traces: what each output was made from, so that one for which all is as it was is left alone.

They are held and kept by column, as an edit holds those of all outputs against what is now, and next to all are as
they were.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from journal import datafile
from journal.facets import OF_SOURCES, Facets, Key
from journal.ground import Ground
from journal.page import Page

T = TypeVar("T")

Read = Sequence[str | int | None]
"""A question that was asked, and at its end the digest of the answer."""

_BETWEEN = "\x7f"
"""What no `repr` holds, and JSON does not escape."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What one output was made from, and what came of it."""

    planned: str
    """The page as it was planned."""
    ground: str
    """What it stands on, as `Ground` puts it."""
    digest: str
    """Of the file."""
    own: Mapping[str, str] = field(default_factory=dict)
    """The digest of each answer about the page's own source, by question."""
    reads: Sequence[Read] = ()
    """All else that was read."""


@dataclass(frozen=True, slots=True)
class Traces:
    """The same of all outputs in a folder, each part by output path."""

    planned: Mapping[str, str] = field(default_factory=dict)
    ground: Mapping[str, str] = field(default_factory=dict)
    digest: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By question first."""
    reads: Mapping[str, Sequence[Read]] = field(default_factory=dict)
    """Of those outputs only that have read anything else."""

    def with_new(self, new: Mapping[str, Trace], paths: Iterable[str]) -> "Traces":
        """Those of the outputs at these paths, once some were made anew."""
        same = [path for path in paths if path not in new]
        questions = dict.fromkeys((*self.own, *(question for trace in new.values() for question in trace.own)))
        own = {question: _of(self.own.get(question, {}), same) for question in questions}
        for path, trace in new.items():
            for question, digest in trace.own.items():
                own[question][path] = digest
        return Traces(
            _of(self.planned, same) | {path: trace.planned for path, trace in new.items()},
            _of(self.ground, same) | {path: trace.ground for path, trace in new.items()},
            _of(self.digest, same) | {path: trace.digest for path, trace in new.items()},
            own,
            _of(self.reads, same) | {path: trace.reads for path, trace in new.items() if trace.reads},
        )


def _of(column: Mapping[str, T], paths: Iterable[str]) -> dict[str, T]:
    return {path: column[path] for path in paths if path in column}


def read_traces(file: Path) -> Traces:
    """The traces in a file; none where there is none that can be used. Raises OSError."""
    match datafile.read(file):
        case [list(paths), str(planned), list(grounds), list(ground), str(digests), dict(own), dict(reads)] if paths:
            return Traces(
                dict(zip(paths, planned.split(_BETWEEN), strict=True)),
                {path: grounds[n] for path, n in zip(paths, ground, strict=True)},
                dict(zip(paths, digests.split(" "), strict=True)),
                {
                    question: {path: digest for path, digest in zip(paths, column.split(" "), strict=True) if digest}
                    for question, column in own.items()
                },
                reads,
            )
    return Traces()


def keep_traces(file: Path, traces: Traces) -> None:
    """Put the traces in a file. Raises OSError."""
    paths = [*traces.planned]
    grounds = {ground: n for n, ground in enumerate(dict.fromkeys(traces.ground.values()))}
    columns = [
        paths,
        # A column as one text is read and written several times as fast as its thousands of parts.
        _BETWEEN.join(traces.planned.values()),
        [*grounds],
        [grounds[traces.ground[path]] for path in paths],
        " ".join([traces.digest[path] for path in paths]),
        {question: " ".join([column.get(path, "") for path in paths]) for question, column in traces.own.items()},
        traces.reads,
    ]
    datafile.keep(file, columns)


def trace_of(page: Page, ground: Ground, reads: Iterable[Key], facets: Facets, digest: str) -> Trace:
    """The trace of a page that has just been rendered."""
    own, others = {}, []
    for key in reads:
        if str(key[0]) in OF_SOURCES and key[1] == page.source and (answer := facets.digest(key)):
            own[str(key[0])] = answer
        else:
            others.append([*key, facets.digest(key)])
    return Trace(planned(page), ground.below(page.template), digest, own, others)


def what_changed(before: Traces, pages: Mapping[str, Page], ground: Ground, facets: Facets) -> dict[str, str]:
    """Of the pages at these output paths, those for which something is no longer as it was: what, in words."""
    found: dict[str, str] = {}
    for path, reason in _changes(before, pages, ground, facets):
        found.setdefault(path, reason)
    return {path: found[path] for path in pages if path in found}


def _changes(before: Traces, pages: Mapping[str, Page], ground: Ground, facets: Facets) -> Iterator[tuple[str, str]]:
    """Every change, what is told first of a page before what is told later."""
    was = before.planned
    new = {path for path in pages if path not in was}
    yield from ((path, "new") for path in new)
    yield from ((path, "planned otherwise") for path, page in pages.items() if was.get(path) != planned(page))
    below = {template: ground.below(template) for template in {page.template for page in pages.values()}}
    moved = {path for path, page in pages.items() if before.ground.get(path) != below[page.template]}
    yield from ((path, ground.what_changed(before.ground[path], pages[path].template)) for path in moved - new)
    # What another program had asked may be no question of this one.
    steady = {path: page for path, page in pages.items() if path not in moved} if moved else pages
    for question, column in before.own.items() if steady else ():
        now = facets.digests(question)
        name = "text or links" if question == "body" else question
        for path in [path for path, page in steady.items() if path in column and column[path] != now.get(page.source)]:
            yield path, f"{name} {pages[path].source}"
    for path in before.reads.keys() & steady.keys():
        for *key, digest in before.reads[path]:
            if facets.digest(tuple(key)) != digest:
                yield path, " ".join(str(part) for part in key if part is not None and part != "")
                break


def planned(page: Page) -> str:
    """A page as text."""
    return f"{page.permalink!r} {page.kind!r} {page.template!r} {page.subject!r} {page.number} {page.source!r}"
