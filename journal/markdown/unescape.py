"""Unescaping: characters that an author escaped, as themselves."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import STX

from journal.markdown.converter import Converter


class Unescape(UnescapeTreeprocessor):
    """The library's step, which would go through every text for what few hold."""

    md: Converter

    def run(self, root: Element) -> None:
        """Code has its backslashes still."""
        if not self.md.draft.escaped:
            return
        for element in root.iter():
            text, tail = element.text, element.tail
            if text and STX in text and element.tag != "code":
                element.text = self.unescape(text)
            if tail and STX in tail:
                element.tail = self.unescape(tail)
            for name, value in element.items() if element.attrib else ():
                if value and STX in value:
                    element.set(name, self.unescape(value))
