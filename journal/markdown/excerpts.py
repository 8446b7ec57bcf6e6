"""The excerpt: what stands above `<!--more-->`, or else the first paragraph that says something."""

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from journal.markdown.converter import Converter
from journal.markdown.prose import cut, plain_text
from journal.markdown.stash import PLACEHOLDER, entries, fetch, inner_html

_MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
_BLOCK = re.compile(r"\s*<(?:div|figure|pre|table|details|aside|nav|script|style|video|iframe|svg|ul|ol|h[1-6])\b")
_PROSE = ("p", "ul", "ol", "dl", "blockquote")
_ELSEWHERE = ("callout", "footnotes", "toc", "table", "highlight", "flashcard")
_LENGTH = 280


class Excerpts(Treeprocessor):
    """Note the excerpt of the finished tree."""

    md: Converter

    def run(self, root: Element) -> None:
        """An author's own mark is honoured to the letter; a paragraph is cut."""
        draft = self.md.draft
        if draft.excerpt:  # which stands in the front matter
            return
        if any(isinstance(html, str) and _MORE.match(html) for html in entries(self.md)):
            above = self._above(root)
            if above is not None:
                draft.excerpt = above
                return
        draft.excerpt = cut(self._first(root) or self._first(root, quoted=True), _LENGTH)

    def _above(self, root: Element) -> str | None:
        """The prose above the mark, or nothing if the mark is not at the outer level."""
        texts = []
        for block in root:
            html = self._html(block)
            mark = _MORE.search(html)
            if block.tag in _PROSE and not _BLOCK.match(html):
                texts.append(plain_text(html[: mark.start()] if mark else html))
            if mark:
                return " ".join(filter(None, texts))
        return None

    def _first(self, parent: Element, *, quoted: bool = False) -> str:
        """The text of the first paragraph that has any."""
        for block in parent:
            text = ""
            names = block.get("class", "").split()
            if block.tag == "p" and "callout-title" not in names and not _is_tags(block):
                html = self._html(block)
                text = "" if _BLOCK.match(html) else plain_text(html)
            elif block.tag in ("div", "section", "article") and not any(name in _ELSEWHERE for name in names):
                text = self._first(block, quoted=quoted)
            elif quoted and block.tag in ("blockquote", "ul", "ol", "li", "dl", "dd"):
                text = self._first(block, quoted=True)
                if not text and block.tag in ("li", "dd"):
                    text = plain_text(self._html(block))
            if text:
                return text
        return ""

    def _html(self, block: Element) -> str:
        """The inside of a block; of a block of raw HTML, that HTML."""
        alone = PLACEHOLDER.fullmatch((block.text or "").strip()) if not len(block) else None
        return fetch(self.md, int(alone[1])) if alone else inner_html(block, self.md)


def _is_tags(paragraph: Element) -> bool:
    """Whether there is nothing in it but tags, as in a line `#python #til`."""
    if not len(paragraph) or (paragraph.text or "").strip():
        return False
    return all(child.get("class") == "tag" and not (child.tail or "").strip(" ,\n") for child in paragraph)
