"""Swap: the files of a declared write go to their places, or back; either way, any number of times."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator

from journal.intent import Intent
from journal.stage import OLD, digest_of_file, name_of


def swap(intent: Intent) -> None:
    """Put every staged file in its place, the old one aside. Raises OSError, half-way, when the disk will not."""
    output, stage = intent.output, intent.stage
    # First what is gone, which may be a file where a folder will be, or differ in letter case alone from a new one.
    for path in intent.gone:
        kept = f"{stage}/{OLD}/{name_of(path)}"
        if not os.path.lexists(kept):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                _move(f"{output}/{path}", kept)
    for path in intent.cleared:
        if os.path.isdir(f"{output}/{path}"):
            _clear(f"{output}/{path}", f"{stage}/{OLD}/{name_of(path)}")
    for folder in intent.made:
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder)
    for path, digest in intent.put.items():
        name, file = name_of(path), f"{output}/{path}"
        if path in intent.replaced:
            set_aside(file, f"{stage}/{OLD}/{name}")
        try:
            _move(f"{stage}/{name}", file)
        except FileNotFoundError:
            if not _is(file, digest):  # put there before a kill
                raise


def undo(intent: Intent) -> None:
    """Put every old file back in its place, and the new ones away. Raises OSError when the disk will not."""
    output, stage = intent.output, intent.stage
    for path, digest in intent.put.items():
        name, file = name_of(path), f"{output}/{path}"
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(_beside(file))
        if path in intent.replaced:
            put_back(f"{stage}/{OLD}/{name}", file)
        elif not os.path.lexists(f"{stage}/{name}"):
            if os.path.isfile(file):
                _move(file, f"{stage}/{name}")
        elif _is(file, digest):  # copied, and the kill came before the copied one was removed
            os.unlink(file)
    for folder in reversed(intent.made):
        with contextlib.suppress(OSError):  # what somebody else has put there is his
            os.rmdir(folder)
    for path in intent.cleared:
        put_back(f"{stage}/{OLD}/{name_of(path)}", f"{output}/{path}")
    for path in intent.gone:
        kept, file = f"{stage}/{OLD}/{name_of(path)}", f"{output}/{path}"
        if os.path.lexists(kept):
            os.makedirs(os.path.dirname(file), exist_ok=True)
            _move(kept, file)


def can_be_completed(intent: Intent) -> bool:
    """Whether every new file is staged still, or in its place; and whole, which a power cut may have prevented."""
    return all(
        _is(f"{intent.stage}/{name_of(path)}", digest) or _is(f"{intent.output}/{path}", digest)
        for path, digest in intent.put.items()
    )


def can_be_undone(intent: Intent) -> bool:
    """Whether the old files that are not in their places are where they were put aside."""
    return os.path.isdir(f"{intent.stage}/{OLD}")


def remove_emptied(intent: Intent) -> None:
    """Leave no folder in which there was nothing but what is gone now."""
    for path in (*intent.gone, *intent.forgotten):
        for folder in _above(path):
            try:
                os.rmdir(f"{intent.output}/{folder}")
            except FileNotFoundError:
                continue
            except OSError:
                break


def set_aside(file: str, kept: str) -> None:
    """Keep a file that is about to be replaced, unless it is kept already; one that is missing is no error."""
    try:
        os.link(file, kept, follow_symlinks=os.link not in os.supports_follow_symlinks)
    except (FileExistsError, FileNotFoundError):
        return
    except OSError:  # no links on this disk, or none from there to here
        if not os.path.lexists(kept):
            shutil.copy2(file, f"{kept}.new", follow_symlinks=False)
            os.replace(f"{kept}.new", kept)


def _clear(folder: str, aside: str) -> None:
    """Move a folder out of the way; as it is, since it would take room on the disk to make it again."""
    for here, _, files in os.walk(folder):
        if files:  # not there before, so nobody's but the author's
            raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), here)
    try:
        os.replace(folder, aside)
    except OSError as problem:
        if problem.errno != errno.EXDEV:  # a layered file system, as of a container, moves no folder of a layer below
            raise
        for here, _, _ in os.walk(folder, topdown=False):
            os.rmdir(here)


def put_back(kept: str, file: str) -> None:
    """Undo `set_aside`; no error where that was not done."""
    with contextlib.suppress(FileNotFoundError):
        _move(kept, file)


def _move(source: str, target: str) -> None:
    """Move a file in one step, as far as anyone can see who reads the target."""
    try:
        os.replace(source, target)
    except OSError as problem:
        if problem.errno != errno.EXDEV:
            raise
        # A folder of the output may itself lie on another disk.
        beside = _beside(target)
        shutil.copy2(source, beside, follow_symlinks=False)
        os.replace(beside, target)
        os.unlink(source)


def _beside(file: str) -> str:
    folder, name = os.path.split(file)
    return f"{folder}/.{name[:100]}.journal-new"


def _is(file: str, digest: str) -> bool:
    try:
        return digest_of_file(file) == digest
    except OSError:
        return False


def _above(path: str) -> Iterator[str]:
    while path := os.path.dirname(path):
        yield path
