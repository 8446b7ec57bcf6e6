"""Definition lists without blank lines between their terms."""

import re
from itertools import pairwise
from xml.etree.ElementTree import Element

from markdown.blockprocessors import BlockProcessor

_DEFINITION = re.compile(r"[ ]{0,3}:[ ]{1,3}\S")


class Definitions(BlockProcessor):
    """Part a block at each new term; the library would read all that follows as one definition."""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - the library's signature
        """Whether a definition is followed by a term that has one, too."""
        return "\n:" in block and len(_terms(block.split("\n"))) > 0

    def run(self, parent: Element, blocks: list[str]) -> None:  # noqa: ARG002
        """Put the parts back as blocks."""
        lines = blocks.pop(0).split("\n")
        edges = [0, *_terms(lines), len(lines)]
        blocks[:0] = ["\n".join(lines[start:end]) for start, end in pairwise(edges)]


def _terms(lines: list[str]) -> list[int]:
    """Where terms begin, but for the first: between a definition and a definition, at the margin."""
    return [
        at
        for at in range(1, len(lines) - 1)
        if _DEFINITION.match(lines[at - 1])
        and _DEFINITION.match(lines[at + 1])
        and lines[at][:1].strip()
        and not _DEFINITION.match(lines[at])
    ]
