"""Traces: what each output was made from, so that one for which all is as it was is left alone.

They are held and kept by column, as an edit holds those of all outputs against what is now, and next to all are as
they were.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from journal import datafile
from journal.column import Column
from journal.facets import OF_SOURCES, Facets, Key
from journal.frozen import frozen
from journal.ground import Ground
from journal.page import Page
from journal.site import StaticFile


@frozen
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
    reads: str = ""
    """All else that was read, as `_told` tells of it."""


@frozen
class Traces:
    """The same of many outputs; every column is in the order of their paths, and empty for one that is not known."""

    paths: list[str] = field(default_factory=list)
    planned: Column = field(default_factory=Column.none)
    ground: list[str] = field(default_factory=list)
    digest: Column = field(default_factory=Column.none)
    own: Mapping[str, Column] = field(default_factory=dict)
    """By question; empty for an output that did not ask it."""
    reads: Column = field(default_factory=Column.none)
    """Read only by who goes over them; the others hand them on as they are."""

    def at(self, paths: list[str]) -> "Traces":
        """Those of the outputs at these paths, in their order."""
        if paths == self.paths:  # as with most edits
            return self
        known = {path: place for place, path in enumerate(self.paths)}
        places = [known.get(path, -1) for path in paths]

        def moved(column: list[str]) -> list[str]:
            return [column[place] if place >= 0 else "" for place in places]

        return Traces(
            paths,
            Column.of(moved(self.planned.parts)),
            moved(self.ground),
            Column.of(moved(self.digest.parts)),
            {question: Column.of(moved(column.parts)) for question, column in self.own.items()},
            Column.of(moved(self.reads.parts)),
        )

    def with_new(self, new: Mapping[str, Trace]) -> "Traces":
        """The same, once some of these outputs were made anew."""
        made = {place: new[path] for place, path in enumerate(self.paths) if path in new}
        none = Column.of([""] * len(self.paths))
        questions = dict.fromkeys((*self.own, *(question for trace in made.values() for question in trace.own)))
        ground = [*self.ground]
        for place, trace in made.items():
            ground[place] = trace.ground
        return Traces(
            self.paths,
            self.planned.with_new({place: trace.planned for place, trace in made.items()}),
            ground,
            self.digest.with_new({place: trace.digest for place, trace in made.items()}),
            {
                question: self.own.get(question, none).with_new(
                    {place: trace.own.get(question, "") for place, trace in made.items()}
                )
                for question in questions
            },
            self.reads.with_new({place: trace.reads for place, trace in made.items()}),
        )


def read_traces(file: Path) -> Traces:
    """The traces in a file; none where there is none that can be used. Raises OSError."""
    match datafile.read_with_texts(file):
        case [list(grounds), list(ground), list(questions)], [*texts] if len(texts) == 2 * (4 + len(questions)):
            paths, planned, digest, reads, *own = map(Column, texts[::2], texts[1::2])
            of_questions = dict(zip(questions, own, strict=True))
            return Traces(paths.parts, planned, [grounds[n] for n in ground], digest, of_questions, reads)
    return Traces()


def keep_traces(file: Path, traces: Traces) -> None:
    """Put the traces in a file. Raises OSError."""
    grounds = {ground: n for n, ground in enumerate(dict.fromkeys(traces.ground))}
    columns = (Column.of(traces.paths), traces.planned, traces.digest, traces.reads, *traces.own.values())
    note = [[*grounds], [grounds[ground] for ground in traces.ground], [*traces.own]]
    datafile.keep(file, note, [part for column in columns for part in column.kept()])


def trace_of(page: Page, ground: Ground, reads: Iterable[Key], facets: Facets, digest: str) -> Trace:
    """The trace of a page that has just been rendered."""
    own, others = {}, []
    for key in reads:
        if str(key[0]) in OF_SOURCES and key[1] == page.source and (answer := facets.digest(key)):
            own[str(key[0])] = answer
        else:
            others.append([*key, facets.digest(key)])
    return Trace(planned(page), ground.below(page.template), digest, own, _told(others) if others else "")


def answers_changed(was: Traces, ground: Ground, facets: Facets) -> dict[str, str]:
    """Of the outputs that have read more than what is told of their own source, those that would now read otherwise.

    By output path, what had been asked first of all that has another answer.
    """
    # What another program had asked may be no question of this one.
    stand = {before for before in {*was.ground} if ground.stands_below(before)}
    columns = (was.reads.among(was.paths), was.reads.among(was.ground), was.reads.filled)
    rows = [row for row in zip(*columns, strict=True) if row[1] in stand]
    found: dict[str, str] = {}
    for (path, _, _), reads in zip(rows, json.loads(f"[{','.join([row[2] for row in rows])}]"), strict=True):
        for *key, digest in reads:
            if facets.digest(tuple(key)) != digest:
                found[path] = " ".join(
                    str(part) for part in (_named(key[0]), *key[1:]) if part is not None and part != ""
                )
                break
    return found


def _told(reads: Sequence[Sequence[str | int | None]]) -> str:
    """Questions, each with the digest of its answer at the end."""
    return json.dumps(reads, separators=(",", ":"))


def what_changed(
    was: Traces,
    pages: Sequence[Page],
    files: Sequence[StaticFile],
    ground: Ground,
    facets: Facets,
    answers: Callable[[], Mapping[str, str]],
) -> dict[str, str]:
    """Of outputs, those for which something is no longer as it was: by path, what, in words.

    The traces are those of these pages and then of the files that are copied, in their order; `answers` gives what
    `answers_changed` does.
    """
    reasons: dict[int, str] = {}
    for place, reason in _changes(was, pages, files, ground, facets, answers):
        reasons.setdefault(place, reason)
    return {was.paths[place]: reasons[place] for place in sorted(reasons)}


def _changes(
    was: Traces,
    pages: Sequence[Page],
    files: Sequence[StaticFile],
    ground: Ground,
    facets: Facets,
    answers: Callable[[], Mapping[str, str]],
) -> Iterator[tuple[int, str]]:
    """Every change by the output's place, what is told first of a page before what is told later."""
    yield from ((place, "new") for place in was.planned.empty())
    for place in was.planned.unlike(was.planned.among([*map(planned, pages), *map(as_found, files)])):
        yield place, "planned otherwise" if place < len(pages) else f"file {files[place - len(pages)].source}"
    below = {template: ground.below(template) for template in {page.template for page in pages}}
    moved = {*_unlike([below[page.template] for page in pages], was.ground)}
    for place in moved:
        if was.ground[place]:
            yield place, ground.what_changed(was.ground[place], pages[place].template)
    if len(moved) == len(pages):  # all are made again
        return
    sources = [*(page.source for page in pages), *("" for _ in files)]  # where a page was, there may be a file now
    for question, column in was.own.items():
        now, name = facets.digests(question), _named(question)
        current = [now.get(source, "") for source in column.among(sources)]
        yield from ((place, f"{name} {sources[place]}") for place in column.unlike(current))
    if others := answers():  # last of all, as somebody else may be at it still
        yield from ((place, others[path]) for place, path in enumerate(was.paths[: len(pages)]) if path in others)


def _named(question: str) -> str:
    """A question as its author is told of it."""
    return "text or links" if question == "body" else question


def _unlike(now: list[str], was: list[str]) -> list[int]:
    """The places at which a column that may go on further is not as it is now."""
    before = was[: len(now)]
    # Lists are compared in a tenth of the time that it takes to go through them.
    return [] if now == before else [n for n, (a, b) in enumerate(zip(now, before, strict=True)) if a != b]


def planned(page: Page) -> str:
    """A page as text."""
    return f"{page.permalink!r} {page.kind!r} {page.template!r} {page.subject!r} {page.number} {page.source!r}"


def as_found(file: StaticFile) -> str:
    """A file that is copied, as it was found, as text."""
    return f"{file.file!r} {file.stamp}"
