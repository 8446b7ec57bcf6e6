"""The table of contents that `[TOC]` asks for."""

from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

from journal.markdown.converter import Converter
from journal.markdown.result import Heading
from journal.markdown.stash import store

_MARKER = "[TOC]"


class Contents(Treeprocessor):
    """Put a list of the headings for a paragraph that holds `[TOC]` alone."""

    md: Converter

    def run(self, root: Element) -> None:
        """Headings are known by now."""
        for paragraph in list(root.iter("p")):
            if not len(paragraph) and (paragraph.text or "").strip() == _MARKER:
                tail = paragraph.tail
                paragraph.clear()
                paragraph.tag, paragraph.tail = "nav", tail
                paragraph.attrib.update({"class": "toc", "aria-label": "Table of contents"})
                self._list(paragraph, self.md.draft.headings)

    def _list(self, nav: Element, headings: list[Heading]) -> None:
        """Nested lists; a level that is left out adds none."""
        open_items: list[tuple[int, Element]] = []
        for heading in headings:
            while open_items and open_items[-1][0] >= heading.level:
                open_items.pop()
            parent = open_items[-1][1] if open_items else nav
            items = parent.find("ul")
            if items is None:
                items = SubElement(parent, "ul")
            item = SubElement(items, "li")
            SubElement(item, "a", {"href": f"#{heading.id}"}).text = store(self.md, heading.html)[1]
            open_items.append((heading.level, item))
