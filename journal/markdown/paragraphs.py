"""Code blocks that an author wrote right below a line of text: they may not stand inside its paragraph."""

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER

from journal.markdown.converter import Converter
from journal.markdown.stash import PLACEHOLDER


class Paragraphs(Treeprocessor):
    """Split a paragraph, or the text of a list item, around the code blocks in it."""

    md: Converter

    def run(self, root: Element) -> None:
        """Only blocks are in the tree by now; what is inline is still text."""
        if not self.md.draft.code:
            return
        numbers = "|".join(map(str, self.md.draft.code))
        alone = frozenset(HTML_PLACEHOLDER % number for number in self.md.draft.code)
        block = re.compile(rf"\s*({PLACEHOLDER.pattern.replace('[0-9]+', f'?:{numbers}')})\s*")
        for parent in list(root.iter()):
            if parent.tag in ("p", "pre", "code", "h1", "h2", "h3", "h4", "h5", "h6"):
                continue
            for child in list(parent) if len(parent) else ():
                if child.tail and "\x02" in child.tail:
                    self._tail(parent, child, block)
                if child.tag == "p" and child.text and "\x02" in child.text and child.text not in alone:
                    self._paragraph(parent, child, block)
            if parent.text and "\x02" in parent.text:
                before, *rest = block.split(parent.text)
                if rest:
                    parent.text = before
                    _insert(parent, 0, rest)

    def _paragraph(self, parent: Element, paragraph: Element, block: re.Pattern[str]) -> None:
        before, *rest = block.split(paragraph.text or "")
        if not rest:
            return
        # What the paragraph holds beside its text, a way back from a footnote, follows the text.
        children, last = list(paragraph), rest.pop()
        pieces = [_paragraph(text) for text in (before, *rest) if text]
        if last or children:
            pieces.append(_paragraph(last))
            pieces[-1].extend(children)
        pieces[-1].tail = paragraph.tail
        at = list(parent).index(paragraph)
        parent.remove(paragraph)
        for offset, piece in enumerate(pieces):
            parent.insert(at + offset, piece)

    def _tail(self, parent: Element, child: Element, block: re.Pattern[str]) -> None:
        before, *rest = block.split(child.tail or "")
        if rest:
            child.tail = before
            _insert(parent, list(parent).index(child) + 1, rest)


def _insert(parent: Element, at: int, rest: list[str]) -> None:
    """Placeholders as paragraphs, which the library takes away around a block; text between them as it is."""
    for offset, (placeholder, text) in enumerate(zip(rest[::2], rest[1::2], strict=True)):
        piece = _paragraph(placeholder)
        piece.tail = text
        parent.insert(at + offset, piece)


def _paragraph(text: str) -> Element:
    element = Element("p")
    element.text = text
    return element
