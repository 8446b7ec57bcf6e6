"""The block step: stands in for the library's."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, ElementTree

from markdown.blockparser import BlockParser

from journal.markdown.abbreviations import Abbreviations
from journal.markdown.converter import Converter
from journal.markdown.footnotes import Footnotes
from journal.markdown.pasted import is_pasted
from journal.markdown.reader import Reader
from journal.markdown.structure import read
from journal.markdown.texts import Texts


class Blocks(BlockParser):
    """Reads a text line by line; the library would hand each of its blocks to a row of processors."""

    def __init__(self, md: Converter, footnotes: Footnotes, abbreviations: Abbreviations) -> None:
        super().__init__(md)
        self.blockprocessors = md.parser.blockprocessors
        for processor in self.blockprocessors:
            processor.parser = self
        self._texts = Texts(md, footnotes, abbreviations, self._read_within)
        self._first: int | None = None

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802 - the library's name
        """Read a whole text."""
        self.root = Element(self.md.doc_tag)
        reader = Reader(self._texts, self.root, list(lines))
        reader.pasted = is_pasted(reader.lines)
        read(reader)
        return ElementTree(self.root)

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802
        """Read a text into an element."""
        self._read(parent, text.split("\n"))

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        """Read a text that has been parted at its blank lines."""
        self.parseChunk(parent, "\n\n".join(blocks))

    def _read(self, parent: Element, lines: list[str]) -> None:
        read(Reader(self._texts, parent, lines, self._first))

    def _read_within(self, parent: Element, text: str, number: int) -> None:
        """Read what stands in a block of HTML that begins with that line."""
        self._first, self._texts.within = number, True
        self.parseChunk(parent, text)
        self._first, self._texts.within = None, False
