"""Block ids: `^name` at the end of a block, by which a wikilink leads there."""

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from journal.markdown.converter import Converter

_AT_END = re.compile(r"(?:^|\s+)\^([A-Za-z0-9-]+)\s*\Z")
_BLOCKS = ("p", "li", "dd", "td")


class BlockIds(Treeprocessor):
    """Give a block the id that it ends with; one that stands alone is that of the block before it."""

    md: Converter

    def run(self, root: Element) -> None:
        """What is inline has not yet been read."""
        if not self.md.draft.blockids:
            return
        self._names: set[str] = set()
        still_open = [root]
        while still_open:
            parent = still_open.pop()
            for child in list(parent):
                if child.tag in _BLOCKS:
                    self._take(parent, child)
                still_open.append(child)

    def _take(self, parent: Element, block: Element) -> None:
        found = _AT_END.search(block.text or "")
        if found is None or f"^{found[1]}" in self._names:
            return
        name = f"^{found[1]}"
        alone = not found.start()
        if alone and (block.tag != "p" or len(block) or parent[0] is block):
            return
        self._names.add(name)
        self.md.draft.blocks.append(name)
        if alone:
            _frame(parent, block, name)
        else:
            block.text = (block.text or "")[: found.start()]
            block.set("id", name)


def _frame(parent: Element, block: Element, name: str) -> None:
    """Put the block before this one, which may be raw HTML and so have no id, into one that has."""
    at = list(parent).index(block)
    before = parent[at - 1]
    frame = Element("div", {"id": name})
    frame.tail, before.tail = block.tail, None
    frame.append(before)
    parent[at - 1 : at + 1] = [frame]
