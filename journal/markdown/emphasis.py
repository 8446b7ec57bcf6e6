"""Emphasis, whose marks are looked for where there are any."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import DelimiterProcessor

_TAGS = {1: "em", 2: "strong"}


class Emphasis(DelimiterProcessor):
    """The library's step, which would look at every character between two marks."""

    def __init__(self, md: Markdown) -> None:
        super().__init__("*", "strong,em", md)
        self.add("_", "strong,em", smart=True)

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name, and stubs that know less than it does
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """A word or two between the same marks, with no other in between, or what the library makes of it."""
        mark, start = m[0], m.start()
        opening = None if self.regions else self.delimiters[mark].boundary.match(data, start)
        if opening and opening.lastgroup != "end" and opening.end() - start in _TAGS:
            closing = self._after(data, opening.end(), mark)
            if closing and closing.lastgroup != "start" and closing[0] == opening[0]:
                element = Element(_TAGS[opening.end() - start])
                element.text = data[opening.end() : closing.start()]
                return element, start, closing.end()
        return super().handleMatch(m, data)

    def _after(self, data: str, start: int, opened: str) -> re.Match[str] | None:
        """The next marks that can begin emphasis, or end it where there is only this mark before them."""
        for mark in self.compiled_re.finditer(data, start):
            found = self.delimiters[mark[0]].boundary.match(data, mark.start())
            if found and (mark[0] == opened or found.lastgroup != "end"):
                return found
        return None

    def search(self, data: str, start: int) -> re.Match[str] | None:
        """The next mark that can begin or end what is emphasised."""
        for mark in self.compiled_re.finditer(data, start):
            delimiter = self.delimiters[mark[0]]
            found = delimiter.boundary.match(data, mark.start())
            if found and (delimiter.stack or found.lastgroup != "end"):
                return found
        return None
