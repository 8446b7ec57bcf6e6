"""Outline: the blocks of a text, each with the headings that it stands under, for who looks for something there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from journal.frozen import frozen
from journal.items import Kind
from journal.markdown.converter import Converter

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@frozen
class Block:
    """A block at the outer level of a text."""

    element: Element
    under: tuple[str, ...]
    """The plain text of the headings above it, outermost first."""


@frozen
class Find:
    """An item, as it was found in the tree."""

    kind: Kind
    at: Element
    """What gets the item's id."""
    html: str
    more: str = ""
    done: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A text as those see it who look for items in it."""

    md: Converter
    root: Element
    blocks: Sequence[Block]
    callouts: Sequence[tuple[str, Element]]
    """Each with its type, such as `note`."""

    def below(self, heading: re.Pattern[str]) -> Iterator[Element]:
        """The blocks under a heading that speaks of something."""
        for block in self.blocks:
            if any(map(heading.search, block.under)):
                yield block.element

    def below_titled(self, heading: re.Pattern[str], own: tuple[str, ...] = ()) -> Iterator[Element]:
        """The blocks under a heading that says just this, or holds one of the author's own words for it."""
        for block in self.blocks:
            if any(map(heading.fullmatch, block.under)) or (own and any(in_words(text, own) for text in block.under)):
                yield block.element


def outline_of(root: Element, md: Converter) -> Outline:
    """The outline of a finished tree."""
    return Outline(md, root, tuple(_blocks(root, md)), tuple(_callouts(root)))


def in_words(heading: str, words: tuple[str, ...]) -> bool:
    """Whether a heading holds one of these words, or runs of words."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", heading, re.IGNORECASE) for word in words if word.strip())


def _callouts(root: Element) -> Iterator[tuple[str, Element]]:
    for tag in ("div", "details"):
        for element in root.iter(tag):
            names = element.get("class", "").split()
            if len(names) > 1 and names[0] == "callout":
                yield names[1].removeprefix("callout-"), element


def _blocks(root: Element, md: Converter) -> Iterator[Block]:
    texts = {heading.id: heading.text for heading in md.draft.headings}
    above: list[tuple[int, str]] = []
    for element in root:
        if element.tag in _HEADINGS:
            level = int(element.tag[1])
            above = [*(one for one in above if one[0] < level), (level, texts.get(element.get("id", ""), ""))]
        else:
            yield Block(element, tuple(text for _, text in above))
