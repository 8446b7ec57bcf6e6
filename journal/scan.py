"""Scan: every file the site is made from, by name and stat; nothing is opened."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from journal.config import Config, require_journal
from journal.defaults import STATIC
from journal.diagnostics import ContentError, Diagnostic

Role = Literal["post", "page", "asset", "static"]
MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the site, as the file system tells of it."""

    path: str
    """From the site's folder, with forward slashes: `posts/a.md`; of a built-in static file, `static/…`."""
    file: str
    """Where it is read from, absolute."""
    role: Role
    size: int
    mtime_ns: int
    ctime_ns: int = 0
    """When the file system last changed anything about it; unlike the other time, nobody can set it back."""
    inode: int = 0


def scan(config: Config) -> tuple[Source, ...]:
    """The sources of a site in order of path. Raises ContentError for a name no URL can carry."""
    require_journal(config.root)
    found: dict[str, Source] = {}
    problems: list[Diagnostic] = []
    roles: tuple[tuple[str, Role], ...] = (("posts", "post"), ("pages", "page"))
    for name, role in roles:
        if (config.root / name).is_file():
            problems.append(Diagnostic(name, "a file, where the folder of the sources should be", "rename it"))
        for source in _walk(config.root / name, name, config.output, problems):
            is_text = os.path.splitext(source.path)[1].lower() in MARKDOWN
            found[source.path] = replace(source, role=role if is_text else "asset")
    for folder in (STATIC, config.root / "static"):
        # The site's own come second and so win over the built-in ones.
        found.update((s.path, s) for s in _walk(folder, "static", config.output, problems))
    problems += [
        Diagnostic(path.encode("utf-8", "replace").decode(), "the file name is not UTF-8", "rename the file")
        for path in found
        if not _is_utf8(path)
    ]
    if problems:
        raise ContentError(problems)
    return tuple(found[path] for path in sorted(found))


def _walk(folder: Path, name: str, output: Path, problems: list[Diagnostic]) -> Iterator[Source]:
    """The files below a folder; what cannot be read is added to the problems."""
    hidden_too = name == "static"  # .nojekyll, .well-known/
    stack = [(str(folder), name, frozenset[str]())]
    while stack:
        here, path, above = stack.pop()
        real = os.path.realpath(here)
        if real in above or real == str(output):
            continue
        try:
            entries = list(os.scandir(here))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as problem:
            problems.append(Diagnostic(path, f"cannot be read: {problem.strerror}"))
            continue
        for entry in entries:
            if _is_left_out(entry.name, hidden_too=hidden_too):
                continue
            below = f"{path}/{entry.name}"
            try:
                if entry.is_dir():
                    stack.append((entry.path, below, above | {real}))
                elif entry.is_file():
                    stat = entry.stat()
                    yield Source(
                        below, entry.path, "static", stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino
                    )
                elif entry.is_symlink():
                    problems.append(Diagnostic(below, "a link to a file that is not there"))
            except OSError as problem:
                problems.append(Diagnostic(below, f"cannot be read: {problem.strerror}"))


def _is_left_out(name: str, *, hidden_too: bool) -> bool:
    if name in (".DS_Store", "Thumbs.db", "__pycache__") or name.endswith(("~", ".swp", ".tmp")):
        return True
    return name.startswith((".", "#")) and not hidden_too


def _is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
