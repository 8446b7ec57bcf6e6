"""Prettifying: line ends between blocks."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import PrettifyTreeprocessor

from journal.markdown.converter import Converter

_LITERAL = ("code", "pre")


class Prettify(PrettifyTreeprocessor):
    """The library's step, which would ask several times of each element whether it is a block."""

    md: Converter

    def _prettifyETree(self, elem: Element) -> None:  # noqa: N802 - the library's name
        """The root may be anything."""
        is_block = self.md.is_block_level
        if is_block(elem.tag):
            self._block(elem)
        elif not elem.tail or not elem.tail.strip():
            elem.tail = "\n"

    def _block(self, block: Element) -> None:
        """A block, and those in it."""
        if len(block) and block.tag not in _LITERAL:
            is_block = self.md.is_block_level
            blocks = [child for child in block if is_block(child.tag)]
            if blocks and blocks[0] is block[0] and (not block.text or not block.text.strip()):
                block.text = "\n"
            for child in blocks:
                self._block(child)
        if not block.tail or not block.tail.strip():
            block.tail = "\n"
