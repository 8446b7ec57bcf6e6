"""Ids: each once in a document."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor


class Ids(Treeprocessor):
    """Take away an id that an earlier element, or a heading, has."""

    def run(self, root: Element) -> None:
        """Headings have unique ids by now, and links lead to them."""
        used: set[str] = set()
        for element in root.iter():
            name = element.get("id") if element.attrib else None
            if name is None:
                continue
            if name in used or not name or any(character.isspace() for character in name):
                del element.attrib["id"]
            used.add(name)
