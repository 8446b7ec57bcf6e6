"""State: what a build remembers for the next one. Plain data in SQLite, which only ever saves time.

It may be deleted, damaged or of another version at any moment; what cannot be read is made again.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from journal.stage import digest_of

_VERSION = 2
_SCHEMA = """
create table documents (
    path text primary key,
    stamp text not null,      -- what the file system said of the source
    digest text not null,     -- of the source's bytes
    pipeline text not null,   -- of everything else that parsing depends on
    record text not null,
    body text not null,
    sum text not null         -- of all of these, so that a flipped bit is found
) without rowid;
create table pages (
    output text not null,     -- the output folder
    path text not null,       -- from there
    trace text not null,
    sum text not null,
    primary key (output, path)
) without rowid;
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A parsed source, as it is kept."""

    path: str
    stamp: str
    """Size, times and number of the file; empty when they cannot be trusted to change with its content."""
    digest: str
    pipeline: str
    record: str
    body: str


class State:
    """The state of one site, open for one build."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def open(cls, folder: Path, *, clean: bool = False) -> "State":
        """The state in a folder, made new if it is not there, not usable or not wanted; none where nobody may write."""
        file = folder / "build.sqlite"
        for attempt in range(2):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                if clean or attempt:
                    for end in ("", "-journal"):
                        file.with_name(file.name + end).unlink(missing_ok=True)
                return cls(_opened(str(file)))
            except (sqlite3.Error, OSError):
                continue
        return cls(_opened(":memory:"))

    @classmethod
    def look(cls, folder: Path) -> "State":
        """The state in a folder, for one who only reads it and leaves no trace."""
        file = folder / "build.sqlite"
        if file.exists():
            db = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
            with contextlib.suppress(sqlite3.Error):
                if db.execute("pragma user_version").fetchone()[0] == _VERSION:
                    return cls(db)
            db.close()
        return cls(_opened(":memory:"))

    def documents(self) -> dict[str, Kept]:
        """All parsed sources, by path; none if they cannot be read."""
        try:
            rows = self._db.execute("select * from documents").fetchall()
            return {row[0]: Kept(*row[:-1]) for row in rows if row[-1] == _sum(row[:-1])}
        except (sqlite3.Error, TypeError, UnicodeError):
            return {}

    def keep_documents(self, new: Iterable[Kept], gone: Iterable[str]) -> None:
        """Keep parsed sources, and forget those that are no more. A state that cannot be written is no error."""
        rows = [(*columns, _sum(columns)) for columns in map(astuple, new)]
        paths = [(path,) for path in gone]
        if not rows and not paths:
            return
        try:
            with self._db:
                self._db.executemany("delete from documents where path = ?", paths)
                self._db.executemany("insert or replace into documents values (?, ?, ?, ?, ?, ?, ?)", rows)
        except sqlite3.Error:
            self._db.close()
            self._db = _opened(":memory:")

    def traces(self, output: str) -> dict[str, str]:
        """The record of each page's trace in an output folder, by path; none if they cannot be read."""
        try:
            rows = self._db.execute("select path, trace, sum from pages where output = ?", (output,)).fetchall()
            return {path: trace for path, trace, check in rows if check == _sum((path, trace))}
        except (sqlite3.Error, TypeError, UnicodeError):
            return {}

    def keep_traces(self, output: str, traces: Mapping[str, str], before: Mapping[str, str]) -> None:
        """Keep the traces of the pages in an output folder, and forget those of pages that are no more."""
        new = [(output, p, trace, _sum((p, trace))) for p, trace in traces.items() if before.get(p) != trace]
        gone = [(output, path) for path in before.keys() - traces.keys()]
        if not new and not gone:
            return
        try:
            with self._db:
                self._db.executemany("delete from pages where output = ? and path = ?", gone)
                self._db.executemany("insert or replace into pages values (?, ?, ?, ?)", new)
        except sqlite3.Error:
            self._db.close()
            self._db = _opened(":memory:")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def _sum(columns: tuple[str, ...]) -> str:
    return digest_of("\0".join(columns).encode("utf-8", "surrogatepass"))


def _opened(file: str) -> sqlite3.Connection:
    """A connection to a database with our schema. Raises sqlite3.Error for one that cannot be used."""
    db = sqlite3.connect(file, timeout=5)
    try:
        db.execute("pragma synchronous = normal")
        version = db.execute("pragma user_version").fetchone()[0]
        if version != _VERSION:
            with db:
                db.executescript("drop table if exists documents; drop table if exists pages;")
                db.executescript(_SCHEMA)
                db.execute(f"pragma user_version = {_VERSION}")
        db.execute("select count(*) from documents").fetchone()
        db.execute("select count(*) from pages").fetchone()
    except BaseException:
        db.close()
        raise
    return db
