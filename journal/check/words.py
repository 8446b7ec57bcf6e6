"""Words: where in its source each key and each tag of a front matter stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from journal.diagnostics import Place
from journal.fields import field_of
from journal.heads import Head, nodes_of
from journal.yaml_nodes import Node, YamlProblem


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a front matter, without its quotes."""

    text: str
    line: int
    """Of the source, from 1."""
    column: int
    """From 1."""

    def place(self, lines: list[str]) -> Place:
        """Its place, given the lines of the source."""
        return Place(self.line, self.column, lines[self.line - 1], len(self.text))


def keys_in(head: Head) -> Iterator[Word]:
    """The keys at the top of a front matter."""
    lines = head.text.split("\n")
    for key, node in _nodes(head):
        if word := _word(key, node.key_line, node.key_column, lines, head):
            yield word


def tags_in(head: Head) -> Iterator[Word]:
    """The tags of a front matter, as they are written there."""
    lines = head.text.split("\n")
    for key, node in _nodes(head):
        if field_of(key) != "tags":
            continue
        parts = node.value if isinstance(node.value, list) else [node]
        line, column = node.line, node.column
        for part in parts:
            if not isinstance(part.value, str):
                continue
            texts = [part.value] if isinstance(node.value, list) else part.value.split(",")
            if head.syntax == "yaml":
                line, column = part.line, part.column
            for text in texts:  # TOML does not say where its values stand, but they come in order
                found = _next(text.strip(), line, column, lines)
                if found is None:
                    continue
                line, column = found
                yield Word(text.strip(), line + head.first_line - 1, column)
                column += len(text.strip())


def _nodes(head: Head) -> list[tuple[str, Node]]:
    if not head.syntax:
        return []
    try:
        return list(nodes_of(head).items())
    except (YamlProblem, RecursionError, ValueError):
        return []


def _word(text: str, line: int, column: int, lines: list[str], head: Head) -> Word | None:
    if not 0 < line <= len(lines):
        return None
    start = lines[line - 1].find(text, max(0, column - 1))
    return Word(text, line + head.first_line - 1, start + 1) if start >= 0 else None


def _next(text: str, line: int, column: int, lines: list[str]) -> tuple[int, int] | None:
    """Where a text next stands as a word of its own."""
    start = max(0, column - 1)
    for number in range(line, len(lines) + 1):
        source = lines[number - 1]
        at = source.find(text, start)
        while text and at >= 0:
            before, behind = source[at - 1 : at], source[at + len(text) : at + len(text) + 1]
            if not (before.isalnum() or behind.isalnum()):
                return number, at + 1
            at = source.find(text, at + 1)
        start = 0
    return None
