"""Comments within a text: `%%` what the author notes for nobody else `%%`, and what a plugin notes beside a card."""

import re

from journal.markdown.templates import TEMPLATE

SIGN = "%%"
_STEPPED_OVER = rf"\\.|(`++)(?:(?:(?!`).|(?!\1(?!`))`++)*?\1(?!`))?+|{TEMPLATE}"
"""In code, in a template or behind a backslash, the sign is text."""
SCHEDULE = "<!--SR:"
"""What Obsidian's spaced repetition plugin writes behind a card: when it is to be asked again."""
_WHOLE = r"%%(?:(?!%%).)*+%%"
# Behind a digit it is not the first sign, as in `5%%`. The white space on one of its sides goes with it.
_COMMENT = re.compile(
    rf"{_STEPPED_OVER}|(?P<comment>^{_WHOLE}[ \t]*|[ \t]?(?<!\d){_WHOLE}|[ \t]*{SCHEDULE}[^<>\n]*-->)",
    re.DOTALL | re.MULTILINE,
)
_OPEN = re.compile(rf"{_STEPPED_OVER}|(?P<sign>(?<!\S){SIGN})", re.DOTALL)


def without_comments(text: str) -> str:
    """A text without the comments that begin and end in it."""
    return _COMMENT.sub(lambda found: "" if found["comment"] is not None else found[0], text)


def open_comment(text: str) -> int:
    """Where a comment begins that does not end in the text; -1 for nowhere."""
    signs = (found.start() for found in _OPEN.finditer(text) if found["sign"] is not None)
    return next(signs, -1)
