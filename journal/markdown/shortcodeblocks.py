"""Shortcodes on lines of their own: one alone, or one that is opened and closed around other blocks."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

from journal.markdown.containers import Container
from journal.markdown.converter import Converter
from journal.markdown.draft import Opened
from journal.markdown.reader import Found, Reader
from journal.markdown.shortcodes import SIGN, TAG, Made, closed_in
from journal.shortcode import needs_body, takes_body

_TAG = re.compile(rf"{TAG}\s*", re.DOTALL)
_AROUND = re.compile(
    rf"{TAG}(?P<inside>(?:(?!\{{\{{<\s*+/?\s*+(?P=name)[\s/>]).)*?)\{{\{{<\s*+/\s*+(?P=name)\s*+>\}}\}}\s*"
)
_MARKS = re.compile(r"^[ \t>]*?(?=>\}\}|[^ \t>]|$)")
"""What a line begins with that goes on with a shortcode in a quotation."""
_ATTRIBUTE = "shortcode"
"""Of the element around a body: the number of its shortcode among those of the draft."""


def begin_shortcode(reader: Reader) -> Found | None:
    """`{{< name >}}` with nothing else on its lines; what cannot be one here is text."""
    if not reader.body.startswith(SIGN):
        return None
    if around := _AROUND.fullmatch(reader.body):
        return _around(reader, around)
    source, end = _whole(reader)
    tag = _TAG.fullmatch(source)
    known = reader.texts.shortcodes.known
    if tag is None or tag["name"] not in known:
        return None
    if tag["slash"]:
        return _close(reader, tag["name"])
    function, at = known[tag["name"]], reader.at
    has_body = takes_body(function) and not tag["alone"] and _is_closed(reader, at, tag["name"])
    if needs_body(function) and not has_body:
        return None  # which is told where text is read
    line = reader.number(at)
    made = reader.texts.shortcodes.make(tag, line, body=has_body, inline=False)
    reader.skipped = end + 1
    if has_body:
        return _open(reader, tag, made, line)
    placeholder = made.before if made else reader.texts.shortcodes.shown(source.rstrip())
    SubElement(reader.room().element, "p").text = placeholder
    return Found.BLOCK


class Bodies(Treeprocessor):
    """Put each body between what its shortcode has before it and behind it."""

    md: Converter

    def run(self, root: Element) -> None:
        """Take the elements around bodies away."""
        draft = self.md.draft
        if not draft.opened:
            return
        for parent in list(root.iter()):
            if any(_ATTRIBUTE in child.attrib for child in parent):
                parent[:] = list(self._flat(parent))
        for one in draft.opened:
            if not one.closed:
                message = f"the shortcode {one.name!r} ends with what it stands in"
                draft.problem(one.line, one.column, message, f"close it there, with {{{{< /{one.name} >}}}}")

    def _flat(self, parent: Element) -> Iterator[Element]:
        for child in parent:
            if _ATTRIBUTE not in child.attrib:
                yield child
                continue
            yield from self._flat(child)
            last = Element("p")
            last.text, last.tail = self.md.draft.opened[int(child.attrib[_ATTRIBUTE])].behind, child.tail
            yield last


def _whole(reader: Reader) -> tuple[str, int]:
    """A shortcode that begins in the line, with the lines that it goes on in, and the last of these."""
    source, at = reader.body, reader.at
    while ">}}" not in source and at + 1 < len(reader.lines):
        more = _MARKS.sub("", reader.lines[at + 1]).rstrip()
        if not more or SIGN in more:
            break
        source, at = f"{source}\n{more}", at + 1
    return source, at


def _is_closed(reader: Reader, at: int, name: str) -> bool:
    if reader.closed is None:
        reader.closed = closed_in(reader.lines)
    return (at, name) in reader.closed


def _around(reader: Reader, found: re.Match[str]) -> Found | None:
    """One that is opened and closed in one line, with nothing else there."""
    function = reader.texts.shortcodes.known.get(found["name"])
    if function is None or not takes_body(function) or found["slash"] or found["alone"]:
        return None
    line = reader.number(reader.at)
    made = reader.texts.shortcodes.make(found, line, body=True, inline=False)
    _open(reader, found, made, line)
    if found["inside"].strip():
        reader.texts.paragraph(reader.stack[-1], [found["inside"].strip()], line)
    return _close(reader, found["name"])


def _open(reader: Reader, tag: re.Match[str], made: Made | None, line: int) -> Found:
    """Let what stands below be its body."""
    draft, name = reader.texts.md.draft, tag["name"]
    if made is None:
        shown = reader.texts.shortcodes.shown
        made = Made(shown(tag[0].rstrip()), shown(f"{{{{< /{name} >}}}}"))
    element = SubElement(reader.room().element, "div", {_ATTRIBUTE: str(len(draft.opened))})
    SubElement(element, "p").text = made.before
    column = draft.lines[line].find(SIGN) + 1 if line < len(draft.lines) else 0
    draft.opened.append(Opened(name, line + 1, column, made.behind))
    reader.push(Container(element, lazy=False, filled=True))
    return Found.BLOCK


def _close(reader: Reader, name: str) -> Found | None:
    """End the innermost body of a shortcode of that name."""
    opened = reader.texts.md.draft.opened
    for depth in range(reader.depth - 1, 0, -1):
        number = reader.stack[depth].element.get(_ATTRIBUTE)
        if number is not None and opened[int(number)].name == name:
            opened[int(number)].closed = True
            reader.close(depth)
            reader.depth = depth
            return Found.BLOCK
    return None
