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
_CALL = re.compile(r"\w+\(\)|[\w-]*\]|=")
"""What stands right behind `::` in code: a call, the end of a slice."""
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
    if before.endswith("[") or _CALL.match(behind) or _ADDRESS.search(before):
        return True
    name = _NAME_BEFORE.search(before)
    if behind and name is not None and name[0] in _SPACES:
        return True
    return len(_PATH.findall(f"{before}::{behind}")) > 1
