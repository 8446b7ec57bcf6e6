"""State: what a build remembers for the next one. Plain data in SQLite, which only ever saves time.

It may be deleted, damaged or of another version at any moment; what cannot be read is made again.
"""

import contextlib
import errno
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from journal.document import OwnFile
from journal.engine import engine_stamp
from journal.frozen import frozen

_SCHEMA = """
create table documents (
    path text primary key,
    stamp text not null,      -- what the file system said of the source
    digest text not null,     -- of the source's bytes
    pipeline text not null,   -- of everything else that parsing depends on
    record text not null,
    places text not null,     -- in the front matter
    items text not null,      -- what the body holds beside prose
    sum integer not null      -- of all of these, so that a flipped bit is found
) without rowid;
create table bodies (         -- with row ids, as its rows are too long to be kept in the order of their paths
    path text primary key,
    html text not null,
    headings text not null,
    sum integer not null
);
create table files (          -- that documents bring of their own
    path text primary key,    -- of the document, a slash, and the name
    document text not null,
    data blob not null,
    sum integer not null
);
create index files_of on files (document);
create table facts (
    name text primary key,
    basis text not null,      -- digest of what the fact follows from
    fact text not null,
    sum integer not null
) without rowid;
"""
_TABLES = ("documents", "bodies", "files", "facts")
_OF_THE_DISK = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EIO,
}


class Damaged(Exception):  # noqa: N818 - it is the file that errs
    """The state cannot be read, and is to be made anew."""


@frozen
class Kept:
    """A parsed source, as it is kept."""

    path: str
    stamp: str
    """Size, times and number of the file; when they cannot be trusted to change with its content, what nothing is."""
    digest: str
    pipeline: str
    record: str
    places: str
    items: str


@frozen
class KeptBody:
    """The body of a parsed source, as it is kept."""

    path: str
    html: str
    headings: str
    files: tuple[OwnFile, ...] = ()


class State:
    """The state of one site, open for one build or one worker of it."""

    def __init__(self, connection: sqlite3.Connection, file: str = "") -> None:
        self._db, self._file = connection, file

    @classmethod
    def open(cls, folder: Path, *, clean: bool = False) -> "State":
        """The state in a folder, made new if it is not there, not usable, not wanted or that of another program.

        Raises OSError.
        """
        file = folder / "build.sqlite"
        folder.mkdir(parents=True, exist_ok=True)
        for attempt in range(2):
            if clean or attempt:
                for end in ("", "-journal", "-wal", "-shm"):
                    file.with_name(file.name + end).unlink(missing_ok=True)
            try:
                return cls(_opened(str(file)), str(file))
            except (sqlite3.Error, UnicodeError) as problem:
                if attempt or _is_of_the_disk(problem, str(file)):
                    raise _of_the_disk(problem, str(file)) from None
        raise AssertionError

    @classmethod
    def look(cls, folder: Path) -> "State":
        """The state in a folder, for one who only reads it and leaves no trace."""
        file = folder / "build.sqlite"
        if file.exists():
            db = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
            with contextlib.suppress(sqlite3.Error, UnicodeError):
                if db.execute("pragma user_version").fetchone()[0] == _version():
                    return cls(db)
            db.close()
        return cls.nothing()

    @classmethod
    def nothing(cls) -> "State":
        """A state that knows nothing, and keeps nothing."""
        return cls(_opened(":memory:"))

    def documents(self) -> list[Kept]:
        """All parsed sources that can be read. Raises Damaged."""
        rows = self._rows("select path, stamp, digest, pipeline, record, places, items, sum from documents")
        return [Kept(*row[:-1]) for row in rows if _sum(*row[:-1]) == row[-1]]

    def body(self, path: str) -> KeptBody:
        """The body of a source. Raises Damaged."""
        for html, headings, check in self._rows("select html, headings, sum from bodies where path = ?", path):
            if _sum(path, html, headings) == check:
                return KeptBody(path, html, headings)
        raise Damaged(path)

    def file(self, path: str) -> bytes:
        """A file that a document brings of its own, by the path of the document and its name. Raises Damaged."""
        for data, check in self._rows("select data, sum from files where path = ?", path):
            if isinstance(data, bytes) and zlib.crc32(data) == check:
                return data
        raise Damaged(path)

    def hold(self) -> "State":
        """Look at nothing but what is there now, which spares each question a look whether it still is.

        Nobody can keep anything until this is closed. Raises Damaged.
        """
        list(self._rows("begin"))
        return self

    def keep(self, documents: Iterable[Kept], bodies: Sequence[KeptBody]) -> None:
        """Keep parsed sources. Raises OSError."""
        with self._writing() as db:
            db.executemany(
                "insert or replace into documents values (?, ?, ?, ?, ?, ?, ?, ?)",
                [_row(k.path, k.stamp, k.digest, k.pipeline, k.record, k.places, k.items) for k in documents],
            )
            db.executemany(
                "insert or replace into bodies values (?, ?, ?, ?)", [_row(b.path, b.html, b.headings) for b in bodies]
            )
            db.executemany("delete from files where document = ?", [(b.path,) for b in bodies])
            db.executemany(
                "insert or replace into files values (?, ?, ?, ?)",
                [(f"{b.path}/{f.name}", b.path, f.data, zlib.crc32(f.data)) for b in bodies for f in b.files],
            )

    def forget(self, paths: Iterable[str]) -> None:
        """Forget parsed sources. Raises OSError."""
        with self._writing() as db:
            for path in paths:
                db.execute("delete from documents where path = ?", (path,))
                db.execute("delete from bodies where path = ?", (path,))
                db.execute("delete from files where document = ?", (path,))

    def fact(self, name: str, basis: str) -> str:
        """What was kept under a name, if it follows from this basis; empty when it is not known. Raises Damaged."""
        for *columns, check in self._rows("select name, basis, fact, sum from facts where name = ?", name):
            if columns[1] == basis and _sum(*columns) == check:
                return str(columns[2])
        return ""

    def keep_fact(self, name: str, basis: str, fact: str) -> None:
        """Keep what follows from a basis. Raises OSError."""
        with self._writing() as db:
            db.execute("insert or replace into facts values (?, ?, ?, ?)", _row(name, basis, fact))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except (sqlite3.Error, UnicodeError) as problem:
            raise Damaged(str(problem)) from None

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if not self._file:  # opened only to look: what is kept is kept nowhere
            with contextlib.closing(_opened(":memory:")) as nowhere:
                yield nowhere
            return
        try:
            with self._db:
                yield self._db
        except sqlite3.Error as problem:
            if _is_of_the_disk(problem, self._file):
                raise _of_the_disk(problem, self._file) from None
            raise Damaged(str(problem)) from None


def _version() -> int:
    """What tells states apart that cannot be used for one another: a program that changed would make other things."""
    return int(engine_stamp()[:7], 16) or 1  # 0 is that of a new file


def _row(*columns: str) -> tuple[str | int, ...]:
    return (*columns, _sum(*columns))


def _sum(*columns: str) -> int:
    return zlib.crc32("\0".join(columns).encode("utf-8", "surrogatepass"))


def _code(problem: Exception) -> int:
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF  # without what SQLite adds to the primary code


def _is_of_the_disk(problem: Exception, file: str) -> bool:
    """Whether it is the disk that will not; a file that may be written and yet says no is damaged."""
    if _code(problem) == sqlite3.SQLITE_READONLY:
        return not (os.access(file, os.W_OK) and os.access(os.path.dirname(file), os.W_OK))
    return _code(problem) in _OF_THE_DISK


def _of_the_disk(problem: Exception, file: str) -> OSError:
    number = _OF_THE_DISK.get(_code(problem), errno.EIO)
    return OSError(number, os.strerror(number), file)


def _opened(file: str) -> sqlite3.Connection:
    """A connection to a database with our schema. Raises sqlite3.Error for one that cannot be used."""
    db = sqlite3.connect(file, timeout=5)
    try:
        _prepare(db)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection) -> None:
    db.execute("pragma page_size = 8192")  # of a new file
    db.execute("pragma synchronous = off")  # what a power cut damages is made again
    version = db.execute("pragma user_version").fetchone()[0]
    if version == 0:
        with db:
            db.executescript(_SCHEMA)
            db.execute(f"pragma user_version = {_version()}")
    elif version != _version():
        raise sqlite3.DatabaseError("of another program")
    for table in _TABLES:
        db.execute(f"select * from {table} limit 1").fetchone()  # noqa: S608 - a name of ours
