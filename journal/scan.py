"""Scan: every file the site is made from, by name and stat; nothing is opened."""

import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Literal

from journal.config import Config, require_journal
from journal.defaults import STATIC, TEMPLATES
from journal.diagnostics import ContentError, Diagnostic
from journal.frozen import frozen
from journal.modules import folders_of
from journal.notebooks import NOTEBOOK, is_notebook, missing_part
from journal.output import stamp_in

Role = Literal["post", "page", "asset", "static", "template", "data"]
SHELF = "data/shelf.yaml"
MARKDOWN = (".md", ".markdown")
_TICK_NS = 50_000_000
"""Within so short a time a file can change twice and look the same: file systems count coarser than clocks."""
_AHEAD_NS = 1_800_000_000_000
"""So far the clock of a file server may be ahead of ours; a later time comes from an archive or a camera."""
_FRESH = "fresh at "
_LEFTOVERS = ("~", ".swp", ".swo", ".swx", ".tmp", "___jb_tmp___", "___jb_old___")
"""How the names end of what editors put beside a file while it is edited or saved."""


@frozen
class Source:
    """A file of the site, as the file system tells of it."""

    path: str
    """From the site's folder, with forward slashes: `posts/a.md`; that of a built-in file too: `static/…`."""
    file: str
    """Where it is read from, absolute."""
    role: Role
    stamp: str = ""
    """Size, times and number of the file; where these could be the same after the next edit, what nothing equals.

    One of the times is that of the last change of anything about the file, which nobody can set back.
    """


def scan(config: Config) -> tuple[Source, ...]:
    """The sources of a site in order of path. Raises ContentError for a name no URL can carry."""
    sources, problems = look_around(config)
    if problems:
        raise ContentError(problems)
    return sources


def look_around(config: Config) -> tuple[tuple[Source, ...], list[Diagnostic]]:
    """The sources of a site in order of path that can be used, and what is wrong with the others."""
    require_journal(config.root)
    found: dict[str, Source] = {}
    problems: list[Diagnostic] = []
    walk = partial(_walk, output=str(config.output), started=time.time_ns(), problems=problems)
    endings = (*MARKDOWN, NOTEBOOK) if config.notebooks else MARKDOWN
    roles: tuple[tuple[str, Role], ...] = (("posts", "post"), ("pages", "page"))
    for name, role in roles:
        if (config.root / name).is_file():
            problems.append(Diagnostic(name, "a file, where the folder of the sources should be", "rename it"))
        found |= {source.path: source for source in walk(config.root / name, name, role, endings=endings)}
    # The site's own come last and so win over the built-in ones; those of its extensions stand between.
    for folder in (STATIC, *reversed(folders_of(config.extensions, config.root, "static")), config.root / "static"):
        found |= {source.path: source for source in walk(folder, "static", "static")}
    for folder in reversed(template_folders(config)):
        found |= {source.path: source for source in walk(folder, "templates", "template")}
    texts = [source.path for source in found.values() if source.role in ("post", "page")]
    missing = missing_part([path for path in texts if not path.endswith(MARKDOWN)])
    odd = {path for path in found if not path.isascii() and not _is_utf8(path)}
    problems += missing
    found.update((source.path, source) for source in _alone(config.root, SHELF))
    problems += [
        Diagnostic(path.encode("utf-8", "replace").decode(), "the file name is not UTF-8", "rename the file")
        for path in odd
    ]
    left = sorted(path for path in found if path not in odd and not (missing and is_notebook(path)))
    return tuple(found[path] for path in left), problems


def template_folders(config: Config) -> tuple[Path, ...]:
    """Where templates are looked for, the site's own folder first."""
    return (config.root / "templates", *folders_of(config.extensions, config.root, "templates"), TEMPLATES)


def _alone(root: Path, path: str) -> Iterator[Source]:
    """A file that is looked for by its name, as what else lies in its folder is the author's own affair."""
    file, started = os.path.join(root, path), time.time_ns()
    if os.path.isfile(file):
        yield Source(path, file, "data", stamp_of(os.stat(file), started))


def stamp_of(stat: os.stat_result, started: int) -> str:
    """What the file system says of a file, for a scan that began at that time (nanoseconds)."""
    since = started - _TICK_NS
    if stat.st_ctime_ns > since or since < stat.st_mtime_ns < started + _AHEAD_NS:
        return f"{_FRESH}{started}"
    return stamp_in(stat)


def _walk(  # noqa: PLR0913 - all that the walk needs to know of the site
    folder: Path,
    name: str,
    role: Role,
    *,
    output: str,
    started: int,
    problems: list[Diagnostic],
    endings: tuple[str, ...] = (),
) -> Iterator[Source]:
    """The files below a folder; what cannot be read is added to the problems."""
    stack = [(str(folder), name, frozenset[str]())]
    while stack:
        here, path, above = stack.pop()
        real = os.path.realpath(here)
        if real in above or real == output:
            continue
        if os.path.islink(here) and f"{output}{os.sep}".startswith(f"{real}{os.sep}"):
            hint = "choose another folder with --output or the setting `output`"
            problems.append(Diagnostic(path, "a link to a folder that the output folder lies in", hint))
            continue
        try:
            entries = list(os.scandir(here))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as problem:
            problems.append(Diagnostic(path, f"cannot be read: {problem.strerror}"))
            continue
        for entry in entries:
            name = entry.name
            is_text = name.endswith(MARKDOWN) and name[0] not in ".#"  # as most are
            if not is_text and is_left_out(name, role):
                continue
            below = f"{path}/{name}"
            try:
                if entry.is_file():
                    is_asset = not is_text and role in ("post", "page") and not name.lower().endswith(endings)
                    yield Source(below, entry.path, "asset" if is_asset else role, stamp_of(entry.stat(), started))
                elif entry.is_dir():
                    stack.append((entry.path, below, above | {real}))
                elif entry.is_symlink():
                    problems.append(Diagnostic(below, "a link to a file that is not there"))
            except OSError as problem:
                problems.append(Diagnostic(below, f"cannot be read: {problem.strerror}"))


def is_left_out(name: str, role: Role) -> bool:
    """Whether a file or folder of that name is no part of the site: what systems and editors leave lying about."""
    if name.startswith(".#"):  # what Emacs writes who edits a file into: a link that leads nowhere
        return True
    if role == "template":
        return False  # whatever has a name can be included
    if name in (".DS_Store", "Thumbs.db", "__pycache__", ".ipynb_checkpoints") or name.endswith(_LEFTOVERS):
        return True
    return name.startswith((".", "#")) and role != "static"  # .nojekyll, .well-known/


def _is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
