"""Templates and shortcodes of other generators, `{{ x }}` and `{% y %}`: text that stays as it is to the letter."""

import re
from html import escape
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import BacktickInlineProcessor
from markdown.util import AtomicString, code_escape

from journal.markdown.codespans import CodeSpans
from journal.markdown.converter import Converter
from journal.markdown.stash import store

_OPENED = r"(?:\{(?:[^{}\x02]|\{(?!\{)|\}(?!\}))*+\}|%(?:[^%{\x02]|%(?!\})|\{(?!%))*+%)\}"
TEMPLATE = r"\{" + _OPENED
"""An unclosed one ends where the next begins, so that a text is read once."""
# Pairs of backslashes before code, code, a template; none of them behind a backslash. To look back from behind their
# first character is quicker: regular expressions find a character faster than a place.
_START = rf"\\(?<!\\\\)\\(?:\\\\)*(?=`)|`(?<!\\`)|\{{(?<!\\\{{){_OPENED}"


class CodeAndTemplates(BacktickInlineProcessor):
    """Code in a line, and templates: there is no other Markdown in either, so what begins first wins."""

    def __init__(self, md: Converter) -> None:
        super().__init__(_START)
        self.md: Converter = md
        self._spans = CodeSpans()

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name, and stubs that know less than it does
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        """Put a template aside; make code of what stands between backticks."""
        found, begin = m[0], m.start()
        if found[0] == "\\":
            return found.replace("\\\\", self.ESCAPED_BSLASH), begin, m.end()
        if found[0] == "{":
            number, placeholder = store(self.md, escape(found, quote=False))
            self.md.draft.templates[number] = found
            return placeholder, begin, m.end()
        start, end = self._spans.inside(data, begin)
        if end is None:
            return None, begin, start
        code = Element("code")
        code.text = AtomicString(code_escape(data[start:end].strip()))
        return code, begin, end + start - begin
