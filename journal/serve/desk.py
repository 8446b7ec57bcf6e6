"""Desk: where the edition lies that is served now, and where pages wait to hear what has changed."""

import os
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from journal.serve.edition import Edition, changed

_REMEMBERED = 100
"""So many editions back it is known what has changed since."""

_BLINK = 2.0
"""Seconds in which who looked away may look again: a page that is being reloaded."""


class Desk:
    """Shared by all threads of the server."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.name = os.urandom(6).hex()
        """Of this run of the server: numbers begin again in the next."""
        self._log: deque[tuple[int, frozenset[str]]] = deque(maxlen=_REMEMBERED)
        self._looked_at: Counter[str] = Counter()
        self._left: dict[str, float] = {}
        """When somebody last looked away from a file."""
        self._news = threading.Condition()
        self._closed = False

    def publish(self, **parts: Any) -> frozenset[str]:  # noqa: ANN401 - as `replace` takes them
        """Serve another edition, that differs in these parts; gives the files that have changed."""
        with self._news:
            edition = replace(self.edition, number=self.edition.number + 1, **parts)
            paths = changed(self.edition, edition)
            self._log.append((edition.number, paths))
            self.edition = edition
            self._news.notify_all()
        return paths

    def wait(self, known: int, seconds: float) -> Edition:
        """The edition, once it is another than the one that is known, or time is up."""
        with self._news:
            self._news.wait_for(lambda: self._closed or self.edition.number != known, seconds)
            return self.edition

    def changed_since(self, known: int) -> frozenset[str] | None:
        """The files that have changed since an edition; None where that is not known any more."""
        with self._news:
            if known == self.edition.number:
                return frozenset()
            later = [paths for number, paths in self._log if number > known]
            if len(later) != self.edition.number - known:
                return None
            return frozenset().union(*later)

    @contextmanager
    def looking_at(self, path: str) -> Iterator[None]:
        """While this lasts, a browser shows the file."""
        with self._news:
            self._looked_at[path] += 1
        try:
            yield
        finally:
            with self._news:
                self._looked_at[path] -= 1
                self._left[path] = time.monotonic()

    def looked_at(self) -> frozenset[str]:
        """The files that are shown in a browser now."""
        with self._news:
            since = time.monotonic() - _BLINK
            self._left = {path: left for path, left in self._left.items() if left > since}
            return frozenset(path for path, count in self._looked_at.items() if count > 0) | self._left.keys()

    def close(self) -> None:
        """Nobody needs to wait any longer."""
        with self._news:
            self._closed = True
            self._news.notify_all()
