"""Asides: comments that begin in one line and end in another, with any blocks in between."""

import re

from journal.markdown.comments import SIGN, open_comment, without_comments
from journal.markdown.reader import Found, Reader

# Not `%%time`, which gives an order to a notebook.
_END = re.compile(r"(?<!\d)%%(?=\s|$)")


def begin_aside(reader: Reader) -> Found | None:
    """`%%` at the beginning of a line, and below it another."""
    begins = reader.body.startswith(SIGN) and SIGN not in reader.body[2:]
    # A paragraph that is open may go on behind it.
    return Found.BLOCK if begins and _skip(reader) else None


def look_for_aside(reader: Reader) -> None:
    """If a comment begins in the line of text that was just read and ends in another, leave out what is between."""
    text = reader.text
    if text is None or SIGN not in text[-1]:
        return
    line = without_comments(text[-1])
    begun = open_comment(line)
    if begun >= 0 and _skip(reader):
        text[-1] = line[:begun].rstrip()


def _skip(reader: Reader) -> bool:
    """Go on behind the end of a comment that is open in the line being read; whether it has one."""
    lines = reader.lines
    if not reader.endless:
        for at in range(reader.at + 1, len(lines)):
            if SIGN in lines[at] and (end := _END.search(lines[at])):
                lines[at] = lines[at][end.end() :].strip()
                reader.skipped = at if lines[at] else at + 1
                return True
    reader.endless = True
    return False
