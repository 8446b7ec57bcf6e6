"""Lock: one build at a time in a folder, held by the operating system, so that no crash can leave it behind."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from journal.diagnostics import ContentError, Diagnostic


@contextmanager
def lock(folder: Path, wait: Callable[[], None] | None) -> Iterator[None]:
    """Hold the folder's lock. Where another build holds it, call `wait` and wait; with None, raise ContentError."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+b") as file:
        if not _taken(file, wait=False):
            if wait is None:
                hint = "wait for it to end, or leave out --no-wait"
                raise ContentError([Diagnostic(folder.as_posix(), "another build is at work in this folder", hint)])
            wait()
            _taken(file, wait=True)
        yield


if sys.platform == "win32":  # pragma: no cover - as the tests run elsewhere
    import msvcrt
    import time

    def _taken(file: IO[bytes], *, wait: bool) -> bool:
        while True:
            with contextlib.suppress(OSError):
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                return True
            if not wait:
                return False
            time.sleep(0.1)

else:
    import fcntl

    def _taken(file: IO[bytes], *, wait: bool) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
