"""Containers: blocks that hold blocks, and what a line begins with that stands in them."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

CODE_INDENT = 4
"""A line that is indented this far begins nothing but code; so far, too, reaches a tab."""


class TooDeep(Exception):  # noqa: N818 - it is the text that errs
    """Blocks stand in blocks beyond what anybody writes."""


@dataclass(slots=True, eq=False)
class Group:
    """A list, or one definition: whether its paragraphs are shown as such is not known before its end."""

    element: Element
    mark: str = ""
    """What its items have in common: `-`, `*`, `+`, `.` or `)`."""
    loose: bool = False
    """Whether there is a blank line between two of its items, or between two blocks of one."""
    items: list[Element] = field(default_factory=list)
    later: list[tuple[Element, Element]] = field(default_factory=list)
    """Items, each with a paragraph that is not the first thing in it."""

    def settle(self) -> None:
        """Set paragraphs as such in a loose list; let the text of a tight one stand right in its items."""
        if self.loose:
            for item in self.items:
                if item.text:
                    paragraph = Element("p")
                    paragraph.text, item.text = item.text, None
                    item.insert(0, paragraph)
            return
        for item, paragraph in self.later:
            at = list(item).index(paragraph)
            item.remove(paragraph)
            if at:
                before = item[at - 1]
                before.tail = f"{before.tail}\n{paragraph.text}" if before.tail else f"\n{paragraph.text}"
            else:
                item.text = paragraph.text


@dataclass(slots=True, eq=False)
class Container:
    """A block that lines may be in; the outermost is the text itself."""

    element: Element
    indent: int = 0
    """By how many columns its lines are indented."""
    most: int = 0
    """How many of the columns are its own; what goes beyond is indentation of what stands in it."""
    quote: bool = False
    """Whether its lines begin with `>` instead."""
    lazy: bool = True
    """Whether a line that lacks its mark may go on with a paragraph in it."""
    group: Group | None = None
    """The list of which it is an item."""
    items: Group | None = None
    """The last list in it."""
    filled: bool = False
    """Whether there is a block in it."""

    def paragraph(self, text: str) -> None:
        """Put a paragraph into it."""
        element = self.element
        if self.group is None:
            SubElement(element, "p").text = text
        elif element.text is None and not len(element):
            element.text = text
        else:
            paragraph = SubElement(element, "p")
            paragraph.text = text
            self.group.later.append((element, paragraph))

    def continues(self) -> Group | None:
        """The list that it ends with, to which another item may be added."""
        return self.items if self.items is not None and self.element[-1] is self.items.element else None
