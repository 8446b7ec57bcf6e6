"""Prepare: what a write will do, and whether it can, found out while nothing is touched yet."""

import errno
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from journal import stage
from journal.config import Config
from journal.frozen import frozen
from journal.intent import Intent
from journal.output import Manifest, refuse_changed, refuse_link, refuse_unlike, stamp_in, whose
from journal.stage import Output, digest_of_file


@frozen
class Prepared:
    """A write that can be done, and what it will leave alone."""

    intent: Intent
    kept: Manifest
    """What is known of the files that stay as they are."""
    left: tuple[str, ...]
    """Files that are no longer part of the site, but were changed by hand."""


def prepare(
    outputs: Sequence[Output], in_place: frozenset[str], config: Config, before: Manifest, folder: Path
) -> Prepared:
    """What is to be done for the output to hold these files beside those in place.

    Raises OSError or ContentError where it cannot be.
    """
    output, wanted = str(config.output), {o.path for o in outputs} | in_place
    owners = {path: whose(f"{output}/{path}", entry) for path, entry in before.items() if path not in wanted}
    gone = tuple(path for path, owner in owners.items() if owner == "ours")
    folders = _Folders(config.output, frozenset(gone))
    kept = {path: entry for path, entry in before.items() if path in wanted}
    put: dict[str, str] = {}
    replaced: list[str] = []
    cleared: list[str] = []
    copies: list[Output] = []
    unlisted: dict[str, str] = {}
    for o in outputs:
        file = f"{output}/{o.path}"
        above = os.path.dirname(file)
        found = _stat(file) if folders.is_there(above) else None
        if found and (stamp := _as_it_was(file, found, o, kept.get(o.path))):
            kept[o.path] = (o.digest, stamp)
            continue
        if found and before and o.path not in before and not stat.S_ISDIR(found.st_mode):
            unlisted[o.path] = o.digest
            continue
        folders.need(above)
        if found and stat.S_ISDIR(found.st_mode):
            folders.make_way(file)
            cleared.append(o.path)
        elif found:
            replaced.append(o.path)
        put[o.path] = o.digest
        kept.pop(o.path, None)
        if o.copied:
            copies.append(o)
    kept |= refuse_unlike(config.output, unlisted)
    for path in gone:
        folders.need(os.path.dirname(f"{output}/{path}"))
    put |= {o.path: stage.copy(folder, o).digest for o in copies}
    forgotten = tuple(path for path, owner in owners.items() if owner != "ours")
    intent = Intent(output, str(folder), put, frozenset(replaced), gone, forgotten, folders.made, tuple(cleared))
    return Prepared(intent, kept, tuple(path for path, owner in owners.items() if owner == "the author's"))


class _Folders:
    """The folders that a write goes through."""

    def __init__(self, output: Path, gone: frozenset[str]) -> None:
        self._made: dict[str, None] = {}
        self._output = str(output)
        self._gone = gone
        self._there: dict[str, bool] = {}
        self._open: set[str] = set()
        self._links: set[str] = set()

    @property
    def made(self) -> tuple[str, ...]:
        """Those that are missing and needed, outermost first."""
        return tuple(self._made)

    def is_there(self, folder: str) -> bool:
        """Whether there is such a folder now."""
        if folder not in self._there:
            above = os.path.dirname(folder)
            if len(above) >= len(self._output) and not self.is_there(above):
                self._there[folder] = False
                return False
            # Asked as a folder, with the slash: a file is none. And without an exception, as a new site has none yet.
            if os.access(f"{folder}/", os.W_OK | os.X_OK):
                self._open.add(folder)
            self._there[folder] = folder in self._open or os.access(f"{folder}/", os.F_OK)
            if above in self._links or (folder != self._output and os.path.islink(folder)):
                self._links.add(folder)
        return self._there[folder]

    def need(self, folder: str) -> None:
        """See to it that files can be put there. Raises OSError or ContentError where they cannot."""
        if folder in self._made:
            return
        path = folder[len(self._output) + 1 :]
        if self.is_there(folder):
            if folder in self._links:
                refuse_link(Path(self._output), path)
            if folder not in self._open:
                raise _closed(folder)
            return
        above = os.path.dirname(folder)
        if self.is_there(above) and os.path.lexists(folder) and path not in self._gone:
            refuse_changed(Path(self._output), path)
        self.need(above)
        self._made[folder] = None

    def make_way(self, folder: str) -> None:
        """See to it that a folder may be replaced by a file. Raises ContentError where it holds what is to stay."""
        for here, folders, files in os.walk(folder):
            for name in (*files, *(name for name in folders if os.path.islink(f"{here}/{name}"))):
                path = os.path.relpath(f"{here}/{name}", self._output).replace(os.sep, "/")
                if path not in self._gone:
                    refuse_changed(Path(self._output), path)


def _stat(file: str) -> os.stat_result | None:
    try:
        return os.lstat(file)
    except FileNotFoundError:
        return None


def _as_it_was(file: str, found: os.stat_result, output: Output, entry: tuple[str, str] | None) -> str:
    """The stamp of a file in the place of an output, if that is what it holds; empty if not, or nothing is trusted."""
    digest, known = entry or ("", "")
    if digest != output.digest or not known or not stat.S_ISREG(found.st_mode):
        return ""
    stamp = stamp_in(found)
    if stamp == known:
        return stamp
    try:
        # A write that was undone, or a copy of the site, leaves other times on the same bytes.
        return stamp if digest_of_file(file) == digest else ""
    except OSError:
        return ""


def _closed(folder: str) -> OSError:
    sealed = hasattr(os, "statvfs") and os.statvfs(folder).f_flag & os.ST_RDONLY
    code = errno.EROFS if sealed else errno.EACCES
    return OSError(code, os.strerror(code), folder)
