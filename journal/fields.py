"""Fields: what each key of the front matter may hold, and what that becomes."""

import re
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from difflib import SequenceMatcher

from journal.dates import parse_date
from journal.frontmatter import STATUSES
from journal.yaml_nodes import Node

KEYS: Mapping[str, str] = {
    "title": "title",
    "date": "date",
    "updated": "updated",
    "expires": "expires",
    "slug": "slug",
    "tags": "tags",
    "excerpt": "excerpt", "description": "excerpt", "summary": "excerpt",
    "journal": "journal", "journal_name": "journal",
    "series": "series",
    "part": "part", "series_part": "part", "series_order": "part",
    "draft": "draft",
    "author": "author",
    "cover": "cover", "featuredImage": "cover", "image": "cover", "cover_image": "cover", "thumbnail": "cover",
    "cover_alt": "cover_alt",
    "aliases": "aliases",
    "template": "template",
    "toc": "toc",
    "math": "math",
    "status": "status",
    "id": "id",
    "supersedes": "supersedes",
}  # fmt: skip
"""Every key that means something, and the field it fills."""

_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0", "")
FLAGS = (*_TRUE, *_FALSE)
"""The words for true and false, in any letter case."""


def _folded(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "").replace(" ", "")


_FIELDS: Mapping[str, str] = {_folded(key): name for key, name in KEYS.items()}


class WrongValue(ValueError):  # noqa: N818
    """A value that its key cannot take."""

    def __init__(self, message: str, hint: str = "", node: Node | None = None) -> None:
        self.hint, self.node = hint, node
        super().__init__(message)


def field_of(key: str) -> str | None:
    """The field that a key fills, in whatever letter case it is written."""
    return _FIELDS.get(_folded(key))


def near_miss(key: str) -> str:
    """A known key that a stranger is a slip of the finger away from."""
    word = _folded(key)
    for known, field in _FIELDS.items():
        if known == "id":
            continue  # any two letters with an i are near it
        if abs(len(known) - len(word)) <= 2 and SequenceMatcher(None, word, known).ratio() >= 0.8:  # noqa: PLR2004
            return next(name for name in KEYS if _folded(name) == known) if known != field else field
    return ""


def typed(field: str, node: Node, zone: tzinfo) -> dict[str, object]:  # noqa: PLR0911 - one row a kind of field
    """The value of a field, by its name; some keys fill two fields."""
    match field:
        case "date" | "updated" | "expires":
            if isinstance(node.value, list | dict):
                raise WrongValue("must be a date, as in 2023-07-29")
            return {field: parse_date(node.value, zone)}
        case "draft" | "toc" | "math":
            return {field: _flag(node)}
        case "tags" | "journal":
            return {field: tuple(_names(node, field))}
        case "aliases":
            return {field: tuple(filter(None, _texts(node)))}
        case "supersedes":
            return {field: tuple(filter(None, _references(node)))}
        case "part":
            return {field: _part(node)}
        case "series":
            return _series(node)
        case "cover":
            return _cover(node)
        case "status":
            status = _text(node).lower()
            if status not in STATUSES:
                raise WrongValue(f"{status!r} is not a stage of growth", f"one of {', '.join(STATUSES)}")
            return {field: status}
        case "author":
            return {field: _author(node)}
        case _:
            return {field: " ".join(_text(node).split())}


def _text(node: Node, hint: str = "") -> str:
    if isinstance(node.value, list | dict):
        shape = "a list" if isinstance(node.value, list) else "a map"
        raise WrongValue(f"must be a text, not {shape}", hint, node)
    return "" if node.is_none else str(node.value).strip()


def _texts(node: Node, hint: str = "") -> list[str]:
    if isinstance(node.value, list):
        return [_text(item, hint) for item in node.value if not item.is_none]
    return [_text(node, hint)]


def _names(node: Node, field: str) -> Iterator[str]:
    """Names from a list, a comma string or one word; `@` is kept on tags, where it means a journal."""
    parts = _texts(node, "tags: [python, git]" if field == "tags" else "journal: reading")
    if not isinstance(node.value, list):
        parts = parts[0].split(",")
    for part in parts:
        name = " ".join(part.split())
        if name := name.lstrip("@") if field == "journal" else name.lstrip("#"):
            yield name


def _references(node: Node) -> Iterator[str]:
    """Names of posts from a text or a list, with or without `[[…]]`, which to YAML is a list in a list."""
    if not isinstance(node.value, list):
        parts = re.findall(r"\[\[(.+?)\]\]", _text(node)) or [_text(node, "supersedes: an-older-post")]
        yield from (re.split(r"[|#]", part)[0].strip() for part in parts)
        return
    for item in node.value:
        if isinstance(item.value, list) and not any(isinstance(part.value, list) for part in item.value):
            yield ", ".join(_texts(item, 'supersedes: "[[an older post]]"'))
        else:
            yield from _references(item)


def _flag(node: Node) -> bool:
    word = _text(node).lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise WrongValue(f"{word!r} is neither true nor false", "write true or false")


def _part(node: Node) -> int:
    try:
        return int(_text(node))
    except ValueError:
        raise WrongValue("must be a whole number", "part: 2", node) from None


def _series(node: Node) -> dict[str, object]:
    if not isinstance(node.value, dict):
        return {"series": " ".join(_text(node).split())}
    known = {_folded(key): value for key, value in node.value.items()}
    name = known.get("name") or known.get("title")
    if name is None or name.is_none:
        raise WrongValue("needs a name", "series: { name: Learning Rust, part: 2 }")
    part = known.get("part") or known.get("number") or known.get("order")
    found: dict[str, object] = {"series": " ".join(_text(name).split())}
    return found if part is None or part.is_none else found | {"part": _part(part)}


def _cover(node: Node) -> dict[str, object]:
    value = node.value
    if isinstance(value, list):
        return _cover(value[0]) if value else {}
    if not isinstance(value, dict):
        return {} if isinstance(node.resolved(), bool) else {"cover": _text(node)}
    known = {_folded(key): item for key, item in value.items()}
    keys = ("image", "src", "url", "path", "file", "feature", "teaser", "thumbnail", "name")
    written = {key: item for key, item in known.items() if isinstance(item.value, str) and not item.is_none}
    picture = next((written[key] for key in keys if key in written), None)
    if picture is None:
        raise WrongValue("names no picture", "cover: { image: picture.png, alt: what it shows }")
    alt = known.get("alt")
    found: dict[str, object] = {"cover": _text(picture)}
    return found | {"cover_alt": _text(alt)} if alt else found


def _author(node: Node) -> str:
    if isinstance(node.value, list):
        return ", ".join(filter(None, map(_author, node.value)))
    if isinstance(node.value, dict):
        name = {_folded(key): item for key, item in node.value.items()}.get("name")
        return _text(name) if name else ""
    return _text(node)
