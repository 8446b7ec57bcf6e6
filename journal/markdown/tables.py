"""Tables: in a frame that scrolls sideways, with headers that say what they head."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor


class Tables(Treeprocessor):
    """Wrap every table, and drop a header row in which nothing stands."""

    def run(self, root: Element) -> None:
        """Only tables written in Markdown are in the tree."""
        for count, table in enumerate(list(root.iter("table")), 1):
            self._header(table)
            frame = Element("table", table.attrib)
            frame.extend(list(table))
            frame.text, tail = table.text, table.tail
            table.clear()
            table.tag, table.tail = "div", tail
            # Regions are landmarks, which must be told apart.
            label = "Table" if count == 1 else f"Table {count}"
            table.attrib.update({"class": "table", "tabindex": "0", "role": "region", "aria-label": label})
            table.append(frame)

    def _header(self, table: Element) -> None:
        head = table.find("thead")
        if head is None:
            return
        cells = list(head.iter("th"))
        titled = [bool(len(cell) or (cell.text or "").strip()) for cell in cells]
        if not any(titled):
            table.remove(head)
            return
        for cell, has_title in zip(cells, titled, strict=True):
            if has_title:
                cell.set("scope", "col")
            else:
                cell.tag = "td"  # above a column of row names there is nothing to announce
