"""Separators: the `::` or `:::` between the two sides of a card, rather than the one in a name of a program's."""

import re
from collections.abc import Sequence

from journal.markdown.pieces import Piece, stripped

_SEPARATOR = re.compile(r"(?<!:):::?(?!:)")
_NAME_BEFORE = re.compile(r"[\w.]++\Z")
_SPACES = frozenset(
    ("std", "crate", "self", "super", "core", "alloc", "boost", "absl", "tokio", "serde", "torch", "Self")
)
"""Names that stand before `::` in programs, and hardly ever end a question."""
_CALL = re.compile(r"\w+\(\)|\w+\.\w+\(|[\w-]*\]|=")
"""What stands right behind `::` in code: a call, the end of a slice."""
_PSEUDO = re.compile(r"(?:after|before|marker|selection|placeholder|backdrop|first-l\w+|-\w+-[\w-]+|jsonb?|1)\b")
"""What stands behind it where nothing does before: part of an element, in a stylesheet; a type; this very computer."""
_NAMESPACE = re.compile(r"[a-z][\w-]*:[\w-]*\Z")
_HUMP = re.compile(r"[a-z][A-Z]|_|\.[a-z]+\Z")
"""What is in the name of a class, a function or a file, and hardly ever in a word."""
_MEMBER = re.compile(r"(?:\w*[a-z][A-Z]\w*|\w*_\w*)\W*\Z|\w+(?:\(|\.\w)")
"""What belongs to such a one: another such name, or a call."""
_QUOTES = "\"'\u2019\u201d"
_TYPE = re.compile(
    r"(?:date|time|timestamp|interval|jsonb?|text|varchar|u?u?id|inet|regclass|\w*int\d?|numeric|bool)\b"
)
"""What SQL casts to."""
_TIME = re.compile(
    r".*\b(?:at|by|from|until|till|to|since|around|before|after|between|um|ab|bis)\W+\d{1,2}\Z", re.IGNORECASE
)
"""What stands before the minutes of a time."""
_MINUTES = re.compile(r"[0-5]\d(?!\d)")
_NEAR = 60
"""So many characters are looked at, as longer names are none."""
_PATH = re.compile(r"[\w<>]+::(?=\w)")
_ADDRESS = re.compile(r"(?:f[cdef][0-9a-f]{2}|[0-9a-f]{1,4}:[0-9a-f:]*)\Z", re.IGNORECASE)


def separator_in(line: Sequence[Piece]) -> tuple[list[Piece], list[Piece], bool] | None:
    """What stands before and behind the first separator of a line, and whether it asks both ways."""
    for at, piece in enumerate(line):
        if not isinstance(piece, str) or "::" not in piece:
            continue
        for found in _SEPARATOR.finditer(piece):
            if _is_code(piece, found.start(), found.end()):
                continue
            before, behind = [*line[:at], piece[: found.start()]], [piece[found.end() :], *line[at + 1 :]]
            if stripped(before) and stripped(behind):
                return before, behind, len(found[0]) > len("::")
    return None


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether the colons belong to a name, an address or a slice."""
    before, behind = text[max(0, start - _NEAR) : start].rpartition(" ")[2], text[end : end + _NEAR].partition(" ")[0]
    if before.endswith("[") or _CALL.match(behind) or _ADDRESS.search(before) or _NAMESPACE.search(before):
        return True
    if _MINUTES.match(behind) and _TIME.match(text[max(0, start - _NEAR) : start]):
        return True
    if before[-1:] in ("", "/") and _PSEUDO.match(behind):
        return True
    name = _NAME_BEFORE.search(before)
    if before and (before[-1] in _QUOTES or before.isdigit()) and _TYPE.match(behind):
        return True
    if name is not None and _HUMP.search(name[0]) and _MEMBER.match(behind):
        return True
    if behind and name is not None and name[0] in _SPACES:
        return True
    return len(_PATH.findall(f"{before}::{behind}")) > 1
