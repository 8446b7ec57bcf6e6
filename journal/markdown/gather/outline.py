"""Outline: the blocks of a text under the headings that they stand under, for who looks for something there."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from journal.frozen import frozen
from journal.items import Kind
from journal.markdown.converter import Converter

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_STRONG = frozenset(("strong", "b", "em"))
_LONGEST = 70
_NO_LEAD = frozenset(".!,;…\x03")
"""What ends a sentence, or a formula; a line that announces something ends in a colon, or in no sign."""
_COLON = re.compile(r"[\s:\uff1a]+$")
_ADDRESS = re.compile(r"[a-z0-9-]\.[a-z]{2,}/\S*$")
"""What ends a line that is of a list of addresses, though none of them is a link."""


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks of the outer level of a text, one after another, under the same headings."""

    under: tuple[str, ...]
    """The plain text of the headings above them, outermost first."""
    lead: str
    """A short line above them that stands as a heading, though it is not written as one; without a colon at its end."""
    blocks: list[Element]

    def speaks(self, says: Callable[[str], bool], lead: Callable[[str], bool] | None = None) -> str | None:
        """The heading right above the blocks, where one of those above them says that; the lead may be held to more."""
        if self.lead and (lead or says)(self.lead):
            return self.lead
        for heading in self.under:
            if says(heading):
                return self.under[-1]
        return None


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
    deck: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """A text as those see it who look for items in it."""

    md: Converter
    root: Element
    title: str
    sections: Sequence[Section]
    callouts: Sequence[tuple[str, Element]]
    """Each with its type, such as `note`."""


def outline_of(root: Element, md: Converter) -> Outline:
    """The outline of a finished tree."""
    draft = md.draft
    return Outline(md, root, draft.given or draft.title, [*_sections(root, md)], [*_callouts(root)])


def _callouts(root: Element) -> Iterator[tuple[str, Element]]:
    for tag in ("div", "details"):
        for element in root.iter(tag):
            names = element.get("class", "").split()
            if len(names) > 1 and names[0] == "callout":
                yield names[1].removeprefix("callout-"), element


def _sections(root: Element, md: Converter) -> Iterator[Section]:
    known = {heading.id: heading.text for heading in md.draft.headings}
    above: list[tuple[int, str]] = []
    section, announced = Section((), "", []), False
    for element in root:
        if element.tag in _HEADINGS:
            level = int(element.tag[1])
            above = [*(one for one in above if one[0] < level), (level, known.get(element.get("id", ""), ""))]
            following = Section(tuple(text for _, text in above), "", [])
        elif element.tag == "p" and (lead := _lead(element)):
            following = Section(section.under, _COLON.sub("", lead), [])
            announced = following.lead != lead
        elif announced and section.blocks:
            # What ends in a colon speaks of the one block below it.
            following, announced = Section(section.under, "", [element]), False
        else:
            section.blocks.append(element)
            continue
        if section.blocks:
            yield section
        section = following
    if section.blocks:
        yield section


def _lead(paragraph: Element) -> str:
    """What a paragraph says that is but a short line which ends no sentence."""
    text = paragraph.text or ""
    if len(paragraph) == 1 and not text and paragraph[0].tag in _STRONG and not len(paragraph[0]):
        tail = paragraph[0].tail or ""
        text = "" if _COLON.sub("", tail) else (paragraph[0].text or "") + tail
    elif len(paragraph):
        return ""
    if len(text) > _LONGEST or "\n" in text or not text or text[-1] in _NO_LEAD:
        return ""
    return "" if "/" in text and _ADDRESS.search(text) else text
