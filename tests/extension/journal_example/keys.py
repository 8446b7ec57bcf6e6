"""A Markdown extension: `++Ctrl+C++` is a key to press."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString


class Key(InlineProcessor):
    """Finds the keys in a line of text."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        """An element, and where in the text it stands."""
        key = Element("kbd")
        key.text = AtomicString(m[1])  # in which no other Markdown is looked for
        return key, m.start(), m.end()


class Keys(Extension):
    """Registers it with Python-Markdown."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Ask for keys before emphasis is looked for."""
        md.inlinePatterns.register(Key(r"\+\+([\w+-]+?)\+\+", md), "key", 75)
