"""News: what a page in the browser is told once it is no longer what the server has."""

import json
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from journal.serve.desk import Desk
from journal.serve.edition import Edition
from journal.serve.respond import Response

_PATIENCE = 25.0
"""Seconds until a page that waits is told that there is nothing new, so that no connection is held for ever."""
_MOST = 500
"""With so many changed files a page is better loaded again than asked which of them it shows."""


def news(target: str, desk: Desk) -> Response:
    """The answer to `news?at=PATH&edition=NAME-NUMBER`, given once it is another than that edition."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(target).query, errors="replace").items()}
    name, _, number = query.get("edition", "").rpartition("-")
    known = int(number) if number.isascii() and number.isdigit() and name == desk.name else -1
    at = query.get("at", "/")
    if known < 0:
        return _told(desk.edition, desk.name, reload=True, assets=[])
    with desk.looking_at(desk.edition.path_of(at) or ""):
        # What a page cannot know that has just come, it is told at once.
        is_new = "new" in query and bool(desk.edition.problems or desk.edition.progress)
        edition = desk.wait(-1 if is_new else known, _PATIENCE)
    paths = desk.changed_since(known)
    assets = (
        [] if paths is None else sorted(path for path in paths if not path.endswith((".html", ".xml", "feed.json")))
    )
    reload = paths is None or len(assets) > _MOST or bool(paths & _seen_at(at, edition))
    return _told(edition, desk.name, reload=reload, assets=[f"{edition.base}/{path}" for path in assets])


def _seen_at(at: str, edition: Edition) -> frozenset[str]:
    """The files that a page shows at a path: its own, and while there is none, what stands in for that."""
    path = edition.path_of(at)
    if path is None:
        return frozenset(("404.html", "index.html"))
    places = frozenset((path, f"{path}/index.html"))
    return places if any(map(edition.has, places)) else places | {"404.html"}


def _told(edition: Edition, name: str, *, reload: bool, assets: list[str]) -> Response:
    told = {
        "edition": f"{name}-{edition.number}",
        "reload": reload,
        "assets": assets,
        "problems": [str(problem) for problem in edition.problems],
        "progress": edition.progress,
    }
    return Response(HTTPStatus.OK, json.dumps(told).encode(), "application/json", {"Cache-Control": "no-store"})
