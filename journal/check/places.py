"""Places: where in its source something stands that is known from the rendered text only."""

import re
from functools import cached_property

from journal.diagnostics import NOWHERE, Diagnostic, Place
from journal.heads import Head, split

_NO_LINKS = re.compile(
    r"(?P<fence>^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<marks>`{3,}|~{3,})[^\n]*\n)"
    r"(?s:.*?)(?:^[ \t>]*(?P=marks)[`~]*[ \t]*$|\Z)"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)(?s:.)){1,4000}?(?<!`)(?P=ticks)(?!`)"
    r"|<!--(?s:.*?)-->|%%(?s:.*?)%%",
    re.MULTILINE,
)
"""Code and comments."""
_ENDS = frozenset(("", *" \t\n\"'<>),|]"))
_BEFORE = ("](", "]:", "=")


class Text:
    """The text of a source, whatever ends its lines there."""

    def __init__(self, path: str, text: str) -> None:
        self.whole = text
        self.lines = text.split("\n")
        head = split(text, path)
        self.head = Head("", "", 1, text, 1) if isinstance(head, Diagnostic) else head

    @cached_property
    def _prose(self) -> str:
        """The body with blanks in place of code and comments."""
        return _NO_LINKS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), self.head.body)

    @property
    def start(self) -> Place:
        """The first line."""
        return Place(1, 1, self.lines[0], max(1, len(self.lines[0])))

    def url(self, written: str, nth: int) -> Place:
        """Where a URL stands for the so-manieth time, counted from 0; the last time if there are fewer."""
        places = list(self._positions(written))
        whole = [position for position, is_link in places if is_link] or [position for position, _ in places]
        return self._at(whole[min(nth, len(whole) - 1)], len(written)) if whole else NOWHERE

    def line(self, pattern: re.Pattern[str]) -> Place:
        """The first line of the body that a pattern is found in, at what is found."""
        found = pattern.search(self._prose)
        return self._at(found.start(), found.end() - found.start()) if found else NOWHERE

    def _positions(self, written: str) -> list[tuple[int, bool]]:
        found, text = [], self._prose
        position = text.find(written) if written else -1
        while position >= 0:
            if text[position + len(written) : position + len(written) + 1] in _ENDS:
                before = text[max(0, position - 4) : position].rstrip(" <\"'")
                found.append((position, "://" in written or before.endswith(_BEFORE)))
            position = text.find(written, position + 1)
        return found

    def _at(self, position: int, width: int) -> Place:
        body = self.head.body
        line = body.count("\n", 0, position) + self.head.body_line
        column = position - body.rfind("\n", 0, position)
        return Place(line, column, self.lines[line - 1], width)
