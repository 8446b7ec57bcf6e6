"""Abbreviations: `*[SGD]: …`, on lines of their own."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor
from markdown.util import AtomicString

_DEFINITION = re.compile(r"\*\[([^\\\n]*?)\][ ]?:[ ]*(.*?)[ ]*$")
_FORGET = ("''", '""')


class Marks(AbbrTreeprocessor):
    """The library's step, which would look for each element among those beside it."""

    def iter_element(self, el: Element, parent: Element | None = None) -> None:  # noqa: ARG002 - the library's
        """Mark the abbreviations in an element, from its end on, so that places stay what they are."""
        for at in range(len(el) - 1, -1, -1):
            child = el[at]
            self.iter_element(child)
            if child.tail:
                child.tail = self._mark(child.tail, el, at + 1)
        if el.text:
            el.text = self._mark(el.text, el, 0)

    def _mark(self, text: str, parent: Element, at: int) -> str:
        """Put the abbreviations in a text at that place among the children; what stands before the first."""
        pattern: Any = self.RE
        for found in [] if isinstance(text, AtomicString) else reversed(list(pattern.finditer(text))):
            parent.insert(at, self.create_element(self.abbrs[found[0]], found[0], text[found.end() :]))
            text = text[: found.start()]
        return text


class Abbreviations(AbbrExtension):
    """The library's extension; it would read a block again for every line of it that is a definition."""

    abbrs: dict[str, str]

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register no more than what marks them in the text."""
        md.registerExtension(self)
        md.treeprocessors.register(Marks(md, self.abbrs), "abbr", 7)

    def part(self, text: str) -> list[tuple[int, str]]:
        """Note the definitions in a paragraph; the texts between them, each with the number of its first line."""
        parts: list[tuple[int, str]] = []
        begun: list[str] = []
        lines = text.split("\n")
        at = 0
        while at < len(lines):
            used = self._take(lines, at) if lines[at].startswith("*[") else 0
            if not used:
                begun.append(lines[at])
                at += 1
                continue
            if begun:
                parts.append((at - len(begun), "\n".join(begun)))
                begun = []
            at += used
        return [*parts, *([(at - len(begun), "\n".join(begun))] if begun else [])]

    def _take(self, lines: list[str], at: int) -> int:
        """Note a definition; how many lines it takes."""
        found = _DEFINITION.match(lines[at])
        if found is None:
            return 0
        name, title, used = found[1].strip(), found[2].strip(), 1
        if not title and at + 1 < len(lines):
            title, used = lines[at + 1].strip(), 2
        if not name or not title:
            return 0
        if title in _FORGET:
            self.abbrs.pop(name, None)
        else:
            self.abbrs[name] = title
        return used
