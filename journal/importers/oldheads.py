"""Old heads: the head of a text in every shape that generators take, as nodes by key."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from journal.diagnostics import Diagnostic
from journal.heads import split
from journal.importers.bodies.markup import fence
from journal.importers.records import LeftOut, Note
from journal.importers.texts import decoded
from journal.importers.tree import MOST_TEXT, Tree
from journal.yaml_nodes import Node, YamlProblem, compose

_LINE = re.compile(r"([A-Za-z_][\w-]*):(?:[ \t]+(.*)|[ \t]*)$")
_HEADLESS = re.compile(r"((?:[A-Za-z_][\w-]*:(?:[ \t][^\n]*)?\n(?:(?:[ \t]|-[ \t])[^\n]*\n)*)++)---[ \t]*(?:\n|$)")
_LABELLED = re.compile(
    r"---[ \t]*(json|js|javascript|toml|ya?ml)[ \t]*\n(.*?)^---[ \t]*(?:\n|$)", re.DOTALL | re.MULTILINE
)
"""A fence that names the language of the head."""
_JSON = re.compile(r"""\{\s*"[\w-]+"[ \t]*:""")
_KNOWN = frozenset(
    ("title", "date", "tags", "slug", "category", "categories", "author", "authors", "modified", "layout")
)
_SURE = 2
_UNQUOTED = re.compile(r"([A-Za-z_][\w -]*):[ \t]+([^\s\"'\[{|>].*)$")
_MISREAD = re.compile(r":\s|:$|\s#|^[*&!%@`#?-]")


@dataclass(frozen=True, slots=True)
class Opened:
    """A text cut into head and body."""

    head: Mapping[str, Node]
    body: str
    body_line: int
    """The line of the file that the body begins on."""
    notes: tuple[Note, ...] = ()


def opened(tree: Tree, path: str, *, lone: bool = False) -> Opened | LeftOut:
    """The head and the body of a file; one whose head makes no sense keeps it, as text.

    `lone` says that the generator takes a single line `Title: …` for a head, too.
    """
    try:
        if tree.size_of(path) > MOST_TEXT:
            return LeftOut(path, f"larger than {MOST_TEXT // 1_000_000} MB, which no text is", look=True)
        found = decoded(tree.bytes_of(path))
    except OSError as problem:
        return LeftOut(path, f"cannot be read: {problem.strerror}", look=True)
    if isinstance(found, str):
        return LeftOut(path, found, look=True)
    text, notes = found
    cut = cut_head(text, lone=lone)
    return Opened(cut.head, cut.body, cut.body_line, (*notes, *cut.notes))


def cut_head(text: str, *, lone: bool = False) -> Opened:
    """The head and the body of a text, whatever the shape of the head."""
    return _json(text) or _labelled(text) or _headless(text) or _lines(text, lone=lone) or _fenced(text)


def _fenced(text: str) -> Opened:
    head = split(text, "")
    if isinstance(head, Diagnostic):
        return Opened({}, text, 1, (Note("its front matter is never closed; kept as text", head.line, look=True),))
    if not head.syntax:
        return Opened({}, text, 1)
    try:
        if head.syntax == "toml":
            nodes = {key: wrapped(value) for key, value in tomllib.loads(head.text).items()}
            return Opened(nodes, head.body, head.body_line)
        try:
            return Opened(_yaml(head.text), head.body, head.body_line)
        except YamlProblem as problem:
            note = Note(f"its front matter was not valid YAML ({problem.message}); read as it seems to be meant", 0)
            line = problem.line + head.first_line - 1
            return Opened(_yaml(_repaired(head.text)), head.body, head.body_line, (Note(note.text, line, look=True),))
    except (YamlProblem, ValueError, RecursionError) as problem:
        what = problem.message if isinstance(problem, YamlProblem) else "not valid TOML"
        line = head.first_line + (problem.line - 1 if isinstance(problem, YamlProblem) else 0)
        return _as_code(head.syntax, head.text, head.body, what, line, head.first_line - 1)


def _as_code(syntax: str, head: str, body: str, what: str, line: int, first_line: int) -> Opened:
    """A text with its head in a block of code, for want of a better place."""
    note = Note(f"its front matter cannot be read ({what}); kept as a block of code at the top", line, look=True)
    return Opened({}, f"{fence(head, syntax)}\n\n{body}", first_line, (note,))


def _labelled(text: str) -> Opened | None:
    """A head whose fence names its language, as Eleventy and others have it: `---json`."""
    start = text.lstrip()
    found = _LABELLED.match(start)
    if not found:
        return None
    syntax, raw, body = found[1], found[2].removesuffix("\n"), start[found.end() :]
    first = text.count("\n") - start.count("\n") + 1
    body_line = first + start.count("\n", 0, found.end())
    if syntax[0] == "y":
        return _fenced(f"{text[: len(text) - len(start)]}---\n{raw}\n---\n{body}")
    try:
        value = tomllib.loads(raw) if syntax == "toml" else json.loads(raw)
        if isinstance(value, dict):
            return Opened({key: wrapped(item) for key, item in value.items()}, body, body_line)
    except (ValueError, RecursionError):
        pass
    what = "it is a program" if syntax.startswith("j") and syntax != "json" else f"not valid {syntax.upper()}"
    return _as_code(syntax, raw, body, what, first, first)


def _yaml(text: str) -> Mapping[str, Node]:
    root = compose(text.translate(dict.fromkeys((0x85, 0x2028, 0x2029), " ")))
    if root.value is None:
        return {}
    if not isinstance(root.value, dict):
        raise YamlProblem("not lines of `key: value`", root.line, root.column)
    return root.value


def _repaired(text: str) -> str:
    """YAML with what people get wrong put right: values that need quotes, tabs, keys that come twice."""
    seen: set[str] = set()
    lines = []
    for line in text.expandtabs(4).split("\n"):
        key = line.partition(":")[0] if line[:1].strip() and ":" in line else ""
        twice = key in seen and not line.startswith(("-", "#"))
        seen |= {key} - {""}
        found = _UNQUOTED.match(line)
        if twice:
            lines.append(f"# {line}")
        elif found and _MISREAD.search(found[2]):
            lines.append(f"{found[1]}: {json.dumps(found[2].strip(), ensure_ascii=False)}")
        else:
            lines.append(line)
    return "\n".join(lines)


def _json(text: str) -> Opened | None:
    """A head in JSON: an object, or as some write it, what stands in one, down to a line `;;;`."""
    start = re.sub(r"^\s*;;;+[ \t]*\n", "", text).lstrip()
    if start.startswith('"') and (end := re.search(r"^;;;+[ \t]*$", start, re.MULTILINE)):
        raw, body = "{" + start[: end.start()].strip().rstrip(",") + "}", start[end.end() :].removeprefix("\n")
    elif start.startswith("{"):
        raw, body = start, ""
    else:
        return None
    try:
        value, length = json.JSONDecoder().raw_decode(raw)
    except (ValueError, RecursionError):
        if start.startswith("{") and not _JSON.match(start):
            return None
        return Opened(
            {}, text, 1, (Note("looks like front matter in JSON, but cannot be read; kept as text", 1, look=True),)
        )
    if not isinstance(value, dict) or not _KNOWN & {key.lower() for key in value}:
        return None
    body = body or start[length:]
    return Opened({key: wrapped(item) for key, item in value.items()}, body, text.count("\n") - body.count("\n") + 1)


def _headless(text: str) -> Opened | None:
    """YAML that has no fence above it, only the one below."""
    start = text.lstrip("\n")
    found = _HEADLESS.match(start)
    if not found or len(_KNOWN & _keys(found[1])) < _SURE:
        return None
    try:
        nodes = _yaml(found[1])
    except YamlProblem:
        try:
            nodes = _yaml(_repaired(found[1]))
        except YamlProblem:
            return None
    body = start[found.end() :]
    return Opened(nodes, body, text.count("\n") - body.count("\n") + 1, (Note("its head had no opening ---"),))


def _lines(text: str, *, lone: bool) -> Opened | None:
    """Lines `Key: value` down to the first empty one; a value goes on in lines that are indented."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    values: dict[str, list[str]] = {}
    n, key = start, ""
    while n < len(lines) and lines[n].strip():
        if found := _LINE.match(lines[n]):
            key = found[1]
            values.setdefault(key, []).append((found[2] or "").strip())
        elif key and lines[n][:1].isspace():
            values[key].append(lines[n].strip())
        else:
            return None
        n += 1
    known = _KNOWN & {key.lower() for key in values}
    sure = lone or len(known) >= _SURE or len(values) >= _SURE
    if not sure or not {"title", "date"} & known:
        return None
    head = {key: _of_lines(key, items) for key, items in values.items()}
    return Opened(head, "\n".join(lines[n + 1 :]), n + 2)


def _of_lines(key: str, items: list[str]) -> Node:
    items = [item for item in items if item]
    if key.lower() in ("tags", "authors", "keywords"):
        mark = ";" if any(";" in item for item in items) else ","
        return wrapped([part.strip() for item in items for part in item.split(mark) if part.strip()])
    # Plain: the words true and false mean what they say, and a title is text whatever it looks like.
    return Node(" ".join(items), plain=True)


def _keys(text: str) -> set[str]:
    return {found[1].lower() for line in text.split("\n") if (found := _LINE.match(line))}


def wrapped(value: object) -> Node:
    """A plain value as a node."""
    if isinstance(value, list):
        value = [wrapped(item) for item in value]
    elif isinstance(value, dict):
        value = {str(key): wrapped(item) for key, item in value.items()}
    return Node(value)
