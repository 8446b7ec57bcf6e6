"""Swap: the files of a declared write go to their places, or back; either way, any number of times."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator

from journal.intent import Intent
from journal.stage import NEW, OLD, digest_of_file, name_of


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
    whole = _move_whole_folders(intent)
    for path, digest in intent.put.items():
        file = f"{output}/{path}"
        if os.path.dirname(file) in whole:
            continue
        if path in intent.replaced:
            set_aside(file, f"{stage}/{OLD}/{name_of(path)}")
        try:
            _move(f"{stage}/{NEW}/{path}", file)
        except FileNotFoundError:
            if not _is(file, digest):  # put there before a kill
                raise


def undo(intent: Intent) -> None:
    """Put every old file back in its place, and the new ones away. Raises OSError when the disk will not."""
    output, stage = intent.output, intent.stage
    _take_back_whole_folders(intent)
    for path, digest in intent.put.items():
        staged, file = f"{stage}/{NEW}/{path}", f"{output}/{path}"
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(_beside(file))
        if path in intent.replaced:
            put_back(f"{stage}/{OLD}/{name_of(path)}", file)
        elif not os.path.lexists(staged):
            if os.path.isfile(file):
                os.makedirs(os.path.dirname(staged), exist_ok=True)
                _move(file, staged)
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
        _is(f"{intent.stage}/{NEW}/{path}", digest) or _is(f"{intent.output}/{path}", digest)
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


def _move_whole_folders(intent: Intent) -> set[str]:
    """Make the folders that are missing. One below the output comes with all that is staged for it, in one step.

    Gives those for whose files there is nothing left to do.
    """
    whole: set[str] = set()
    for folder in intent.made:
        if os.path.dirname(folder) in whole:
            whole.add(folder)
            continue
        if staged := _staged_folder(intent, folder):
            try:
                os.rename(staged, folder)
            except OSError:  # it has come already, or it is there now, or it lies on another disk: file by file, then
                pass
            else:
                whole.add(folder)
                continue
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder)
    return whole


def _take_back_whole_folders(intent: Intent) -> None:
    """Undo `_move_whole_folders`, which takes no room on a full disk; not those in which somebody put files, too."""
    ours = {f"{intent.output}/{path}" for path in intent.put}
    for folder in intent.made:
        staged = _staged_folder(intent, folder)
        if not staged or os.path.lexists(staged):
            continue
        if all(f"{here}/{name}" in ours for here, _, files in os.walk(folder) for name in files):
            with contextlib.suppress(OSError):  # then file by file
                os.rename(folder, staged)


def _staged_folder(intent: Intent, folder: str) -> str:
    """Where a folder of the output is staged; empty for one above the output."""
    below = f"{folder}/".startswith(f"{intent.output}/")
    return f"{intent.stage}/{NEW}{folder[len(intent.output) :]}" if below else ""


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
