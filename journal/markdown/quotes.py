"""Quotations, and callouts: quotations that begin with `[!note]`."""

import re
from xml.etree.ElementTree import SubElement

from journal.markdown.containers import Container
from journal.markdown.reader import Found, Reader

_CALLOUT = re.compile(r"\[!([\w-]+(?:[ ]*\|[ ]*[\w-]+)*)\]([-+])?(.*)")


def begin_quote(reader: Reader) -> Found:
    """`> …`."""
    rest = reader.body[1:]
    container = reader.room()
    reader.body = rest.lstrip(" ")
    reader.indent = max(0, len(rest) - len(reader.body) - 1)
    return reader.push(Container(SubElement(container.element, "blockquote"), quote=True))


def begin_callout(reader: Reader) -> Found | None:
    """`[!note]- Title` as the first thing in a quotation; the quotation becomes what an admonition would."""
    container = reader.stack[reader.depth - 1]
    if not container.quote or container.filled or not (found := _CALLOUT.match(reader.body)):
        return None
    reader.room()
    names = " ".join(name.strip() for name in found[1].split("|"))
    kind = names.split(" ", 1)[0]
    box, fold = container.element, found[2]
    box.set("class", f"{'' if fold else 'admonition '}{kind.lower()}{names[len(kind) :]}")
    box.tag = "details" if fold else "div"
    if fold == "+":
        box.set("open", "open")
    title = SubElement(box, "summary" if fold else "p", {} if fold else {"class": "admonition-title"})
    title.text = reader.texts.inline(found[3].strip(), reader.number(reader.at)) or kind.title()
    return Found.BLOCK
