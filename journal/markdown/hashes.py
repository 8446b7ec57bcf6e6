"""Hashes: headings on a line of their own."""

from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import HashHeaderProcessor

_DEEPEST = 6


class Hashes(HashHeaderProcessor):
    """The library's step, which would read a heading twice, character by character."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether there is a heading."""
        return block.startswith("#") if _is_simple(block) else super().test(parent, block)

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make it."""
        block = blocks[0]
        if not _is_simple(block):
            super().run(parent, blocks)
            return
        del blocks[0]
        words = block.lstrip("#")
        level = min(len(block) - len(words), _DEEPEST)
        SubElement(parent, f"h{level}").text = block[level:].rstrip("#").strip()


def _is_simple(block: str) -> bool:
    """Whether there is nothing else in a block, and nothing in it escaped."""
    return "\n" not in block and "\\" not in block
