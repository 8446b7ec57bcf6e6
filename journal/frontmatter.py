"""Front matter: the head of a source, split from the body and given types."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from difflib import SequenceMatcher

from journal.config import toml_problem
from journal.dates import BadDate, parse_date
from journal.diagnostics import Diagnostic, Place
from journal.yaml_nodes import Node, YamlProblem, compose

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
}  # fmt: skip
"""Every key that means something, and the field it fills."""

STATUSES = ("seedling", "budding", "evergreen")
_COLON = re.compile(r":(\s|$)")  # not that of https://
_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0", "")


def _folded(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "").replace(" ", "")


_FIELDS: Mapping[str, str] = {_folded(key): name for key, name in KEYS.items()}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a source says, typed; an empty value where it says nothing."""

    title: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    slug: str = ""
    tags: tuple[str, ...] = ()
    """Without those that begin with `@`: these name journals."""
    journals: tuple[str, ...] = ()
    excerpt: str = ""
    series: str = ""
    part: int | None = None
    draft: bool = False
    author: str = ""
    cover: str = ""
    cover_alt: str = ""
    aliases: tuple[str, ...] = ()
    template: str = ""
    toc: bool | None = None
    math: bool | None = None
    status: str = ""
    id: str = ""
    extra: Mapping[str, object] | None = None
    places: Mapping[str, Place] | None = None

    def place(self, field: str) -> Place:
        """Where a field was written, or the first line."""
        return (self.places or {}).get(field) or Place()


@dataclass(frozen=True, slots=True)
class Head:
    """A source cut in two, before anything is understood."""

    syntax: str
    """`yaml`, `toml` or empty."""
    text: str
    first_line: int
    """The line of the source that `text` begins on."""
    body: str
    body_line: int


class _Wrong(ValueError):  # noqa: N818
    """A value that its key cannot take."""

    def __init__(self, message: str, hint: str = "", node: Node | None = None) -> None:
        self.hint, self.node = hint, node
        super().__init__(message)


def split(text: str, path: str) -> Head | Diagnostic:
    """The head and the body of a source (LF line ends), or the reason why they cannot be told apart."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    fence = lines[start].rstrip()
    if fence not in ("---", "+++"):
        return Head("", "", 1, text, 1)
    ends = (fence, "...") if fence == "---" else (fence,)
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() in ends), None)
    inside = lines[start + 1 : end]
    first = next((line for line in inside if line.strip() and not line.lstrip().startswith("#")), "")
    if fence == "---" and first and not _has_keys(first, inside):
        return Head("", "", 1, text, 1)  # a line across the page, not a fence
    if end is None:
        if not first or (fence == "---" and not _COLON.search(first)):
            return Head("", "", 1, text, 1)
        hint = f"put a line {fence} below the last key"
        return Diagnostic(path, "the front matter is never closed", hint, start + 1, 1, lines[start], len(fence))
    syntax = "yaml" if fence == "---" else "toml"
    return Head(syntax, "\n".join(inside), start + 2, "\n".join(lines[end + 1 :]), end + 2)


def _has_keys(first: str, inside: Sequence[str]) -> bool:
    """Whether lines below a `---` are meant as front matter, if only some of them are well formed."""
    if _COLON.search(first) or "{" in first or first.startswith(("&", "!", "[")):
        return True
    keys = (line.partition(":")[0] for line in inside if ":" in line)
    return all(line.strip() for line in inside) and any(_folded(key) in _FIELDS for key in keys)


def read_front_matter(head: Head, path: str, zone: tzinfo) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """The typed front matter of a head, and everything that is wrong with it."""
    lines = head.text.split("\n")

    def at(message: str, hint: str, line: int, column: int, width: int = 1, *, warning: bool = False) -> Diagnostic:
        source = lines[line - 1] if 0 < line <= len(lines) else ""
        place = line + head.first_line - 1
        return Diagnostic(path, message, hint, place, column, source, width, "warning" if warning else "error")

    try:
        nodes = _nodes(head, lines)
    except YamlProblem as problem:
        return FrontMatter(), (at(f"front matter: {problem.message}", problem.hint, problem.line, problem.column),)
    except tomllib.TOMLDecodeError as problem:
        return FrontMatter(), (toml_problem(path, head.text, str(problem), head.first_line - 1),)
    except RecursionError:
        return FrontMatter(), (at("front matter: nested too deeply", "", 1, 1),)
    except ValueError:
        # tomllib hands on what Python says to a number of more than 4,300 digits.
        return FrontMatter(), (at("front matter: a number with far too many digits", "", 1, 1),)

    found: dict[str, Node] = {}
    places: dict[str, Place] = {}
    extra: dict[str, object] = {}
    diagnostics: list[Diagnostic] = []
    for key, node in nodes.items():
        field = _FIELDS.get(_folded(key))
        line, column = node.key_line, node.key_column
        if key == "extra" and isinstance(node.value, dict):
            extra.update((name, item.resolved()) for name, item in node.value.items())
        elif field is None:
            extra[key] = node.resolved()
            if near := _near_miss(key):
                hint = f"did you mean {near!r}? As it stands, only templates see it, as extra.{key}"
                diagnostics.append(
                    at(f"unknown front matter field {key!r}", hint, line, column, len(key), warning=True)
                )
        elif field not in found or _is_none(found[field]):
            found[field] = node
            source = lines[line - 1] if 0 < line <= len(lines) else ""
            places[field] = Place(line + head.first_line - 1, column, source, len(key))
    values: dict[str, object] = {}
    for field, node in found.items():
        if _is_none(node):
            continue
        try:
            values.update(_typed(field, node, zone))
        except (_Wrong, BadDate) as problem:
            wrong = getattr(problem, "node", None) or node
            line, column = wrong.line, wrong.column
            width = len(wrong.value) if isinstance(wrong.value, str) and "\n" not in wrong.value else 1
            hint = getattr(problem, "hint", "")
            warning = field == "status"
            diagnostics.append(at(f"{field}: {problem}", hint, line, column, width, warning=warning))
    journals = (
        *_sequence(values.pop("journal", ())),
        *(t[1:] for t in _sequence(values.get("tags", ())) if t[:1] == "@"),
    )
    values["journals"] = tuple(dict.fromkeys(name for name in journals if name))
    values["tags"] = tuple(t for t in _sequence(values.get("tags", ())) if t[:1] != "@")
    front = FrontMatter(**values, extra=extra, places=places)  # type: ignore[arg-type]  # typed row by row above
    return front, tuple(diagnostics)


def _nodes(head: Head, lines: Sequence[str]) -> Mapping[str, Node]:
    if head.syntax == "toml":
        return dict(_toml_nodes(tomllib.loads(head.text), lines))
    # To YAML 1.1 these are ends of lines; to an editor, and to the author, they are spaces.
    root = compose(head.text.translate(dict.fromkeys((0x85, 0x2028, 0x2029), " ")))
    if root.value is None:
        return {}
    if not isinstance(root.value, dict):
        raise YamlProblem("must be lines of `key: value`", root.line, root.column)
    return root.value


def _toml_nodes(table: Mapping[str, object], lines: Sequence[str]) -> Iterator[tuple[str, Node]]:
    for key, value in table.items():
        starts = (n for n, line in enumerate(lines, 1) if line.lstrip().lstrip("[\"'").startswith(key))
        line = next(starts, 1)
        yield key, _wrapped(value, line, lines[line - 1].find(key) + 1)


def _wrapped(value: object, line: int, column: int) -> Node:
    if isinstance(value, list):
        value = [_wrapped(item, line, column) for item in value]
    elif isinstance(value, dict):
        value = {key: _wrapped(item, line, column) for key, item in value.items()}
    return Node(value, line, column, key_line=line, key_column=column)


def _is_none(node: Node) -> bool:
    return node.value is None or (node.plain and node.resolved() is None)


def _near_miss(key: str) -> str:
    """A known key that a stranger is a slip of the finger away from."""
    word = _folded(key)
    for known, field in _FIELDS.items():
        if known == "id":
            continue  # any two letters with an i are near it
        if abs(len(known) - len(word)) <= 2 and SequenceMatcher(None, word, known).ratio() >= 0.8:  # noqa: PLR2004
            return next(name for name in KEYS if _folded(name) == known) if known != field else field
    return ""


def _typed(field: str, node: Node, zone: tzinfo) -> dict[str, object]:  # noqa: PLR0911 - one row a kind of field
    """The value of a field, by its name; some keys fill two fields."""
    match field:
        case "date" | "updated" | "expires":
            if isinstance(node.value, list | dict):
                raise _Wrong("must be a date, as in 2023-07-29")
            return {field: parse_date(node.value, zone)}
        case "draft" | "toc" | "math":
            return {field: _flag(node)}
        case "tags" | "journal":
            return {field: tuple(_names(node, field))}
        case "aliases":
            return {field: tuple(_texts(node))}
        case "part":
            return {field: _part(node)}
        case "series":
            return _series(node)
        case "cover":
            return _cover(node)
        case "status":
            status = _text(node).lower()
            if status not in STATUSES:
                raise _Wrong(f"{status!r} is not a stage of growth", f"one of {', '.join(STATUSES)}")
            return {field: status}
        case "author":
            return {field: _author(node)}
        case _:
            return {field: " ".join(_text(node).split())}


def _text(node: Node, hint: str = "") -> str:
    if isinstance(node.value, list | dict):
        shape = "a list" if isinstance(node.value, list) else "a map"
        raise _Wrong(f"must be a text, not {shape}", hint, node)
    return "" if _is_none(node) else str(node.value).strip()


def _texts(node: Node, hint: str = "") -> list[str]:
    if isinstance(node.value, list):
        return [_text(item, hint) for item in node.value if not _is_none(item)]
    return [_text(node, hint)]


def _names(node: Node, field: str) -> Iterator[str]:
    """Names from a list, a comma string or one word; `@` is kept on tags, where it means a journal."""
    parts = _texts(node, "tags: [python, git]" if field == "tags" else "journal: reading")
    if not isinstance(node.value, list) and field == "tags":
        parts = parts[0].split(",")
    for part in parts:
        name = " ".join(part.split())
        if name := name.lstrip("@") if field == "journal" else name.lstrip("#"):
            yield name


def _flag(node: Node) -> bool:
    word = _text(node).lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise _Wrong(f"{word!r} is neither true nor false", "write true or false")


def _part(node: Node) -> int:
    try:
        return int(_text(node))
    except ValueError:
        raise _Wrong("must be a whole number", "part: 2", node) from None


def _series(node: Node) -> dict[str, object]:
    if not isinstance(node.value, dict):
        return {"series": " ".join(_text(node).split())}
    known = {_folded(key): value for key, value in node.value.items()}
    name = known.get("name") or known.get("title")
    if name is None or _is_none(name):
        raise _Wrong("needs a name", "series: { name: Learning Rust, part: 2 }")
    part = known.get("part") or known.get("number") or known.get("order")
    found: dict[str, object] = {"series": " ".join(_text(name).split())}
    return found if part is None or _is_none(part) else found | {"part": _part(part)}


def _cover(node: Node) -> dict[str, object]:
    value = node.value
    if isinstance(value, list):
        return _cover(value[0]) if value else {}
    if not isinstance(value, dict):
        return {} if isinstance(node.resolved(), bool) else {"cover": _text(node)}
    known = {_folded(key): item for key, item in value.items()}
    keys = ("image", "src", "url", "path", "file", "feature", "teaser", "thumbnail", "name")
    written = {key: item for key, item in known.items() if isinstance(item.value, str) and not _is_none(item)}
    picture = next((written[key] for key in keys if key in written), None)
    if picture is None:
        raise _Wrong("names no picture", "cover: { image: picture.png, alt: what it shows }")
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


def _sequence(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
