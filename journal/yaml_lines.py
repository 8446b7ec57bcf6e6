"""YAML of the kind that most heads are: lines of a key with a text or a list of texts, which need no parser."""

import re

from journal.yaml_nodes import Node

_TEXT = r"[\w/](?:[\w .,;!?()'\"/&+=-]|:(?=[^\s]))*"
_ITEM = r"\w[\w .'()/+=-]*"
_QUOTED = r"\"[^\"\\\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]*\""
_LINE = re.compile(
    rf"([a-zA-Z_][a-zA-Z0-9_-]{{0,100}}):(?:[ ]+(?:({_TEXT})|({_QUOTED})"
    rf"|(\[(?:[ ]*(?:{_ITEM}|{_QUOTED})(?:,[ ]*(?:{_ITEM}|{_QUOTED}))*+)?[ ]*\])))?[ ]*"
)
_ITEMS = re.compile(rf"{_ITEM}|{_QUOTED}")
_LISTED = re.compile(rf"([ ]*)-[ ]+({_TEXT}|{_QUOTED})[ ]*")


def read_lines(text: str) -> dict[str, Node] | None:
    """What `compose` makes of a text, in a fifth of the time; None for one that is more than plain lines."""
    found: dict[str, Node] = {}
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        line, at = lines[at], at + 1
        if not line:
            continue
        match = _LINE.fullmatch(line)
        if match is None or match[1] in found:
            return None
        key, plain, quoted, listed = match.groups()
        column = match.start(match.lastindex or 0) + 1
        value: object
        if plain is not None:
            value = plain.rstrip(" ")
        elif quoted is not None:
            value = quoted[1:-1]
        elif listed is not None:
            value = [_node(item[0], at, column + item.start()) for item in _ITEMS.finditer(listed)]
        else:
            items, column = _below(lines, at)
            if not items:
                return None
            found[key] = Node(items, at + 1, column, key_line=at, key_column=1)
            at += len(items)
            continue
        found[key] = Node(value, at, column, plain is not None, at, 1)
    return found or None


def _below(lines: list[str], at: int) -> tuple[list[Node], int]:
    """The items that stand in lines of their own from a line on, and the column they begin at."""
    items: list[Node] = []
    indent = ""
    for number, line in enumerate(lines[at:], at + 1):
        match = _LISTED.fullmatch(line)
        if match is None or (items and match[1] != indent):
            break
        indent = match[1]
        items.append(_node(match[2], number, match.start(2) + 1))
    return items, len(indent) + 1


def _node(text: str, line: int, column: int) -> Node:
    if text[0] == '"':
        return Node(text[1:-1], line, column)
    return Node(text.rstrip(" "), line, column, plain=True)
