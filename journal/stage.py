"""Stage: finished files wait here, beside the state, until the whole site is rendered."""

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the output that is ready to be put in its place."""

    path: str
    """From the output folder, with forward slashes."""
    digest: str
    staged: str = ""
    """Where its bytes are now, to be moved, or to be `copied`; empty for a file that is in its place already."""
    copied: bool = False


def put(folder: Path, path: str, data: bytes) -> Output:
    """Keep the bytes of a page until the write."""
    digest = digest_of(data)
    file = f"{folder}{os.sep}{hashlib.blake2b(path.encode(), digest_size=16).hexdigest()}"
    with open(file, "wb") as stream:
        stream.write(data)
    return Output(path, digest, file)


def clear(folder: Path) -> None:
    """An empty folder to stage in."""
    discard(folder)
    folder.mkdir(parents=True)


def discard(folder: Path) -> None:
    """Nothing staged is kept after a build, whether it went well or not."""
    shutil.rmtree(folder, ignore_errors=True)


def digest_of(data: bytes) -> str:
    """What tells two contents apart."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_of_file(file: str | os.PathLike[str]) -> str:
    """The digest of a file's content."""
    with open(file, "rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
