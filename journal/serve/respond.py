"""Respond: what a browser gets for a path, as a static host would have it, and the script that follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from mimetypes import MimeTypes
from urllib.parse import quote, unquote, urlsplit

from journal.serve.edition import Edition
from journal.stage import digest_of

OURS = "/.journal-serve/"
"""Below this path is what is no part of the site."""
SCRIPT = f"{OURS}client.js"
NEWS = f"{OURS}news"

_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".ipynb": "application/json",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".rss": "application/rss+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""What the library does not know everywhere, or knows under another name than hosts do."""
_IN_UTF8 = ("text/", "application/json", "application/xml", "application/manifest+json", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, whole."""

    status: HTTPStatus
    body: bytes
    type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def respond(target: str, edition: Edition, name: str) -> Response:
    """The answer to a request for a path, with or without a query, from an edition of the server of that name."""
    parts = urlsplit(f"http://here{target}" if target.startswith("/") else target)
    try:
        url_path = unquote(parts.path, errors="strict")
    except UnicodeDecodeError:
        return Response(HTTPStatus.BAD_REQUEST, b"This path is not UTF-8.\n")
    if url_path == SCRIPT:
        return _cacheable(_own("client.js"), "text/javascript; charset=utf-8")
    path = edition.path_of(url_path)
    if path is None and url_path.rstrip("/") in ("", edition.base):
        return _elsewhere(f"{edition.base}/")
    if path is not None and (data := edition.read(path)) is not None:
        return _file(path, data, edition, name)
    if path is not None and edition.has(f"{path}/index.html"):
        return _elsewhere(quote(f"{edition.base}/{path}/") + (f"?{parts.query}" if parts.query else ""))
    if not edition.outputs:
        return _page(HTTPStatus.SERVICE_UNAVAILABLE, _own("waiting.html"), edition, name)
    missing = edition.read("404.html")
    return _page(HTTPStatus.NOT_FOUND, _own("missing.html") if missing is None else missing, edition, name)


def followed(page: bytes, edition: Edition, name: str) -> bytes:
    """A page with the script at its very end, where it changes nothing of what stands before."""
    return page + f'<script src="{SCRIPT}" data-edition="{name}-{edition.number}"></script>\n'.encode()


def type_of(path: str) -> str:
    """The media type of a file, by its name."""
    ending = f".{path.rpartition('.')[2].lower()}"
    found = _TYPES.get(ending) or MimeTypes().guess_type(f"file{ending}")[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith(_IN_UTF8) else found


def _file(path: str, data: bytes, edition: Edition, name: str) -> Response:
    type_ = type_of(path)
    if type_.startswith("text/html"):
        return _page(HTTPStatus.OK, data, edition, name)
    return _cacheable(data, type_)


def _page(status: HTTPStatus, page: bytes, edition: Edition, name: str) -> Response:
    # Never from a cache: it says which edition it is of.
    headers = {"Cache-Control": "no-store"}
    return Response(status, followed(page, edition, name), "text/html; charset=utf-8", headers)


def _cacheable(data: bytes, type_: str) -> Response:
    return Response(HTTPStatus.OK, data, type_, {"Cache-Control": "no-cache", "ETag": f'"{digest_of(data)}"'})


def _elsewhere(where: str) -> Response:
    headers = {"Location": where, "Cache-Control": "no-store"}  # tomorrow another site may be served here
    return Response(HTTPStatus.MOVED_PERMANENTLY, b"", headers=headers)


@cache
def _own(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()
