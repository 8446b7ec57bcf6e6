"""Give back what turned out to stand in code, in an attribute or in raw HTML: there, TeX and fences are only text."""

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, code_escape

from journal.markdown.converter import Converter
from journal.markdown.stash import PLACEHOLDER, entries

_LITERAL = re.compile(r"\s*<(?:pre|script|style|textarea|!--)", re.IGNORECASE)
_APART = re.compile(rf"\n((?:{PLACEHOLDER.pattern}))\n")
_INDENTED = re.compile(rf"^(?P<indent> *){PLACEHOLDER.pattern}|{PLACEHOLDER.pattern}", re.MULTILINE)


class Restore(Treeprocessor):
    """Put the source back for placeholders that must not be rendered where they are."""

    md: Converter

    def run(self, root: Element) -> None:
        """Walk through the tree and through the raw HTML."""
        draft = self.md.draft
        if not draft.formulas and not draft.templates and not draft.marked:
            return
        for element in root.iter():
            if element.text and "\x02" in element.text:
                if element.tag == "code":
                    element.text = AtomicString(code_escape(self._source(element.text)))
                elif isinstance(element.text, AtomicString):
                    element.text = AtomicString(self._source(element.text))
            for name, value in element.items() if element.attrib else ():
                if value and "\x02" in value:
                    element.set(name, self._source(value))
        self._raw_html()

    def _raw_html(self) -> None:
        """Raw HTML is kept to the letter, but code between its tags is what fences are for."""
        draft, stashed = self.md.draft, entries(self.md)
        for number, html in enumerate(stashed):
            if isinstance(html, str) and "\x02" in html and number not in draft.code and number not in draft.formulas:
                literal = _LITERAL.match(html) is not None
                # Code is set apart by a line end on either side, which the source does not have.
                plain = _APART.sub(r"\1", html) if literal else html
                stashed[number] = self._source(plain, code=literal)

    def _source(self, text: str, *, code: bool = True) -> str:
        """The text with formulas, and code if it is text here, as they were written."""
        return _INDENTED.sub(lambda found: self._as_written(found, code=code), text)

    def _as_written(self, found: re.Match[str], *, code: bool) -> str:
        draft = self.md.draft
        number = int(found[2] or found[3])
        indent = found["indent"] or ""
        if number in draft.formulas:
            return indent + draft.formulas[number]
        if number in draft.templates:
            return indent + draft.templates[number]
        if code and number in draft.code:
            return "\n".join(indent + line for line in draft.code[number].split("\n"))
        return found[0]
