"""Heads: the head of a source, split from the body and read as front matter."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from itertools import takewhile

from journal.dates import BadDate
from journal.diagnostics import Diagnostic, Place, toml_problem
from journal.fields import WrongValue, field_of, near_miss, typed
from journal.frontmatter import FrontMatter
from journal.yaml_lines import read_lines
from journal.yaml_nodes import Node, YamlProblem, compose

_COLON = re.compile(r":(\s|$)")  # not that of https://
_KEY = re.compile(r"""["']?(\w[\w -]*?)["']?[ \t]*:(?:\s|$)""")
_JSON = re.compile(r'\{\s*"([\w-]+)"\s*:')
_SPACES = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""Ends of lines to YAML 1.1; to an editor, and to the author, they are spaces."""
_NO_PROSE = ("title", "date", "tags", "slug")
"""Fields whose key begins no sentence; `Summary: …` may."""


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
    if fence == "---" and first and not inside[0].strip() and (end is None or not any(map(_known, inside))):
        return Head("", "", 1, text, 1)  # the same, with prose below that has a colon
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
    return all(line.strip() for line in inside) and any(map(field_of, keys))


def without_fences(text: str, path: str) -> Diagnostic | None:
    """A warning for a source that begins with front matter, to the eye of its author, but has no fences."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if (found := _JSON.match("\n".join(lines[start : start + 2]).lstrip())) and field_of(found[1]):
        message, hint = "this looks like front matter in JSON", "write it as `key: value` between two lines ---"
    else:
        block = takewhile(lambda line: line.strip(), lines[start:])
        fields = [_known(line) for line in block]
        if not fields or not fields[0] or (fields[0] not in _NO_PROSE and len(list(filter(None, fields))) == 1):
            return None
        message, hint = "this looks like front matter, and is shown as text", "put a line --- above it and one below"
    return Diagnostic(path, message, hint, start + 1, 1, lines[start], len(lines[start]), "warning")


def _known(line: str) -> str | None:
    """The field that a line `key: value` fills, if it is one."""
    found = _KEY.match(line)
    return field_of(found[1]) if found else None


def read_front_matter(head: Head, path: str, zone: tzinfo) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    """The typed front matter of a head, and everything that is wrong with it."""
    lines = head.text.split("\n")

    def at(message: str, hint: str, line: int, column: int, width: int = 1, *, warning: bool = False) -> Diagnostic:
        source = lines[line - 1] if 0 < line <= len(lines) else ""
        place = line + head.first_line - 1
        return Diagnostic(path, message, hint, place, column, source, width, "warning" if warning else "error")

    try:
        nodes = nodes_of(head)
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
    names: dict[str, str] = {}
    places: dict[str, Place] = {}
    extra: dict[str, object] = {}
    diagnostics: list[Diagnostic] = []
    for key, node in nodes.items():
        field = field_of(key)
        line, column = node.key_line, node.key_column
        if key == "extra" and isinstance(node.value, dict):
            extra.update((name, item.resolved()) for name, item in node.value.items())
        elif field is None:
            extra[key] = node.resolved()
            if near := near_miss(key):
                hint = f"did you mean {near!r}? As it stands, only templates see it, as extra.{key}"
                slip = at(f"unknown front matter field {key!r}", hint, line, column, len(key), warning=True)
                diagnostics.append(replace(slip, rule="unknown-key"))
        elif field not in found or _is_empty(found[field]):
            found[field], names[field] = node, key
            source = lines[line - 1] if 0 < line <= len(lines) else ""
            places[field] = Place(line + head.first_line - 1, column, source, len(key))
        elif not _is_empty(node) and node.resolved() != found[field].resolved():
            message = f"{key!r} is not used: line {places[field].line} says it already, as {names[field]!r}"
            diagnostics.append(at(message, "keep one of the two", line, column, len(key), warning=True))
    values: dict[str, object] = {}
    for field, node in found.items():
        if _is_empty(node):
            continue
        try:
            values.update(typed(field, node, zone))
        except (WrongValue, BadDate) as problem:
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


def _is_empty(node: Node) -> bool:
    return node.is_none or (isinstance(node.value, str) and not node.value.strip())


def nodes_of(head: Head) -> Mapping[str, Node]:
    """The values of a head by their keys, each with its place in the text of the head.

    Raises YamlProblem, RecursionError, and ValueError for what is not TOML.
    """
    if head.syntax == "toml":
        return dict(_toml_nodes(tomllib.loads(head.text), head.text.split("\n")))
    text = head.text if head.text.isascii() else head.text.translate(_SPACES)
    if (found := read_lines(text)) is not None:
        return found
    root = compose(text)
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


def _sequence(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
