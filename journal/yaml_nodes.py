"""YAML as a tree of nodes that know where they stand, read without recursion and without tags.

Composed from the parser's events by hand, because front matter comes from anywhere: nesting without end, an
alias that contains itself and a `!!python/object` are each one plain error here, and every scalar keeps the
text it was written as (`1.10` stays a tag named 1.10, `no` a title, a date a date).
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from journal.frozen import frozen

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 32
_MOST_NODES = 20_000
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9_]*)")
_FLOAT = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+(?=[eE]))(?:[eE][-+]?\d+)?")
_WORDS: Mapping[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "yes": True, "Yes": True, "YES": True, "no": False, "No": False, "NO": False,
    "on": True, "On": True, "ON": True, "off": False, "Off": False, "OFF": False,
}  # fmt: skip


@frozen
class Node:
    """A value with the place it was written at, both counted from 1 (0: unknown)."""

    value: object
    """A text as written, a list of nodes, a dict of key text to node, or any plain value from TOML."""
    line: int = 0
    column: int = 0
    plain: bool = False
    """A scalar without quotes, which may mean more than its text."""
    key_line: int = 0
    key_column: int = 0
    """Where its key stands, when it is a value of a mapping."""

    @property
    def is_none(self) -> bool:
        """Whether nothing is said: no value, or one of YAML's words for none."""
        return self.value is None or (self.plain and self.resolved() is None)

    def resolved(self) -> object:
        """The value as plain Python: what templates get."""
        if isinstance(self.value, dict):
            return {key: node.resolved() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.resolved() for node in self.value]
        if not self.plain or not isinstance(self.value, str):
            return self.value
        text = self.value
        if text in _WORDS:
            return _WORDS[text]
        if _INT.fullmatch(text) and len(text) < 300:  # noqa: PLR2004 - Python refuses to read far longer ones
            return int(text.replace("_", ""))
        if _FLOAT.fullmatch(text):
            number = float(text)
            return number if math.isfinite(number) else text
        return text


class YamlProblem(ValueError):  # noqa: N818 - named for what it is
    """YAML that cannot be read; line and column are counted from 1 in the text given."""

    def __init__(self, message: str, line: int, column: int, hint: str = "") -> None:
        self.message, self.line, self.column, self.hint = message, line, column, hint
        super().__init__(message)


def compose(text: str) -> Node:
    """The one document in a YAML text. Raises YamlProblem."""
    try:
        return _compose(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as problem:
        raise _explained(problem, text.split("\n")) from None
    except yaml.reader.ReaderError:
        # Its own position is counted in bytes or in characters, as the parser is the one in C or not.
        found = yaml.reader.Reader.NON_PRINTABLE.search(text)
        before = text[: found.start()] if found else ""
        message = "holds a character that YAML does not allow"
        raise YamlProblem(message, before.count("\n") + 1, len(before) - before.rfind("\n")) from None


_QUOTES = 'put the whole value in quotes: key: "…"'
_BEGAN = (
    (
        "scanning a simple key",
        "a line without its `key: value`",
        "write ': ' between key and value; if the text begins here, put a line --- above it",
    ),
    ("scanning a quoted scalar", "a quotation mark is never closed", ""),
    ("flow sequence", "a list in [ ] is never closed, or lacks a comma", ""),
    ("flow mapping", "a map in { } is never closed, or lacks a comma", ""),
    ("scanning an alias", "a text that begins with * must stand in quotes", _QUOTES),
    ("scanning an anchor", "a text that begins with & must stand in quotes", _QUOTES),
    ("scanning a block scalar", "a text that begins with > or | must stand in quotes", _QUOTES),
)
"""What YAML was in the midst of, told at the place where that began, and a hint."""


def _explained(problem: yaml.MarkedYAMLError, lines: Sequence[str]) -> YamlProblem:
    """What the parser says, for the author of the post: where the mistake was made, not where it was noticed."""
    noticed: Any = problem.problem_mark or problem.context_mark
    began = problem.context_mark or noticed
    said = f"{problem.context or ''} {problem.problem or ''}"
    line, column = noticed.line, noticed.column
    here = lines[line] if line < len(lines) else ""
    before, sign = here[:column], here[column : column + 1]
    hint = ""
    if "nesting depth" in said:  # which the parser counts itself, where it is the one in C
        message = f"nested deeper than {_DEEPEST} levels"
    elif sign == "\t":
        message, hint = "a tab where YAML takes only spaces", "indent with spaces"
    elif sign and ("cannot start any token" in said or "node content" in said):
        message, hint = f"a text that begins with {sign} must stand in quotes", _QUOTES
    elif "mapping values are not allowed" in said:
        if ": " in before:
            message, hint = "a second ': ' in one line", _QUOTES
        elif before.startswith(" "):
            message, hint = "a line that is indented under a line that has its value already", "begin it further left"
        else:
            line, column = max(0, line - 1), 0
            message, hint = _BEGAN[0][1:]
    elif found := next((row for row in _BEGAN if row[0] in said), None):
        line, column = began.line, began.column
        _, message, hint = found
    elif "block mapping" in said and before.strip():
        message, hint = "the value ended before this", _QUOTES
    elif "block mapping" in said:
        message = "a line that is indented differently from the ones above it"
    else:
        message = said.strip().removeprefix("while ")
    return YamlProblem(message, line + 1, column + 1, hint)


def _compose(events: Iterator[Any]) -> Node:
    root: list[Node] = []
    stack = [_Open(root)]
    anchors: dict[str, Node] = {}
    weights: dict[str, int] = {}
    count = 0
    for event in events:
        kind = type(event)
        if kind not in _SAYING:
            continue
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if issubclass(kind, yaml.NodeEvent):
            count += weights.get(str(event.anchor), 1) if kind is yaml.AliasEvent else 1
            if count > _MOST_NODES:
                raise YamlProblem("far too many values", line, column)
            if len(stack) > _DEEPEST:
                raise YamlProblem(f"nested deeper than {_DEEPEST} levels", line, column)
            if kind is not yaml.AliasEvent and event.tag and event.tag != "!":
                tag = event.tag.replace("tag:yaml.org,2002:", "!!")
                raise YamlProblem(f"the tag {tag} is not read here", line, column)
        if kind is yaml.ScalarEvent:
            node = Node(event.value, line, column, plain=event.implicit[0])
            stack[-1].add(node)
            if event.anchor:
                anchors[event.anchor], weights[event.anchor] = node, 1
        elif kind is yaml.AliasEvent:
            if event.anchor not in anchors:
                raise YamlProblem(f"the alias *{event.anchor} has no anchor above it", line, column)
            stack[-1].add(anchors[event.anchor])
        elif kind is yaml.DocumentStartEvent:
            if root:
                raise YamlProblem("a second document begins here", line, column)
        elif issubclass(kind, yaml.CollectionStartEvent):
            items: list[Node] | dict[str, Node] = [] if kind is yaml.SequenceStartEvent else {}
            stack.append(_Open(items, event.anchor, count, line, column))
        else:
            done = stack.pop()
            node = Node(done.items, done.line, done.column)
            stack[-1].add(node)
            if done.anchor:
                anchors[done.anchor], weights[done.anchor] = node, count - done.count + 1
    return root[0] if root else Node(None, 1, 1)


_SAYING = frozenset(
    (
        yaml.ScalarEvent,
        yaml.AliasEvent,
        yaml.DocumentStartEvent,
        yaml.SequenceStartEvent,
        yaml.SequenceEndEvent,
        yaml.MappingStartEvent,
        yaml.MappingEndEvent,
    )
)


class _Open:
    """A list or mapping whose end has not been reached."""

    __slots__ = ("anchor", "column", "count", "items", "key", "line", "merged")

    def __init__(
        self,
        items: list[Node] | dict[str, Node],
        anchor: str | None = None,
        count: int = 0,
        line: int = 0,
        column: int = 0,
    ) -> None:
        self.items, self.anchor, self.count, self.line, self.column = items, anchor, count, line, column
        self.key: Node | None = None
        self.merged: set[str] = set()

    def add(self, node: Node) -> None:
        """Take the next node: an item, a key, or the value of the key before."""
        if isinstance(self.items, list):
            self.items.append(node)
        elif self.key is None:
            if not isinstance(node.value, str):
                raise YamlProblem("a key must be a word", node.line, node.column)
            self.key = node
        else:
            key, self.key = self.key, None
            name = str(key.value)
            if name in self.items and name not in self.merged:
                raise YamlProblem(f"the key {name!r} is here twice", key.line, key.column)
            if name == "<<" and isinstance(node.value, dict):
                self.merged = node.value.keys() - self.items.keys()
                self.items.update({k: node.value[k] for k in self.merged})
            else:
                self.items[name] = Node(node.value, node.line, node.column, node.plain, key.line, key.column)
