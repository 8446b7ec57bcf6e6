"""Emphasis, whose marks are looked for where there are any."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import DelimiterProcessor

_SIMPLE = {
    "*": re.compile(r"(\*\*?)(?![\s*_])([^*_]++)(?<!\s)\1(?!\*)"),
    "_": re.compile(r"(?<!\w)(__?)(?![\s*_])([^*_]++)(?<!\s)\1(?!\w)"),
}
"""A word or more between the same marks, with no other in between."""


class Emphasis(DelimiterProcessor):
    """The library's step, which would look at every character between two marks."""

    def __init__(self, md: Markdown) -> None:
        super().__init__("*", "strong,em", md)
        self.add("_", "strong,em", smart=True)

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name, and stubs that know less than it does
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Nearly all emphasis is simple; of the rest the library makes what it should."""
        simple = None if self.regions else _SIMPLE[m[0]].match(data, m.start())
        if simple is None:
            return super().handleMatch(m, data)
        element = Element("em" if len(simple[1]) == 1 else "strong")
        element.text = simple[2]
        return element, m.start(), simple.end()

    def search(self, data: str, start: int) -> re.Match[str] | None:
        """The next mark that can begin or end what is emphasised."""
        for mark in self.compiled_re.finditer(data, start):
            delimiter = self.delimiters[mark[0]]
            found = delimiter.boundary.match(data, mark.start())
            if found and (delimiter.stack or found.lastgroup != "end"):
                return found
        return None
