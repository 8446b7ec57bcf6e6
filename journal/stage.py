"""Stage: finished files wait here, on the disk of the output, until the whole site is rendered."""

import contextlib
import errno
import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

from journal.frozen import frozen

HIDDEN = ".journal-stage"
"""The stage in an output folder that lies on another disk than the state does; gone when the build ends."""
NEW = "new"
"""The folder of a stage that holds the new files, each where it will be in the output."""
OLD = "old"
"""The folder of a stage in which the files that were replaced or removed wait until the write is whole."""


@frozen
class Output:
    """A file of the output that is ready to be put in its place."""

    path: str
    """From the output folder, with forward slashes."""
    digest: str
    staged: str
    """Where its bytes are now, to be moved, or to be `copied`."""
    copied: bool = False


def begin(state: Path, output: Path) -> Path:
    """A new folder to stage in, from which a file gets to the output in one step. What an earlier build left goes."""
    discard(state)
    home = state / "stage"
    home.mkdir(parents=True, exist_ok=True)
    if not _one_disk(home, output):
        home = _in_output(home, output)
    # A name of its own: the workers of a build that was killed may go on for a moment.
    folder = home / os.urandom(4).hex()
    (folder / OLD).mkdir(parents=True)
    (folder / NEW).mkdir()
    return folder


def put(folder: Path, path: str, data: bytes) -> Output:
    """Keep the bytes of a page until the write."""
    file = f"{folder}/{NEW}/{path}"
    if path.endswith("/index.html"):  # most pages have a folder of their own, and lack no other
        with contextlib.suppress(FileNotFoundError, FileExistsError):
            os.mkdir(file[: -len("/index.html")])
    try:
        _write(file, data)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        _write(file, data)
    return Output(path, digest_of(data), file)


def copy(folder: Path, output: Output) -> Output:
    """Keep the bytes of a file that is to be copied until the write. Raises OSError that names the file at fault."""
    file = f"{folder}/{NEW}/{output.path}"
    os.makedirs(os.path.dirname(file), exist_ok=True)
    try:
        shutil.copyfile(output.staged, file)
    except OSError as problem:
        if problem.filename2:  # of an error between two files, shutil names the source first
            raise OSError(problem.errno, problem.strerror, problem.filename2) from None
        raise
    # It may have been edited since it was looked at.
    return replace(output, digest=digest_of_file(file), staged=file, copied=False)


def name_of(path: str) -> str:
    """The name under which an old file of the output is put aside."""
    return hashlib.blake2b(path.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def discard(state: Path) -> None:
    """Nothing staged is kept after a build, whether it went well or not."""
    home = state / "stage"
    elsewhere, *made = _noted(home)
    if os.path.basename(elsewhere) == HIDDEN:
        _remove(elsewhere)
        for folder in reversed(made):
            with contextlib.suppress(OSError):  # not empty: the site is in it
                os.rmdir(folder)
    _remove(str(home))


def digest_of(data: bytes) -> str:
    """What tells two contents apart."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_of_file(file: str | os.PathLike[str]) -> str:
    """The digest of a file's content."""
    with open(file, "rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _write(file: str, data: bytes) -> None:
    with open(file, "wb", buffering=0) as stream:  # all of it is here: a buffer would be made for nothing
        written = stream.write(data)
        while written < len(data):  # a disk may take a part
            written += stream.write(data[written:])


def _one_disk(home: Path, output: Path) -> bool:
    """Whether a file can be renamed from the stage into the output."""
    near = next(folder for folder in (output, *output.parents) if folder.exists())
    if os.stat(home).st_dev != os.stat(near).st_dev:
        return False
    try:
        # One disk may be mounted twice, and no rename leads across; Linux says so before it looks for the file.
        os.rename(home / "no such file", near / "no such file")
    except OSError as problem:
        return problem.errno != errno.EXDEV
    return True


def _in_output(home: Path, output: Path) -> Path:
    made = [str(folder) for folder in (output, *output.parents) if not folder.exists()][::-1]
    elsewhere = output / HIDDEN
    # Noted first, so that it is found again after a kill, by a build into another folder too.
    (home / "elsewhere").write_text(json.dumps([str(elsewhere), *made]), encoding="utf-8")
    _remove(str(elsewhere))
    elsewhere.mkdir(parents=True, exist_ok=True)
    return elsewhere


def _remove(folder: str) -> None:
    """Remove a folder as far as that goes; what stays is removed by the next build."""
    # Not by shutil, which gives up where a process may open no more than one file.
    for here, _, files in os.walk(folder, topdown=False):
        for name in files:
            with contextlib.suppress(OSError):
                os.unlink(f"{here}/{name}")
        with contextlib.suppress(OSError):
            os.rmdir(here)


def _noted(home: Path) -> list[str]:
    try:
        noted: list[str] = json.loads((home / "elsewhere").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return [""]
    return noted
