"""Watch: tells of every change to the sources, whatever way an editor or git has of saving."""

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from stat import S_ISDIR

from watchfiles import Change, watch

from journal.defaults import STATIC, TEMPLATES
from journal.serve.sift import ALONE, BROUGHT, FOLDERS, source_of

_STEP, _MOST = 8, 100
"""Milliseconds of quiet after which changes are told, and after which they are told without it: to save a file, editors
take several steps, one right after the other."""
_AGAIN = 0.1
"""Seconds until a folder is looked for again that went away just as it was to be watched."""

Changes = Iterable[tuple[Change, str]]


class Watch:
    """Two pairs of eyes: on what lies in the site's folder itself, and on all that lies below the folders of sources.

    The rest of the folder may hold the packages of some other program, by the ten thousand, and is not looked into.
    """

    def __init__(self, root: Path, told: Callable[[frozenset[str]], None]) -> None:
        self._root, self._told = root, told
        self._code: frozenset[str] = frozenset()
        self._packages: tuple[str, ...] = ()
        self._links: dict[str, str] = {}
        """The files that sources are links to, and the source; the system tells of no change through a link."""
        self._watched: dict[str, tuple[int, int]] = {}
        self._around = self._inside = _Eyes((), self._hear, deep=True)

    def begin(self) -> None:
        """Watch from now on."""
        self._links = dict(self._all_links())
        self._look_around()
        self._look_inside()

    def also(self, code: Iterable[str]) -> bool:
        """Watch these files of the site's own code, too, wherever they are; True if that is new, and takes a moment."""
        files = tuple(code)
        folders = frozenset(map(os.path.dirname, files))
        if folders == self._code:
            return False
        self._code = folders
        self._packages = tuple(os.path.dirname(file) for file in files if os.path.basename(file) == "__init__.py")
        self._around.close()
        self._look_around()
        self._look_inside_again()
        return True

    def end(self) -> None:
        """Watch no more."""
        self._around.close()
        self._inside.close()

    def _look_around(self) -> None:
        folders = {str(self._root), *self._code, *map(os.path.dirname, self._links)}
        self._around = _Eyes(sorted(folders), self._hear_around, deep=False)
        self._around.start()

    def _look_inside(self) -> None:
        self._watched = self._there()
        self._inside = _Eyes([*self._watched, str(TEMPLATES), str(STATIC)], self._hear, deep=True)
        self._inside.start()

    def _look_inside_again(self) -> None:
        if self._there() != self._watched:  # one of them has come, gone, or is another of the same name
            self._inside.close()
            self._look_inside()

    def _there(self) -> dict[str, tuple[int, int]]:
        names = (*FOLDERS, *filter(None, map(os.path.dirname, ALONE)))
        folders = [os.path.join(self._root, name) for name in names]
        folders += [os.path.join(package, name) for package in self._packages for name in BROUGHT]
        found = {}
        for folder in folders:
            with contextlib.suppress(OSError):
                stat = os.stat(folder)
                if S_ISDIR(stat.st_mode):
                    found[folder] = stat.st_dev, stat.st_ino
        return found

    def _hear_around(self, changes: Changes) -> None:
        self._look_inside_again()
        self._hear(changes)

    def _hear(self, changes: Changes) -> None:
        found: set[str | None] = set()
        links: dict[str, str] = {}
        for change, file in changes:
            source = source_of(file, self._root, gone=change == Change.deleted, packages=self._packages)
            if source and os.path.islink(file):
                links[os.path.realpath(file)] = source
            found |= {source, self._links.get(file)}
        if not links.items() <= self._links.items():
            self._links |= links
            self._around.close()
            self._look_around()
        if paths := frozenset(path for path in found if path):
            self._told(paths)

    def _all_links(self) -> Iterator[tuple[str, str]]:
        """All files that a source is a link to, and that source."""
        for folder in (os.path.join(self._root, name) for name in FOLDERS):
            for above, _, names in os.walk(folder):
                for file in (os.path.join(above, name) for name in names):
                    if os.path.islink(file) and (source := source_of(file, self._root, gone=False)):
                        yield os.path.realpath(file), source


class _Eyes(threading.Thread):
    """Look at some folders until they are closed."""

    def __init__(self, folders: Sequence[str], told: Callable[[Changes], None], *, deep: bool) -> None:
        super().__init__(name="journal serve: watch", daemon=True)
        self._folders, self._tell, self._deep = folders, told, deep
        self._polling: bool | None = None
        self._closed = threading.Event()

    def close(self) -> None:
        """Look no more."""
        self._closed.set()

    def run(self) -> None:
        """Look."""
        while not self._closed.is_set():
            try:
                self._look([folder for folder in self._folders if os.path.isdir(folder)])
            except FileNotFoundError:  # it went away just now
                self._closed.wait(_AGAIN)
            except (
                OSError,
                RuntimeError,
            ):  # the system will not tell, or not of so many: then it is asked again and again
                if self._polling:
                    raise
                self._polling = True

    def _look(self, folders: Sequence[str]) -> None:
        if not folders:
            self._closed.wait()
            return
        for changes in watch(
            *folders,
            watch_filter=None,
            debounce=_MOST,
            step=_STEP,
            stop_event=self._closed,
            recursive=self._deep,
            force_polling=self._polling,
            ignore_permission_denied=True,
        ):
            self._tell(changes)
