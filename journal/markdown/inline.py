"""The inline step, which asks a pattern only about text that holds a sign the pattern cannot do without."""

import re
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER, INLINE_PLACEHOLDER_PREFIX, INLINE_PLACEHOLDER_RE, AtomicString

from journal.markdown.converter import Converter
from journal.markdown.simple import Simple, is_plain

_ADDRESS = re.compile(r"://|www\.", re.IGNORECASE)

_SIGNS: Mapping[str, Callable[[str], object]] = {
    "backtick": lambda text: "`" in text or "\\" in text or "{{" in text or "{%" in text,
    "wikilink": lambda text: "[[" in text,
    "escape": lambda text: "\\" in text,
    "backslash-break": lambda text: "\\\n" in text,
    "footnote": lambda text: "[^" in text,
    "reference": lambda text: "[" in text,
    "link": lambda text: "[" in text,
    "image_link": lambda text: "![" in text,
    "image_reference": lambda text: "![" in text,
    "short_reference": lambda text: "[" in text,
    "short_image_ref": lambda text: "![" in text,
    "autolink": lambda text: "<" in text,
    "automail": lambda text: "<" in text,
    "html": lambda text: "<" in text,
    "linebreak": lambda text: "  \n" in text,
    "magic-link": _ADDRESS.search,
    "magic-mail": lambda text: "@" in text,
    "entity": lambda text: "&" in text,
    "emoji": lambda text: ":" in text,
    "mark": lambda text: "==" in text,
    "em_strong": lambda text: "*" in text or "_" in text,
    "delimiter": lambda text: "~" in text,
    "inline-tag": lambda text: "#" in text,
}
"""What a text must hold for a pattern to match; a pattern that is not here is always asked.

A match puts a placeholder in the place of its text, so a sign that is not there at first does not come later.
"""
_ALONE = ("escape", "backslash-break", "wikilink", "linebreak", "html", "entity", "inline-tag")
"""Patterns that look at nothing but what they match."""
_Pattern = tuple[Pattern, Callable[[str], object], frozenset[str], bool]
"""A pattern, whether a text is of interest to it, the elements in which it finds nothing, and whether it is alone."""


class Inline(InlineProcessor):
    """Python-Markdown's own step, which spends most of its time on patterns that cannot match."""

    md: Converter
    stashed_nodes: dict[str, Element | str]
    ancestors: list[str]

    def __init__(self, md: Converter) -> None:
        super().__init__(md)
        patterns = md.inlinePatterns
        signs = {patterns.get_index_for_name(name): sign for name, sign in _SIGNS.items() if name in patterns}
        alone = {patterns.get_index_for_name(name) for name in _ALONE if name in patterns}
        self._simple = Simple(md)
        self._all_say = len(signs) == len(patterns)
        self._patterns: list[_Pattern] = [
            (pattern, signs.get(index, bool), frozenset(map(str.lower, pattern.ANCESTOR_EXCLUDES)), index in alone)
            for index, pattern in enumerate(patterns)
        ]

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Read what is inline in all blocks."""
        self.stashed_nodes = {}
        self._beyond = self.md.draft.marks or self.md.draft.hashes
        waiting = deque([(tree, [*(ancestors or ()), tree.tag.lower()])])
        while waiting:
            parent, self.ancestors = waiting.popleft()
            made: list[tuple[Element, list[Element]]] = []
            # What is made of a tail stands right behind it, so this loop comes to it next.
            for child in parent:
                if child.text and not self._is_plain(child.text):
                    self.ancestors.append(child.tag.lower())
                    nodes = self._open(child)
                    waiting.extend((node, [*self.ancestors, node.tag.lower()]) for node in nodes if len(node))
                    made.append((child, nodes))
                    self.ancestors.pop()
                if child.tail and not self._is_plain(child.tail):
                    nodes = self._open(child, tail=True)
                    if nodes:
                        at = list(parent).index(child) + 1
                        parent[at:at] = nodes
                if len(child):
                    waiting.append((child, [*self.ancestors, child.tag.lower()]))
            for element, nodes in made:
                element[0:0] = nodes
        return tree

    def _is_plain(self, text: str) -> bool:
        """Whether there is nothing to be found in a text."""
        return isinstance(text, AtomicString) or (
            self._all_say and is_plain(text) and not (self._beyond and self._is_beyond(text))
        )

    def _is_beyond(self, text: str) -> bool:
        """Whether a text holds what is so rare that the whole is asked about it first."""
        return "==" in text or (self.md.draft.hashes and "#" in text)

    def _open(self, element: Element, *, tail: bool = False) -> list[Element]:
        """Read the text or tail of an element; what stands there comes first, then the elements given back."""
        text = (element.tail if tail else element.text) or ""
        is_simple = self._all_say and "a" not in self.ancestors and not (self._beyond and self._is_beyond(text))
        if is_simple and (simple := self._simple.read(text)):
            nodes: list[Element]
            first, nodes = simple
            if tail:
                element.tail = first or None
            else:
                element.text = first or None
            return nodes
        text = self._with_placeholders(text)
        if tail:
            element.tail = None
        else:
            element.text = None
        return self._nodes(text, element, tail=tail)

    def _with_placeholders(self, text: str, first: int = 0) -> str:
        """The text with a placeholder for everything that the patterns find, from that one on."""
        if isinstance(text, AtomicString):
            return text
        for index in range(first, len(self._patterns)):
            pattern, wanted, not_in, alone = self._patterns[index]
            if wanted(text) and not (not_in and not_in.intersection(self.ancestors)):
                replaced = self._replaced_at_once if alone else self._replaced
                text = replaced(pattern, text, index)
        return text

    def _replaced(self, pattern: Pattern, text: str, index: int) -> str:
        """The text with a placeholder for everything that one pattern finds."""
        handle: Any = pattern.handleMatch  # the stubs know one of the library's two kinds of pattern
        start = 0
        while True:
            for match in pattern.getCompiledRegExp().finditer(text, start):
                node, begin, end = handle(match, text)
                if begin is not None and end is not None:
                    break
            else:
                return text
            if node is None:
                start = end
                continue
            placeholder = self._put_aside(node, index)
            text = f"{text[:begin]}{placeholder}{text[end:]}"
            start = begin + len(placeholder)

    def _replaced_at_once(self, pattern: Pattern, text: str, index: int) -> str:
        """The same, without a new text for each match."""
        handle: Any = pattern.handleMatch
        parts: list[str] = []
        at = 0
        for match in pattern.getCompiledRegExp().finditer(text):
            node, begin, end = handle(match, text)
            if node is not None and begin is not None:
                parts += (text[at:begin], self._put_aside(node, index))
                at = end
        return "".join(parts) + text[at:] if parts else text

    def _put_aside(self, node: Element | str, index: int) -> str:
        """The placeholder of what the pattern with that number has found."""
        if not isinstance(node, str) and not isinstance(node.text, AtomicString):
            self._read_on(node, index)
        number = f"{len(self.stashed_nodes):04d}"
        self.stashed_nodes[number] = node
        return INLINE_PLACEHOLDER % number

    def _read_on(self, node: Element, index: int) -> None:
        """Read what stands in a new element, with the patterns that come later."""
        for child in (node, *node):
            if child.text and not self._is_plain(child.text):
                self.ancestors.append(child.tag.lower())
                child.text = self._with_placeholders(child.text, index + 1)
                self.ancestors.pop()
            if child.tail and not self._is_plain(child.tail):
                child.tail = self._with_placeholders(child.tail, index)

    def _nodes(self, text: str, parent: Element, *, tail: bool) -> list[Element]:
        """The elements that placeholders stand for; the text between them goes to where it belongs."""
        nodes: list[Element] = []
        kept, at = "", 0
        while (begin := text.find(INLINE_PLACEHOLDER_PREFIX, at)) >= 0:
            # Emphasis that overlaps may cut a placeholder in two; what is left of it goes with the next whole one.
            found = INLINE_PLACEHOLDER_RE.search(text, begin)
            node = self.stashed_nodes.get(found[1]) if found else None
            if found is None or node is None:
                kept, at = (
                    kept + text[at : begin + len(INLINE_PLACEHOLDER_PREFIX)],
                    begin + len(INLINE_PLACEHOLDER_PREFIX),
                )
                continue
            kept, at = kept + text[at:begin], found.end()
            if isinstance(node, str):
                kept += node
                continue
            _add(kept, nodes, parent, tail=tail)
            kept = ""
            for child in (node, *node):
                if child.tail and INLINE_PLACEHOLDER_PREFIX in child.tail:
                    inside, child.tail = child.tail, None
                    behind = 0 if child is node else list(node).index(child) + 1
                    node[behind:behind] = self._nodes(inside, child, tail=True)
                if child.text and INLINE_PLACEHOLDER_PREFIX in child.text:
                    inside, child.text = child.text, None
                    child[0:0] = self._nodes(inside, child, tail=False)
            nodes.append(node)
        rest = AtomicString(text[at:]) if isinstance(text, AtomicString) else text[at:]
        _add(kept + rest if kept else rest, nodes, parent, tail=tail)
        return nodes


def _add(text: str, nodes: list[Element], parent: Element, *, tail: bool) -> None:
    """Put text behind the last of the nodes, or else where they will stand."""
    if not text:
        return
    if nodes:
        nodes[-1].tail = nodes[-1].tail + text if nodes[-1].tail else text
    elif tail:
        parent.tail = parent.tail + text if parent.tail else text
    else:
        parent.text = parent.text + text if parent.text else text
