"""Block ids: `^name` at the end of a block, by which a wikilink leads there."""

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from journal.markdown.converter import Converter

_AT_END = re.compile(r"(?:^|(?<!\s)\s++)\^([A-Za-z0-9-]+)\s*\Z")
_BLOCKS = ("p", "li", "dd", "td")


class BlockIds(Treeprocessor):
    """Give a block the id that it ends with; one that stands alone is that of the block before it."""

    md: Converter

    def run(self, root: Element) -> None:
        """What is inline has not yet been read."""
        if not self.md.draft.blockids:
            return
        names: set[str] = set()
        still_open = [root]
        while still_open:
            parent = still_open.pop()
            still_open += parent
            made: list[Element] = []
            for child in parent:
                found = _AT_END.search(child.text or "") if child.tag in _BLOCKS else None
                name = f"^{found[1]}" if found else ""
                if found is None or name in names:
                    made.append(child)
                elif found.start():
                    child.text = (child.text or "")[: found.start()]
                    child.set("id", name)
                    made.append(child)
                elif made and child.tag == "p" and not len(child):
                    made[-1] = _framed(made[-1], name, child.tail)
                else:
                    made.append(child)
                    continue
                names.add(name)
            parent[:] = made
        self.md.draft.blocks += sorted(names - {""})


def _framed(block: Element, name: str, tail: str | None) -> Element:
    """A block, which may be raw HTML and so have no id, in one that has."""
    frame = Element("div", {"id": name})
    frame.tail, block.tail = tail, None
    frame.append(block)
    return frame
