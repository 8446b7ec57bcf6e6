"""A site that is being served, as a test sees it: requests as a browser makes them, and what a page would be told."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from journal.serve.orders import Built, Failed, Wanted
from journal.serve.session import Session

PATIENCE = 60
"""Seconds after which what is waited for will not come any more."""
_PEACE = 1.5
"""Seconds in which a server that goes round in circles would have gone round."""


class Served:
    """A session that runs, and its address."""

    def __init__(self, session: Session, url: str) -> None:
        self.session, self.url = session, url
        self.told: list[Built | Failed] = []

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        """The answer to a request, and its body."""
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=PATIENCE)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def get(self, path: str) -> str:
        """The text at a path, whatever the status."""
        return self.ask(path)[1].decode()

    def status(self, path: str) -> int:
        """The status at a path."""
        return self.ask(path)[0].status

    def news(self, at: str = "/", *, known: str = "") -> dict[str, object]:
        """What a page is told, that knows an edition."""
        return json.loads(self.get(f"/.journal-serve/news?at={at}&edition={known}"))

    def edition(self) -> str:
        """The one that is served."""
        return str(self.news()["edition"])

    def problems(self) -> str:
        """What a page would show over itself."""
        return "\n".join(self.news()["problems"])

    def until(self, happened: Callable[[], object]) -> None:
        """Wait for something; fail when it does not come."""
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end, "it does not come"
            time.sleep(0.02)

    def until_shown(self, path: str, text: str) -> None:
        """Wait until a page says something."""
        self.until(lambda: text in self.get(path))

    def until_still(self) -> None:
        """Wait until there are no news for a while; fail when there always are."""
        for _ in range(20):
            before = self.edition()
            time.sleep(_PEACE)
            if self.edition() == before:
                return
        raise AssertionError("there is no end to it")


@contextmanager
def served(root: Path, **wanted: object) -> Iterator[Served]:
    """A site, served and built."""
    with begun(root, **wanted) as here:
        thread = threading.Thread(target=here.session.run)
        thread.start()
        try:
            here.until(lambda: here.told)
            yield here
        finally:
            here.session.stop()
            thread.join()


@contextmanager
def begun(root: Path, **wanted: object) -> Iterator[Served]:
    """A site, served as it was left; not built."""
    told: list[Built | Failed] = []
    session = Session(Wanted(root, **wanted), told.append)
    url = session.begin("127.0.0.1", 0)
    here = Served(session, url)
    here.told = told
    try:
        yield here
    finally:
        session.end()
