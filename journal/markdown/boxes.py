"""Boxes: `!!! note` and `??? note`, and what is indented below."""

import re
from xml.etree.ElementTree import Element, SubElement

from journal.markdown.containers import CODE_INDENT, Container
from journal.markdown.reader import Found, Reader

_NAMES = r"[\w\-]+(?:[ ]+[\w\-]+)*"
_ADMONITION = re.compile(rf'!!![ ]?({_NAMES})(?:[ ]+"(.*?)")?[ ]*$')
_DETAILS = re.compile(rf'\?\?\?(\+)?[ ]?(?:({_NAMES}))?(?:[ ]+"(.*?)")?[ ]*$')
_HEADING = re.compile(r"(#{1,6})[ ]*(.*?)[ #]*$")


def begin_admonition(reader: Reader) -> Found | None:
    """`!!! note "Title"`; an empty title is none."""
    found = _ADMONITION.match(reader.body)
    if found is None:
        return None
    names = found[1].lower().split()
    box = SubElement(reader.room().element, "div", {"class": " ".join(["admonition", *names])})
    title = names[0].capitalize() if found[2] is None else _inline(reader, found[2])
    if title:
        SubElement(box, "p", {"class": "admonition-title"}).text = title
    return _open(reader, box)


def begin_details(reader: Reader) -> Found | None:
    """`??? note "Title"`, closed; with `???+`, open."""
    found = _DETAILS.match(reader.body)
    if found is None or (found[2] is None and found[3] is None):
        return None
    names = (found[2] or "").lower().split()
    box = SubElement(reader.room().element, "details", {"open": "open"} if found[1] else {})
    if names:
        box.set("class", " ".join(names))
    summary = SubElement(box, "summary")
    title = names[0].capitalize() if found[3] is None else _inline(reader, found[3])
    if heading := _HEADING.match(title):
        SubElement(summary, f"h{len(heading[1])}").text = heading[2]
    else:
        summary.text = title
    return _open(reader, box)


def _inline(reader: Reader, text: str) -> str:
    return reader.texts.inline(text, reader.number(reader.at))


def _open(reader: Reader, box: Element) -> Found:
    # Where it is itself indented, what is in it may be so from there on.
    reader.push(Container(box, CODE_INDENT, reader.indent + CODE_INDENT, lazy=False, filled=True))
    return Found.BLOCK
