"""Old values: what each field of an old head may hold, and what that is in journal's front matter."""

import re
from collections.abc import Iterator

from journal.dates import BadDate
from journal.frontmatter import STATUSES
from journal.importers import olddates
from journal.importers.oldkeys import folded
from journal.yaml_nodes import Node

_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")
_PICTURE = (
    "image",
    "src",
    "url",
    "path",
    "file",
    "publicurl",
    "feature",
    "featured",
    "teaser",
    "thumbnail",
    "overlayimage",
)
_PATTERN = re.compile(r"/:|\{\{|\{%")


class Unfit(ValueError):  # noqa: N818 - reads as what it is where it is raised
    """A value that its field cannot take; it stays under `extra`."""


def value_of(field: str, node: Node, *, spaced: bool) -> dict[str, object]:  # noqa: PLR0911 - a row a field
    """What a value fills, by field; some fill two, and some none. Raises Unfit.

    An empty tuple says that the field has its default: `published: true` is no draft.
    """
    match field:
        case "title" | "excerpt" | "cover_alt":
            return {field: " ".join(_text(node).split())}
        case "tags" | "categories":
            return {"tags": list(dict.fromkeys(_names(node, spaced=spaced)))}
        case "series":
            return _series(node)
        case "part":
            return {"part": _number(node)}
        case "draft":
            return {"draft": True if _flag(node) else ()}
        case "published":
            return _published(node)
        case "author":
            return {"author": _author(node)}
        case "cover":
            return _cover(node)
        case "aliases":
            return {"aliases": [text for text in _texts(node) if text]}
        case "slug" | "address":
            return _slug(_text(node), whole=field == "address")
        case "toc" | "math":
            return {field: _flag(node)}
        case "status":
            return _status(_text(node).lower())
        case _:
            raise Unfit


def read_date(node: Node, *, day_first: bool) -> tuple[str, str]:
    """A date as journal writes it, and what the author should know of how it was read. Raises BadDate and Unfit."""
    return olddates.read(_text(node) if isinstance(node.value, list | dict | str) else node.value, day_first=day_first)


def is_empty(node: Node) -> bool:
    """Whether a key says nothing at all."""
    return node.is_none or node.value in ("", [], {}) or (isinstance(node.value, str) and not node.value.strip())


def _text(node: Node) -> str:
    if isinstance(node.value, list | dict):
        raise Unfit
    return str(node.value).strip()


def _texts(node: Node) -> list[str]:
    return [_text(item) for item in node.value] if isinstance(node.value, list) else [_text(node)]


def _flag(node: Node) -> bool:
    word = _text(node).lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise Unfit


def _names(node: Node, *, spaced: bool) -> Iterator[str]:
    """Names from a list, of lists too, or from one text."""
    if isinstance(node.value, list):
        for item in node.value:
            if not is_empty(item):
                yield from [_clean(str(item.value))] if isinstance(item.value, str) else _names(item, spaced=spaced)
    elif isinstance(node.value, dict):
        raise Unfit
    else:
        text = _text(node)
        yield from filter(None, map(_clean, text.split() if spaced and "," not in text else text.split(",")))


def _clean(name: str) -> str:
    return " ".join(name.split()).strip("\"'").removeprefix("#")


def _series(node: Node) -> dict[str, object]:
    if isinstance(node.value, dict):
        known = {folded(key): item for key, item in node.value.items()}
        name, part = (
            known.get("name") or known.get("title"),
            known.get("part") or known.get("order") or known.get("index"),
        )
        if name is None:
            raise Unfit
        found: dict[str, object] = {"series": _text(name)}
        return found | ({"part": int(_text(part))} if part and _text(part).isdecimal() else {})
    texts = _texts(node)
    if len(texts) != 1:
        raise Unfit
    return {"series": " ".join(texts[0].split())}


def _author(node: Node) -> str:
    if isinstance(node.value, list):
        return ", ".join(map(_author, node.value))
    if isinstance(node.value, dict):
        name = {folded(key): item for key, item in node.value.items()}.get("name")
        if name is None:
            raise Unfit
        return _text(name)
    return _text(node)


def _cover(node: Node) -> dict[str, object]:
    if isinstance(node.value, list):
        return _cover(node.value[0])
    if isinstance(node.value, dict):
        known = {folded(key): item for key, item in node.value.items()}
        picture = next((known[key] for key in _PICTURE if key in known and isinstance(known[key].value, str)), None)
        if picture is None:
            nested = next((item for item in known.values() if isinstance(item.value, dict)), None)
            if nested is None:
                raise Unfit
            return _cover(nested)
        found: dict[str, object] = {"cover": _text(picture)}
        alt = known.get("alt") or known.get("imagealt") or known.get("alttext")
        return found | ({"cover_alt": _text(alt)} if alt and not is_empty(alt) else {})
    if isinstance(node.resolved(), bool) or not re.search(r"[./]", _text(node)):
        raise Unfit
    return {"cover": _text(node)}


def _slug(text: str, *, whole: bool) -> dict[str, object]:
    """The last part of a path, or with `/` in front a whole one; a pattern is the importer's business."""
    if _PATTERN.search(text) or "\\" in text or re.match(r"[a-z]+://", text) or text.lower() in _FALSE:
        raise Unfit
    parts = [part for part in text.split("/") if part]
    if not parts or any(part.strip() in (".", "..") for part in parts) or re.search(r"[?#]", text):
        raise Unfit
    if parts[-1].lower() == "index.html":
        parts.pop()
    return {"slug": "/" + "/".join(parts) + ("" if parts and re.search(r"\.html?$", parts[-1]) else "/")
            if whole or "/" in text else parts[0]} if parts else {"slug": "/"}  # fmt: skip


def _number(node: Node) -> int:
    if not re.fullmatch(r"\d{1,6}", _text(node)):
        raise Unfit
    return int(_text(node))


def _published(node: Node) -> dict[str, object]:
    """`published: false`; with other generators it is the day."""
    try:
        return {"draft": () if _flag(node) else True}
    except Unfit:
        try:
            return {"date": olddates.read(_text(node))[0]}
        except BadDate:
            raise Unfit from None


def _status(word: str) -> dict[str, object]:
    if word in ("draft", "hidden", "published"):
        return {"draft": () if word == "published" else True}
    if word not in STATUSES:
        raise Unfit
    return {"status": word}
