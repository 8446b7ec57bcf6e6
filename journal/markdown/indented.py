"""Indented code: lines that stand four columns further in than the text around them."""

from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString, code_escape

from journal.markdown.containers import CODE_INDENT
from journal.markdown.reader import Reader, Taken


class IndentedBlock:
    """An indented block that is being read."""

    parted = True

    def __init__(self, parent: Element) -> None:
        self._parent = parent
        self._lines: list[str] = []

    def take(self, reader: Reader) -> Taken:
        """Take blank lines, and lines that are indented."""
        if reader.body and reader.indent < CODE_INDENT:
            return Taken.NO
        self._lines.append(" " * (reader.indent - CODE_INDENT) + reader.body)
        return Taken.YES

    def close(self, reader: Reader) -> None:  # noqa: ARG002 - not all leaves can do without
        """Blank lines at the end are none of its."""
        text = "\n".join(self._lines).rstrip()
        block = SubElement(self._parent, "pre")
        SubElement(block, "code").text = AtomicString(f"{code_escape(text)}\n")


def begin_indented(reader: Reader) -> None:
    """Begin with the line that is being read."""
    block = IndentedBlock(reader.room().element)
    block.take(reader)
    reader.leaf = block
