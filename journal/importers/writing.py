"""Writing: the planned files, each made anew, none outside of the folder, and none at all if one cannot be."""

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from journal.diagnostics import ContentError, Diagnostic
from journal.importers.planning import File
from journal.importers.tree import Tree

_SHOWN = 3


def refuse(source: Path, tree: Tree, dest: Path) -> None:
    """Refuse a folder to write to that has to do with the old one. Raises ContentError."""
    real, root = Path(os.path.realpath(dest)), tree.root
    if source.is_file():  # its folder is nobody's site
        root = root / source.name
    if real == root:
        raise _problem(dest, "is the old site itself", "name another folder for the new one")
    if root in real.parents:
        raise _problem(dest, "lies inside the old site", "name a folder beside it")
    own = [real / name for name in ("posts", "pages", "static", "templates")]
    if any(folder == root or folder in root.parents for folder in own):
        raise _problem(dest, "is the journal that the old files lie in", "name another folder")
    if real.exists() and not real.is_dir():
        raise _problem(dest, "is not a folder", "name a folder, or a new one")


def check(files: Sequence[File], dest: Path) -> None:
    """Refuse to overwrite anything, or to write through a link. Raises ContentError."""
    root = Path(os.path.realpath(dest))
    there = [file.path for file in files if os.path.lexists(root / file.path)]
    if there:
        some = ", ".join(there[:_SHOWN]) + (f" and {len(there) - _SHOWN} more" if len(there) > _SHOWN else "")
        hint = "nothing is ever overwritten: name an empty folder, or move those files away"
        raise _problem(dest, f"holds {some} already", hint)
    for folder in sorted({os.path.dirname(file.path) for file in files}):
        real = os.path.realpath(root / folder)
        if real != os.path.normpath(root / folder):
            raise _problem(dest, f"{folder}/ in it is a link to somewhere else", "name an empty folder")


def write(files: Sequence[File], tree: Tree, dest: Path) -> None:
    """Write every file, or on an error take back those written. Raises ContentError."""
    root = Path(os.path.realpath(dest))
    made: list[Path] = []
    folders: list[Path] = []
    path = ""
    try:
        for file in files:
            path = file.path
            target = root / path
            _make_folders(target.parent, folders)
            with target.open("xb") as stream:  # never through a link, never over a file
                made.append(target)
                if file.text is not None:
                    stream.write(file.text.encode("utf-8", "replace"))
                else:
                    with (tree.root / file.source).open("rb") as source:
                        shutil.copyfileobj(source, stream)
    except BaseException as problem:
        for target in reversed(made):
            with contextlib.suppress(OSError):
                target.unlink()
        for folder in reversed(folders):
            with contextlib.suppress(OSError):
                folder.rmdir()
        if isinstance(problem, OSError):
            raise ContentError([Diagnostic(path, f"cannot be written: {problem.strerror}")]) from None
        raise


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir()
        made.append(one)


def _problem(dest: Path, message: str, hint: str) -> ContentError:
    return ContentError([Diagnostic(str(dest), message, hint)])
