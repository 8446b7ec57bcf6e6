"""Web: what a host says of a URL; asked for no more than that, one URL of a host after the other."""

import http.client
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from http.client import HTTPMessage
from typing import IO
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import Request

from journal import __version__

_AGENT = f"journal/{__version__} (checks the links of a blog)"
_TIMEOUT = 15
"""Seconds that a host may take for each step of an answer."""
_DELAY = 1.0
"""Seconds of rest that a host gets between two questions."""
_HOSTS_AT_ONCE = 8
_GONE = frozenset((404, 410, 451))
_BUSY = frozenset((429, 503))
"""What a host says that is asked too much."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a question."""

    says: str = ""
    """What is wrong with the URL; empty when it is fine, or when nobody can tell."""
    sure: bool = True
    """Whether it is worth remembering."""
    busy: bool = False
    """Whether the host wants to be left alone."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect with the method of the question, and only over HTTP."""

    max_redirections = 8

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        made = super().redirect_request(req, fp, code, msg, headers, newurl)
        if made is not None:
            made.method = req.get_method()
        return made


def visit_all(
    urls: Iterable[str], delay: float = _DELAY, wait: Callable[[float], None] = time.sleep
) -> Iterator[tuple[str, Answer]]:
    """What the hosts of these URLs say, as the answers come; several hosts at once, each at its leisure."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(_host(url), []).append(url)
    stop = threading.Event()

    def visit_host(some: Sequence[str]) -> list[tuple[str, Answer]]:
        answers: list[tuple[str, Answer]] = []
        for url in some:
            if stop.is_set() or (answers and answers[-1][1].busy):
                answers.append((url, Answer(sure=False, busy=True)))
                continue
            if answers:
                wait(delay)
            answers.append((url, visit(url)))
        return answers

    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        try:
            for done in as_completed([pool.submit(visit_host, some) for some in hosts.values()]):
                yield from done.result()
        finally:
            stop.set()  # Ctrl-C need not wait for the rest
            pool.shutdown(wait=False, cancel_futures=True)


def visit(url: str, timeout: float = _TIMEOUT) -> Answer:
    """What its host says of a URL: first asked for the head of the answer only, as most know how to give that."""
    try:
        asked = _ascii(url)
    except (UnicodeError, ValueError):
        return Answer("is not an address that can be asked for")
    answer = _ask(asked, "HEAD", timeout)
    return answer if not answer.says and answer.sure else _ask(asked, "GET", timeout)


def _ask(url: str, method: str, timeout: float) -> Answer:
    headers = {"User-Agent": _AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
    try:
        with _opener().open(Request(url, headers=headers, method=method), timeout=timeout):  # noqa: S310 - the opener knows HTTP only
            return Answer()
    except urllib.error.HTTPError as problem:
        with problem:
            return _of_status(problem.code)
    except urllib.error.URLError as problem:
        return Answer(_reason(problem.reason))
    except (OSError, http.client.HTTPException, ValueError) as problem:
        return Answer(_reason(problem))


def _of_status(status: int) -> Answer:
    if 300 <= status < 400:  # noqa: PLR2004 - as HTTP numbers them; one that could be followed was
        return Answer("sends whoever asks round in a circle, or to no page")
    if status in _GONE or (status >= 500 and status not in _BUSY and status < 600):  # noqa: PLR2004 - as HTTP numbers them
        return Answer(f"answers {status} {http.client.responses.get(status, '')}".rstrip())
    # Many hosts turn away whoever is not a browser; readers may get in all the same.
    return Answer(sure=False, busy=status in _BUSY)


def _reason(problem: object) -> str:
    if isinstance(problem, ssl.SSLCertVerificationError):
        return f"has a certificate that is not good: {problem.verify_message}"
    if isinstance(problem, TimeoutError):
        return "does not answer in time"
    told = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
    return f"does not answer: {told}"


def _opener() -> urllib.request.OpenerDirector:
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    return opener


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _ascii(url: str) -> str:
    """A URL as it goes over the wire. Raises UnicodeError and ValueError."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    if not host:
        raise ValueError(url)
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    safe = "/%:@!$&'()*+,;=~-._?"
    return urlunsplit(
        (parts.scheme, host + port, quote(parts.path, safe=safe) or "/", quote(parts.query, safe=safe), "")
    )
