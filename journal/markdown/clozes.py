"""Clozes: `==words==` in a card text are marked, and each of them is a gap to fill."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from journal.markdown.pieces import Piece, filled, plain, stripped

# `x==1 and y==2` compares; `geh==e==` marks an ending.
_SIGN = re.compile(r"(?<!=)==(?!=)")
_LETTERS_ONLY = re.compile(r"[^\W\d_]+")


def with_marks(pieces: Sequence[Piece]) -> list[Piece] | None:
    """The text with its marks as elements; none where nothing in it is marked."""
    row = _parted(pieces)
    marked: list[Piece] = []
    found = any(isinstance(piece, Element) and piece.tag == "mark" for piece in pieces)
    at = 0
    while at < len(row):
        end = _end(row, at) if row[at] == "==" else 0
        if end:
            marked.append(filled("mark", row[at + 1 : end]))
            found, at = True, end + 1
        else:
            marked.append(row[at])
            at += 1
    return marked if found else None


def _parted(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with each pair of signs as one of its own."""
    row: list[Piece] = []
    for piece in pieces:
        if not isinstance(piece, str) or "==" not in piece:
            row.append(piece)
            continue
        at = 0
        for sign in _SIGN.finditer(piece):
            row += (piece[at : sign.start()], "==")
            at = sign.end()
        row.append(piece[at:])
    return [piece for piece in row if not isinstance(piece, str) or piece]


def _end(row: Sequence[Piece], begin: int) -> int:
    """Where the mark ends that may begin there; 0 for none."""
    for end in range(begin + 2, len(row)):
        if row[end] != "==":
            continue
        inner = row[begin + 1 : end]
        text = plain(inner)
        if [*inner] != stripped(inner) or "\n" in text:
            return 0
        alone = not _touches(row, begin - 1, -1) and not _touches(row, end + 1, 0)
        return end if alone or (_LETTERS_ONLY.fullmatch(text) and len(inner) == 1) else 0
    return 0


def _touches(row: Sequence[Piece], at: int, side: int) -> bool:
    """Whether a letter or digit of a script with spaces stands right there."""
    piece = row[at] if 0 <= at < len(row) else ""
    return isinstance(piece, str) and piece != "" and piece[side].isascii() and piece[side].isalnum()
