"""Shelf: the books and courses that an author has read, is reading or means to read, from `data/shelf.yaml`."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journal.dates import BadDate, parse_date
from journal.diagnostics import Diagnostic, Place, did_you_mean
from journal.frozen import frozen
from journal.scan import Source
from journal.stage import digest_of
from journal.state import State

if TYPE_CHECKING:  # slow, and few builds read a shelf anew
    from journal.yaml_nodes import Node

KINDS = ("book", "course", "video", "paper", "article", "podcast", "other")
STATUSES = ("reading", "wanted", "finished", "dropped")
_KEYS = ("title", "author", "kind", "status", "rating", "started", "finished", "url", "note")
_BEST = 5


@frozen
class Volume:
    """Something on the shelf."""

    title: str
    author: str = ""
    kind: str = "book"
    status: str = "wanted"
    rating: int = 0
    """From 1 to 5; 0 for none."""
    started: datetime | None = None
    finished: datetime | None = None
    """Or dropped."""
    url: str = ""
    note: str = ""


class _Wrong(ValueError):  # noqa: N818 - named for what it is
    """A value that its key cannot take."""

    def __init__(self, message: str, node: "Node", hint: str = "", width: int = 0) -> None:
        self.node, self.hint, self.width = node, hint, width
        """A width is that of the key, where the key is wrong."""
        super().__init__(message)


def shelf_as_kept(
    sources: Sequence[Source], zone: tzinfo, state: State
) -> tuple[tuple[Volume, ...], tuple[Diagnostic, ...]]:
    """The shelf of a site and what is wrong with it; read anew only when its file has changed."""
    source = next((source for source in sources if source.role == "data"), None)
    if source is None:
        return (), ()
    data = Path(source.file).read_bytes()
    basis = digest_of(b"%s\n%s" % (str(zone).encode(), data))
    if kept := state.fact("shelf", basis):
        return tuple(map(_volume_from, json.loads(kept))), ()
    volumes, diagnostics = read_shelf(data, source.path, zone)
    if not diagnostics:
        state.keep_fact("shelf", basis, json.dumps([_row(volume) for volume in volumes], ensure_ascii=False))
    return volumes, diagnostics


def read_shelf(data: bytes, path: str, zone: tzinfo) -> tuple[tuple[Volume, ...], tuple[Diagnostic, ...]]:
    """What a shelf file holds, and what is wrong with it."""
    from journal.yaml_nodes import YamlProblem, compose  # noqa: PLC0415 - slow, and few builds read a shelf anew

    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return (), (Diagnostic(path, "not UTF-8 text", "save the file with the encoding UTF-8"),)
    lines = text.split("\n")

    def at(message: str, hint: str, line: int, column: int, width: int = 1) -> Diagnostic:
        source = lines[line - 1] if 0 < line <= len(lines) else ""
        return Diagnostic.at(path, Place(line, column, source, width), message, hint)

    try:
        root = compose(text)
    except YamlProblem as problem:
        return (), (at(problem.message, problem.hint, problem.line, problem.column),)
    if root.is_none:
        return (), ()
    if not isinstance(root.value, list):
        return (), (at("must be a list: a line that begins with `- title: …` for each", "", root.line, root.column),)
    volumes: list[Volume] = []
    diagnostics: list[Diagnostic] = []
    for node in root.value:
        try:
            volumes.append(_volume(node, zone))
        except _Wrong as problem:
            found = problem.node
            width = len(found.value) if isinstance(found.value, str) and "\n" not in found.value else 1
            place = (
                (found.key_line, found.key_column, problem.width)
                if problem.width
                else (found.line, found.column, width)
            )
            diagnostics.append(at(str(problem), problem.hint, *place))
    return tuple(volumes), tuple(diagnostics)


def _volume(node: "Node", zone: tzinfo) -> Volume:
    if not isinstance(node.value, dict):
        raise _Wrong("must be a map with a title", node, "- title: Deep Learning for Coders")
    values: dict[str, object] = {}
    for key, value in node.value.items():
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS) or f"one of {', '.join(_KEYS)}"
            raise _Wrong(f"unknown key {key!r}", value, hint, len(key))
        if not value.is_none:
            values[key] = _typed(key, value, zone)
    if not values.get("title"):
        raise _Wrong("has no title", node, "- title: Deep Learning for Coders")
    values.setdefault("status", "finished" if "finished" in values else "reading" if "started" in values else "wanted")
    return Volume(**values)  # type: ignore[arg-type]  # typed key by key


def _typed(key: str, node: "Node", zone: tzinfo) -> object:
    if isinstance(node.value, list | dict):
        raise _Wrong(f"{key}: must be a text, not {'a list' if isinstance(node.value, list) else 'a map'}", node)
    text = " ".join(str(node.value).split())
    match key:
        case "kind" | "status":
            known = KINDS if key == "kind" else STATUSES
            if text.lower() not in known:
                raise _Wrong(
                    f"{key}: there is no {text!r}", node, did_you_mean(text, known) or f"one of {', '.join(known)}"
                )
            return text.lower()
        case "rating":
            if text not in map(str, range(1, _BEST + 1)):
                raise _Wrong(f"rating: {text!r} is no whole number from 1 to {_BEST}", node)
            return int(text)
        case "started" | "finished":
            try:
                return parse_date(text, zone)
            except BadDate as problem:
                raise _Wrong(f"{key}: {problem}", node) from None
        case "url":
            if not text.startswith(("https://", "http://")):
                raise _Wrong(f"url: {text!r} is not the address of a page", node, "begin it with https://")
            return text
        case _:
            return text


def _row(volume: Volume) -> list[object]:
    return [value.isoformat() if isinstance(value, datetime) else value for value in astuple(volume)]


def _volume_from(row: list[Any]) -> Volume:
    for n in (5, 6):
        row[n] = datetime.fromisoformat(row[n]) if row[n] else None
    return Volume(*row)
