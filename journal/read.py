"""Read: every source as a document, from the state where it is known there, else parsed by other processes."""

from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import field, replace
from functools import partial
from itertools import islice
from pathlib import Path

from journal import pool
from journal.config import Config
from journal.diagnostics import Diagnostic
from journal.document import Document, Raw
from journal.engine import engine_stamp, versions
from journal.frozen import frozen
from journal.options import Options, Progress
from journal.parser import Parser, dialect_of, parse_raws
from journal.records import Result, from_records
from journal.registry import Registry
from journal.scan import Source
from journal.stage import digest_of
from journal.state import Kept, KeptBody, State

_AT_ONCE = 1000
"""So many parsed sources are kept in one transaction, and lost when a build is cut off."""


@frozen
class Found:
    """All that is in the sources."""

    documents: list[Document]
    diagnostics: tuple[Diagnostic, ...]


@frozen
class _Changed:
    """The sources that are not as they were, sorted as they are read."""

    new: deque[Kept] = field(default_factory=deque)
    """To be parsed, in that order; without what that will give."""
    touched: list[Kept] = field(default_factory=list)
    """Of the same content as before."""
    unread: list[Diagnostic] = field(default_factory=list)


def read_documents(
    sources: Sequence[Source], config: Config, registry: Registry, state: State, options: Options, parser: Parser
) -> Found:
    """The documents in the sources. Raises OSError, Damaged, and ContentError where workers cannot be relied on."""
    dialect = dialect_of(config, registry)
    pipeline = digest_of(f"{engine_stamp()} {dialect} {config.timezone}".encode())
    texts = {source.path: source for source in sources if source.role in ("post", "page")}
    known = _known(state, texts, pipeline)
    pending = [source for path, source in texts.items() if path not in known or known[path].stamp != source.stamp]
    before = {source.path: known.pop(source.path) for source in pending if source.path in known}
    changed = _Changed()
    raws = _read(pending, before, pipeline, changed)
    few = tuple(raws) if len(pending) < pool.WORTH_IT else ()
    if few:
        parser.begin((few, dialect))
    parsed = _documents_in(known.values())
    for kept in _kept(parser.result() if few else (), changed, state):
        parsed |= _documents_in(kept)
    if len(pending) >= pool.WORTH_IT:
        workers = options.workers or pool.cores()
        executor = nullcontext(options.executor) if options.executor else pool.processes(workers, len(pending))
        with executor as others:
            wanted = versions() if options.executor else ""
            work = partial(parse_raws, dialect=dialect, zone=config.zone, wanted=wanted)
            results = pool.in_batches(others, work, raws)
            for kept in _kept(_told(results, options.progress, len(pending)), changed, state):
                parsed |= _documents_in(kept)  # while the others go on
    if changed.touched:
        state.keep(changed.touched, ())
        parsed |= _documents_in(changed.touched)
    every = [parsed[path] for path in texts if path in parsed]
    return Found(
        [document for document, _ in every if document],
        (*changed.unread, *(diagnostic for _, diagnostics in every for diagnostic in diagnostics)),
    )


def _known(state: State, texts: Container[str], pipeline: str) -> dict[str, Kept]:
    """What is known of sources that are there still and would be parsed in the same way; of others it is forgotten."""
    every = state.documents()
    if gone := [kept.path for kept in every if kept.path not in texts]:
        state.forget(gone)
    return {kept.path: kept for kept in every if kept.pipeline == pipeline and kept.path in texts}


def _read(pending: Iterable[Source], before: Mapping[str, Kept], pipeline: str, changed: _Changed) -> Iterator[Raw]:
    """Those of the sources that are to be parsed, each read when it is its turn."""
    for source in pending:
        try:
            data = Path(source.file).read_bytes()
        except OSError as problem:
            # It is not kept: next time it may be readable.
            changed.unread.append(Diagnostic(source.path, f"cannot be read: {problem.strerror}"))
            continue
        digest, was = digest_of(data), before.get(source.path)
        if was and was.digest == digest:
            changed.touched.append(replace(was, stamp=source.stamp))
        else:
            changed.new.append(Kept(source.path, source.stamp, digest, pipeline, "", "", ""))
            yield Raw(source.path, "page" if source.role == "page" else "post", data)


def _told(results: Iterable[Result], progress: Progress, total: int) -> Iterator[Result]:
    """The results, while somebody is told of each."""
    for done, result in enumerate(results, 1):
        progress("parse", done, total)
        yield result


def _kept(results: Iterable[Result], changed: _Changed, state: State) -> Iterator[list[Kept]]:
    """What was parsed, some at a time, once it is in the state."""
    remaining = iter(results)
    while some := tuple(islice(remaining, _AT_ONCE)):
        kept = [replace(changed.new.popleft(), record=one.record, places=one.places, items=one.items) for one in some]
        state.keep(
            kept, [KeptBody(k.path, one.html, one.headings, one.files) for k, one in zip(kept, some, strict=True)]
        )
        yield kept


def _documents_in(kept: Iterable[Kept]) -> dict[str, tuple[Document | None, tuple[Diagnostic, ...]]]:
    """The document and the diagnostics of each parsed source."""
    every = tuple(kept)
    found = from_records([one.record for one in every], [one.places for one in every], [one.items for one in every])
    return dict(zip((one.path for one in every), found, strict=True))
