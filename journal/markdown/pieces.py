"""Pieces: what stands in an element, as a row of texts and elements that can be cut and put together again."""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

Piece = str | Element
"""A text, or an element whose tail is a piece of its own."""


def pieces_of(element: Element) -> list[Piece]:
    """All that stands in an element."""
    pieces: list[Piece] = [element.text or ""]
    for child in element:
        pieces += (child, child.tail or "")
    return pieces


def filled(tag: str, pieces: Iterable[Piece], name: str = "") -> Element:
    """A new element with these in it."""
    element = Element(tag, {"class": name} if name else {})
    last: Element | None = None
    for piece in pieces:
        if isinstance(piece, Element):
            piece.tail = None
            element.append(piece)
            last = piece
        elif last is None:
            element.text = (element.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece
    return element


def lines_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The lines of a text; an element stands on the line that it begins on."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, Element):
            lines[-1].append(piece)
            continue
        first, *others = piece.split("\n")
        if first:
            lines[-1].append(first)
        lines += ([other] if other else [] for other in others)
    return lines


def stripped(pieces: Sequence[Piece]) -> list[Piece]:
    """The same without white space and line breaks at its ends."""
    kept = list(pieces)
    while kept and _is_space(kept[-1]):
        kept.pop()
    while kept and _is_space(kept[0]):
        kept.pop(0)
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip()
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip()
    return kept


def plain(pieces: Iterable[Piece]) -> str:
    """The text among the pieces, without what is in their elements."""
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _is_space(piece: Piece) -> bool:
    return not piece.strip() if isinstance(piece, str) else piece.tag == "br"
