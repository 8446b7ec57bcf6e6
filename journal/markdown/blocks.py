"""The block step, which asks a processor only about a block that holds a sign it cannot do without."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

_DEEPEST = 100
_INDENTED = "    "
_RULE = "---"
"""Stands for a line that is drawn across the page."""
_DIGITS = "0123456789"
_SIGNS: Mapping[str, frozenset[str]] = {
    "admonition": frozenset(("!", _INDENTED)),
    "markdown_block": frozenset("\x02"),
    "details": frozenset(("?", _INDENTED)),
    "indent": frozenset((_INDENTED,)),
    "defindent": frozenset((_INDENTED,)),
    "code": frozenset((_INDENTED,)),
    "table": frozenset("|"),
    "hashheader": frozenset("#"),
    "setextheader": frozenset((_RULE,)),
    "hr": frozenset((_RULE,)),
    "olist": frozenset(_DIGITS),
    "ulist": frozenset("*+-"),
    "definitions": frozenset(":"),
    "deflist": frozenset(":"),
    "quote": frozenset(">"),
    "footnote": frozenset("["),
    "abbr": frozenset("*"),
    "reference": frozenset("["),
}
"""What one of the lines of a block must begin with, after spaces, for a processor to take it; a table has its sign
anywhere. A processor that is not here is always asked."""
_ALL = frozenset[str]().union(*_SIGNS.values())


class TooDeep(Exception):  # noqa: N818 - it is the text that errs
    """Blocks stand in blocks beyond what anybody writes."""


class Blocks(BlockParser):
    """Python-Markdown's own step, with a limit that does not hang on how deep the caller's stack is."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.blockprocessors = md.parser.blockprocessors
        self._depth = 0
        self._asked = lru_cache(self._who_takes)
        for processor in self.blockprocessors:
            processor.parser = self

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 - the library's name
        """Parse blocks, unless they stand too deep."""
        if self._depth > _DEEPEST:
            raise TooDeep
        self._depth += 1
        try:
            while blocks:
                for processor in self._asked(_signs(blocks[0])):
                    if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                        break
        finally:
            self._depth -= 1

    def _who_takes(self, signs: frozenset[str]) -> Sequence[BlockProcessor]:
        """The processors that may take a block with these signs, in their order."""
        registered = self.blockprocessors
        names = {registered[name]: wanted for name, wanted in _SIGNS.items() if name in registered}
        return [one for one in registered if one not in names or names[one] & signs]


def _signs(block: str) -> frozenset[str]:
    """What a block holds of the signs."""
    signs = {line.lstrip(" ")[:1] for line in block.split("\n")} if "\n" in block else {block.lstrip(" ")[:1]}
    if not signs.isdisjoint("=-_*") and any(line and not line.strip("=-_* ") for line in block.split("\n")):
        signs.add(_RULE)
    if block.startswith(_INDENTED):
        signs.add(_INDENTED)
    if "|" in block:
        signs.add("|")
    if not block.isascii() and any(map(str.isdecimal, signs)):
        signs.add("0")
    return _ALL & signs
