"""Read: every source as a document, from the state where it is known there, else parsed by the pool."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from journal import pool
from journal.config import Config
from journal.diagnostics import ContentError, Diagnostic
from journal.document import Document
from journal.engine import engine_stamp, versions
from journal.markdown import Dialect
from journal.parse import Raw, parse
from journal.records import from_records, to_headings, to_places, to_record
from journal.scan import Source
from journal.stage import digest_of
from journal.state import Kept, KeptBody, State

if TYPE_CHECKING:  # slow, and only a name here
    from concurrent.futures import Executor

_AT_ONCE = 1000
"""So many parsed sources are kept in one transaction, and lost when a build is cut off."""


@dataclass(frozen=True, slots=True)
class Found:
    """All that is in the sources."""

    documents: list[Document]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Parsed:
    """What parsing one source gave, in the form in which it is kept."""

    record: str
    places: str
    html: str
    headings: str


def read_documents(
    sources: Sequence[Source],
    config: Config,
    state: State,
    parsers: "int | Executor",
    tell: Callable[[str, int, int], None],
) -> Found:
    """The documents in the sources, parsed by so many processes or by an executor. Raises OSError and Damaged."""
    dialect = Dialect(
        smart_quotes=config.smart_quotes,
        emoji=config.emoji,
        math=config.math,
        line_numbers=config.line_numbers,
        language=config.language,
    )
    pipeline = digest_of(f"{engine_stamp()} {dialect} {config.timezone}".encode())
    texts = {source.path: source for source in sources if source.role in ("post", "page")}
    known: dict[str, Kept] = {}
    gone = []
    for kept in state.documents():
        if kept.path not in texts:
            gone.append(kept.path)
        elif kept.pipeline == pipeline:
            known[kept.path] = kept
    if gone:
        state.forget(gone)

    unread = []
    touched = []
    new: deque[Kept] = deque()
    pending = [source for path, source in texts.items() if path not in known or known[path].stamp != source.stamp]

    def raws() -> Iterator[Raw]:
        for source in pending:
            before = known.pop(source.path, None)
            try:
                data = Path(source.file).read_bytes()
            except OSError as problem:
                # It is not kept: next time it may be readable.
                unread.append(Diagnostic(source.path, f"cannot be read: {problem.strerror}"))
                continue
            digest = digest_of(data)
            if before and before.digest == digest:
                known[source.path] = replace(before, stamp=source.stamp)
                touched.append(known[source.path])
            else:
                new.append(Kept(source.path, source.stamp, digest, pipeline, "", ""))
                yield Raw(source.path, "page" if source.role == "page" else "post", data)

    def kept_of(results: Iterable[_Parsed]) -> Iterator[tuple[Kept, KeptBody]]:
        for done, result in enumerate(results, 1):
            kept = replace(new.popleft(), record=result.record, places=result.places)
            known[kept.path] = kept
            tell("parse", done, len(pending))
            yield kept, KeptBody(kept.path, result.html, result.headings)

    wanted = ""
    opened: AbstractContextManager[Executor | None] = nullcontext()
    if isinstance(parsers, int):
        opened = pool.processes(parsers, len(pending))
    elif len(pending) >= pool.WORTH_IT:
        opened, wanted = nullcontext(parsers), versions()
    with opened as executor:
        work = partial(_parse, dialect=dialect, zone=config.zone, wanted=wanted)
        results = kept_of(pool.in_batches(executor, work, raws()))
        while batch := tuple(islice(results, _AT_ONCE)):
            state.keep([document for document, _ in batch], [body for _, body in batch])
    if touched:
        state.keep(touched, ())
    every = [known[path] for path in texts if path in known]
    parsed = list(from_records((kept.record for kept in every), (kept.places for kept in every)))
    return Found(
        [document for document, _ in parsed if document],
        (*unread, *(diagnostic for _, diagnostics in parsed for diagnostic in diagnostics)),
    )


def _parse(raws: Sequence[Raw], dialect: Dialect, zone: tzinfo, wanted: str) -> list[_Parsed]:
    if wanted and (here := versions()) != wanted:
        message = f"its workers would render otherwise than this machine: they have {here}, and here is {wanted}"
        raise ContentError([Diagnostic("--executor", message, "install the same versions on both sides")])
    results = []
    for raw in raws:
        parsed = parse(raw, dialect, zone)
        body = parsed.body
        if parsed.document and body:
            places = to_places(parsed.document)
            results.append(_Parsed(to_record(parsed), places, body.html, to_headings(body)))
        else:
            results.append(_Parsed(to_record(parsed), "", "", "[]"))
    return results
