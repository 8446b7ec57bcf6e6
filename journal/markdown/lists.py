"""Lists: what stands in an item is indented as far as the text behind the item's mark."""

import re
from xml.etree.ElementTree import Element, SubElement

from journal.markdown.containers import CODE_INDENT, Container, Group
from journal.markdown.reader import Found, Reader

_NUMBER = re.compile(r"([0-9]{1,9})[.)](?=[ ]|$)")

PASTED = "\u2022\u2023\u25e6\u25aa\u25cf"
"""The signs that a browser, or a word processor, draws before the items of a list."""


def begin_bullet(reader: Reader) -> Found | None:
    """`- …`, `+ …` or `* …`."""
    return _item(reader, 1, "ul", 1) if reader.body[1:2] in ("", " ") else None


def begin_pasted(reader: Reader) -> Found | None:
    """`• …`, as what was pasted from a page has it; a row of such signs parts what stands above and below it."""
    rest = reader.body[1:]
    return _item(reader, 1, "ul", 1) if rest[:1] == " " and rest.strip(" " + PASTED) else None


def begin_number(reader: Reader) -> Found | None:
    """`1. …` or `1) …`."""
    found = _NUMBER.match(reader.body)
    return _item(reader, found.end(), "ol", int(found[1])) if found else None


def _item(reader: Reader, width: int, tag: str, number: int) -> Found | None:
    """An item whose mark is that wide, of the list before it if their marks are alike."""
    body = reader.body
    rest = body[width:].lstrip(" ")
    # Within a paragraph, a number at the start of a line is most often one of its words.
    if reader.goes_on and (not rest or number != 1):
        return None
    mark, spaces = body[width - 1], len(body) - width - len(rest)
    own = spaces if rest and spaces <= CODE_INDENT else 1
    group = _group(reader, mark, tag, number)
    item = SubElement(group.element, "li")
    group.items.append(item)
    indent = reader.indent + width + own
    reader.body, reader.indent = rest, spaces - own if rest else 0
    return reader.push(Container(item, indent, indent, group=group))


def _group(reader: Reader, mark: str, tag: str, number: int) -> Group:
    """The list that the item belongs to."""
    group = reader.stack[reader.depth - 1].continues()
    if group is not None and group.mark == mark and not reader.goes_on:
        parted = reader.parts()
        reader.close(reader.depth)
        reader.goes_on = reader.lazy = False
        group.loose |= parted
        return group
    container = reader.room()
    group = Group(_element(container.element, tag, number), mark)
    reader.groups.append(group)
    container.items = group
    return group


def _element(parent: Element, tag: str, number: int) -> Element:
    return SubElement(parent, tag, {} if number == 1 else {"start": str(number)})
