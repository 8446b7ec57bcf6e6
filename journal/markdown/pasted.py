"""Pasted texts: copied from where a paragraph is one long line, and no blank line stands between two."""

from collections.abc import Sequence

from journal.markdown.reader import Reader

_FEWEST, _LONG = 5, 200
"""Lines, and characters of the longest: nobody writes one paragraph so."""
_BULLETS = ("-", "*", "+", "\u2022")


def is_pasted(lines: Sequence[str]) -> bool:
    """Whether a text is one."""
    inside = lines[1:-1]  # above and below the text, blank lines part nothing
    if "" in inside or len(lines) < _FEWEST or not all(map(str.strip, inside)):
        return False
    return max(map(len, lines)) >= _LONG


def begins_paragraph(reader: Reader, line: str) -> bool:
    """Whether a line of text is a paragraph of its own; a row of a table, or of a formula, is none."""
    return reader.pasted and "|" not in line and reader.at >= reader.forced


def with_next(reader: Reader) -> None:
    """Put what stands in the next line behind a bullet that stands in this one all alone."""
    if reader.body.rstrip(" ") in _BULLETS and reader.at + 1 < len(reader.lines):
        reader.body = f"{reader.body[0]} {reader.lines[reader.at + 1].strip()}"
        reader.skipped = reader.at + 2
