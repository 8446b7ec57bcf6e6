"""Marks: `==words==`, as with a highlighter."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

# Signs right beside a letter compare two things: `a==b`. In a script without spaces, letters stand beside all marks.
_MARK = r"(?<![A-Za-z0-9=])==(?![\s=])((?:[^=]|=(?!=))++)(?<!\s)==(?![A-Za-z0-9=])"


class Marks(InlineProcessor):
    """Makes an element of what stands between two pairs of signs."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(_MARK, md)

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name, and stubs that know less than it does
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """What is marked is read on."""
        del data
        mark = Element("mark")
        mark.text = m[1]
        return mark, m.start(), m.end()
