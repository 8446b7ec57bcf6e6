"""Ids: each once in a document."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from journal.markdown.converter import Converter


class Ids(Treeprocessor):
    """Take away an id that an earlier element, or a heading, has."""

    md: Converter

    def run(self, root: Element) -> None:
        """Headings have unique ids by now, and links lead to them."""
        used = self.md.draft.ids
        for element in root.iter():
            name = element.get("id") if element.attrib else None
            if name is None:
                continue
            if name in used or not name or any(character.isspace() for character in name):
                del element.attrib["id"]
            used.add(name)
