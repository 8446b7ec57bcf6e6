"""Texts: what is found in a paragraph before it is one."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from journal.markdown.abbreviations import Abbreviations
from journal.markdown.cells import Cells
from journal.markdown.comments import SCHEDULE, SIGN, without_comments
from journal.markdown.containers import CODE_INDENT, Container
from journal.markdown.converter import Converter
from journal.markdown.footnotes import Footnotes
from journal.markdown.formulas import Formulas
from journal.markdown.references import take_references
from journal.markdown.shortcodes import SIGN as SHORTCODE
from journal.markdown.shortcodes import Shortcodes

_DELIMITERS = re.compile(r"^(?=.*\|)[ ]{0,3}(?![ ])\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*+\|?[ ]*$", re.MULTILINE)


class Texts:
    """The steps that paragraphs go through, in their order."""

    def __init__(
        self,
        md: Converter,
        footnotes: Footnotes,
        abbreviations: Abbreviations,
        read_within: Callable[[Element, str, int], None],
    ) -> None:
        self.md = md
        self.footnotes = footnotes
        self.formulas = Formulas(md) if md.dialect.math else None
        self.shortcodes = Shortcodes(md)
        self.read_within = read_within
        """Reads the Markdown in a block of HTML, given its element, its text and the number of its first line."""
        self.within = False
        """Whether such a text is being read."""
        self._abbreviations = abbreviations
        self._cells = Cells(md.parser, {"use_align_attribute": False})
        self._elements: Any = md.parser.blockprocessors["markdown_block"]

    def paragraph(self, container: Container, lines: list[str], number: int) -> None:
        """Make blocks of the lines of a paragraph, which begin with that number."""
        text = "\n".join(lines).rstrip(" ")
        if "\t" in text:
            text = text.expandtabs(CODE_INDENT)
        if text[0] == "[":
            text, number = self.without_references(text, number)
        if "*[" in text:
            for offset, part in self._abbreviations.part(text):
                self._block(container, part, number + offset)
        elif text:
            self._block(container, text, number)

    def without_references(self, text: str, number: int) -> tuple[str, int]:
        """The text behind the references that it begins with, and the number of its first line."""
        end = take_references(self.md, text)
        return text[end:], number + text.count("\n", 0, end)

    def inline(self, text: str, number: int) -> str:
        """The text with its shortcodes and formulas put aside, and without comments."""
        if self.md.draft.shortcodes and SHORTCODE in text:
            text = self.shortcodes.put_aside(text, number)
        if self.formulas and ("$" in text or "\\" in text):
            text = self.formulas.put_aside(text, number)
        return without_comments(text) if SIGN in text or SCHEDULE in text else text

    def holds_table(self, text: str) -> bool:
        """Whether a table begins in a paragraph."""
        return self._table(text) is not None

    def _block(self, container: Container, text: str, number: int) -> None:
        text = self.inline(text, number)
        if not text.strip():  # there was only a comment
            return
        if "|" in text and (table := self._table(text)) is not None:
            if table:
                container.paragraph(text[: table - 1])
            # It knows the columns from when it was asked about the header.
            self._cells.run(container.element, [text[table:]])
            return
        if self.within and "\x02" in text:
            blocks = [text]
            while blocks and self._elements.run(container.element, blocks):
                pass
            text = "".join(blocks)
            if not text:
                return
        container.paragraph(text)

    def _table(self, text: str) -> int | None:
        """Where the header of a table begins."""
        for found in _DELIMITERS.finditer(text):
            head = text.rfind("\n", 0, max(0, found.start() - 1)) + 1
            if found.start() and self._cells.begin(text[head : found.end()]):
                return head
        return None
