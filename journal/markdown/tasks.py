"""Task lists: `- [ ]` and `- [x]`, with the text as the label of the box."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

_BOX = re.compile(r"\[([ xX])\][ \t]+(?=\S)")


class Tasks(Treeprocessor):
    """Put a disabled checkbox for the brackets at the start of a list item."""

    def run(self, root: Element) -> None:
        """The text of an item is not yet read, so what is inline in it stays markup."""
        for items in [element for element in root.iter() if element.tag in ("ul", "ol")]:
            boxes = [self._item(item) for item in items]
            if any(boxes):
                items.set("class", "task-list")

    def _item(self, item: Element) -> bool:
        first = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
        box = _BOX.match(first.text or "")
        if item.tag != "li" or box is None:
            return False
        label = Element("label")
        state = {"type": "checkbox", "disabled": "disabled"}
        checkbox = SubElement(label, "input", state if box[1] == " " else {**state, "checked": "checked"})
        checkbox.tail = " " + (first.text or "")[box.end() :]
        first.text = None
        first.insert(0, label)
        item.set("class", "task-list-item")
        return True
