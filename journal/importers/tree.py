"""Tree: the files of an old site by name, and their bytes; nothing in it is followed out of it or run."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_LEFT_OUT = frozenset(
    ("node_modules", "__pycache__", "_site", "bower_components", "vendor", "venv", "env", "_freeze", "resources/_gen")
)
_HIDDEN_BUT_READ = frozenset((".obsidian",))
MOST_TEXT = 8_000_000
"""Bytes; nobody wrote a longer text by hand."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The files below a folder, in order of path."""

    root: Path
    files: tuple[str, ...]
    """Paths from the folder, with forward slashes."""
    passed: tuple[tuple[str, str], ...] = ()
    """What is no plain file of this folder, and why it is passed over."""

    def bytes_of(self, path: str) -> bytes:
        """The content of a file. Raises OSError."""
        return (self.root / path).read_bytes()

    def size_of(self, path: str) -> int:
        """How many bytes a file has."""
        return (self.root / path).stat().st_size

    def text_of(self, path: str) -> str:
        """The text of a file that is there for a program; empty where there is none."""
        try:
            return self.bytes_of(path).decode("utf-8-sig", "replace") if self.size_of(path) < MOST_TEXT else ""
        except OSError:
            return ""

    def has(self, *paths: str) -> bool:
        """Whether one of these files is there."""
        return any(path in self.files for path in paths)

    def first(self, *paths: str) -> str:
        """The first of these files that is there; else an empty string."""
        return next((path for path in paths if path in self.files), "")

    def below(self, folder: str) -> Iterator[str]:
        """The files below a folder; of an empty name, all."""
        prefix = f"{folder}/" if folder else ""
        return (path for path in self.files if path.startswith(prefix))

    def with_ending(self, *endings: str) -> Iterator[str]:
        """The files whose name ends so, in whatever letter case."""
        return (path for path in self.files if path.lower().endswith(endings))


def tree_of(source: Path) -> Tree:
    """The files of a folder, or the one file that is named. Raises OSError."""
    if source.is_file():
        return Tree(source.parent.resolve(), (source.name,))
    root = source.resolve(strict=True)
    files: list[str] = []
    passed: list[tuple[str, str]] = []

    def pass_over(problem: OSError) -> None:
        if problem.filename == str(root):
            raise problem
        below = os.path.relpath(problem.filename, root).replace(os.sep, "/")
        passed.append((below, f"cannot be read: {(problem.strerror or '').lower()}"))

    for here, folders, names in os.walk(root, onerror=pass_over):
        below = os.path.relpath(here, root).replace(os.sep, "/").removeprefix(".").removeprefix("/")
        prefix = f"{below}/" if below else ""
        for name in sorted(folders):
            if os.path.islink(os.path.join(here, name)):
                passed.append((prefix + name, "a link to a folder, which is not followed"))
                folders.remove(name)
            elif name in _LEFT_OUT or (name.startswith(".") and name not in _HIDDEN_BUT_READ):
                folders.remove(name)
        for name in names:
            if why := _why_not(os.path.join(here, name), root):
                passed.append((prefix + name, why))
            else:
                files.append(prefix + name)
    return Tree(root, tuple(sorted(files)), tuple(sorted(passed)))


def _why_not(file: str, root: Path) -> str:
    """Why a file is not read; an empty string when it is."""
    if os.path.islink(file):
        real = os.path.realpath(file)
        if not real.startswith(f"{root}{os.sep}"):
            return "a link that leads out of the folder"
        file = real
    try:
        mode = os.stat(file).st_mode
    except OSError as problem:
        return f"cannot be read: {problem.strerror}"
    if not stat.S_ISREG(mode):
        return "not a plain file"
    return "" if os.access(file, os.R_OK) else "cannot be read: permission denied"


def stem_of(path: str) -> str:
    """The name of a file without its folder and ending."""
    return PurePosixPath(path).stem
