"""Read: every source as a document, from the state where it is known there, else parsed by the pool."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from journal import pool
from journal.config import Config
from journal.diagnostics import Diagnostic
from journal.document import Document
from journal.engine import engine_stamp
from journal.markdown import Dialect
from journal.parse import Parsed, Raw, parse
from journal.records import from_record, to_record
from journal.scan import Source
from journal.stage import digest_of
from journal.state import Kept, State

_TICK_NS = 50_000_000
"""Within so short a time a file can change twice and look the same: file systems count coarser than clocks."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A source to look into, with the digest under which it is known."""

    path: str
    file: str
    is_post: bool
    digest: str


@dataclass(frozen=True, slots=True)
class _Found:
    """What was in a source; no record when it is what is known."""

    digest: str
    record: str = ""
    body: str = ""


def read_documents(
    sources: Sequence[Source], config: Config, state: State, workers: int, tell: Callable[[str, int, int], None]
) -> tuple[list[Document], tuple[Diagnostic, ...]]:
    """The documents in the sources, and all that is wrong with them."""
    started = time.time_ns()
    dialect = Dialect(
        smart_quotes=config.smart_quotes,
        emoji=config.emoji,
        math=config.math,
        line_numbers=config.line_numbers,
        language=config.language,
    )
    pipeline = digest_of(f"{engine_stamp()} {dialect} {config.timezone}".encode())
    texts = {source.path: source for source in sources if source.role in ("post", "page")}
    every = state.documents()
    known = {path: kept for path, kept in every.items() if kept.pipeline == pipeline}

    tasks = [
        _Task(path, source.file, source.role == "post", known[path].digest if path in known else "")
        for path, source in texts.items()
        if path not in known or known[path].stamp != _stamp(source, started)
    ]
    found = dict(zip((task.path for task in tasks), _look(tasks, dialect, config, workers, tell), strict=True))

    parsed, new = [], []
    for path, source in texts.items():
        kept = known.get(path)
        if look := found.get(path):
            record, body = (kept.record, kept.body) if kept and not look.record else (look.record, look.body)
            kept = Kept(path, _stamp(source, started), look.digest, pipeline, record, body)
            if look.digest:
                new.append(kept)
        if kept:
            parsed.append(from_record(kept.record, kept.body))
    state.keep_documents(new, every.keys() - texts.keys())
    diagnostics = tuple(diagnostic for one in parsed for diagnostic in one.diagnostics)
    return [one.document for one in parsed if one.document], diagnostics


def _look(
    tasks: Sequence[_Task], dialect: Dialect, config: Config, workers: int, tell: Callable[[str, int, int], None]
) -> list[_Found]:
    work = partial(_look_into, dialect=dialect, config=config)
    results = []
    with pool.processes(workers, len(tasks)) as executor:
        for done, result in enumerate(pool.in_batches(executor, work, tasks), 1):
            tell("parse", done, len(tasks))
            results.append(result)
    return results


def _look_into(tasks: Sequence[_Task], dialect: Dialect, config: Config) -> list[_Found]:
    return [_looked_into(task, dialect, config) for task in tasks]


def _looked_into(task: _Task, dialect: Dialect, config: Config) -> _Found:
    try:
        data = Path(task.file).read_bytes()
    except OSError as problem:
        # Without a digest it is not kept: next time it may be readable.
        return _Found("", to_record(Parsed(None, (Diagnostic(task.path, f"cannot be read: {problem.strerror}"),))))
    digest = digest_of(data)
    if digest == task.digest:
        return _Found(digest)
    parsed = parse(Raw(task.path, "post" if task.is_post else "page", data), dialect, config.zone)
    return _Found(digest, to_record(parsed), parsed.document.body if parsed.document else "")


def _stamp(source: Source, started: int) -> str:
    """What the file system says of a source; where it could say the same of the next edit, what nothing equals."""
    if max(source.mtime_ns, source.ctime_ns) > started - _TICK_NS:
        return f"fresh at {started}"
    return f"{source.size} {source.mtime_ns} {source.ctime_ns} {source.inode}"
