"""Breaks: a backslash at the end of a line."""

import re
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor


class BackslashBreaks(InlineProcessor):
    """A line break, as two spaces make one; a backslash that is escaped is gone by now."""

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name, and stubs that know less than it does
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element, int, int]:
        """The backslash is not shown."""
        return Element("br"), m.start(), m.end()
