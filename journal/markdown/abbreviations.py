"""Abbreviations: a list of many `*[SGD]: …` is read at one go."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.abbr import AbbrBlockprocessor, AbbrExtension


class AbbreviationList(AbbrBlockprocessor):
    """After every single line, the library's step would hand the rest of the list to all the other steps again."""

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Take definitions for as long as one follows another."""
        if not super().run(parent, blocks):
            return False
        while blocks and self.RE.match(blocks[0]) and super().run(parent, blocks):
            pass
        return True


class Abbreviations(AbbrExtension):
    """The library's extension with that step."""

    abbrs: dict[str, str]

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register the step where the library does."""
        super().extendMarkdown(md)
        step: BlockProcessor = AbbreviationList(md.parser, self.abbrs)
        md.parser.blockprocessors.register(step, "abbr", 16)
