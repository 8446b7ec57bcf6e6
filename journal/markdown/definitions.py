"""Definitions: a term on a line of its own, and `: …` below."""

import re
from xml.etree.ElementTree import Element, SubElement

from journal.markdown.containers import CODE_INDENT, Container, Group
from journal.markdown.reader import Found, Reader

_DEFINITION = re.compile(r":[ ]{1,3}(?=[^ ])")


def begin_definition(reader: Reader) -> Found | None:
    """`: …` below a term, or below another definition."""
    found = _DEFINITION.match(reader.body)
    container = reader.stack[reader.depth - 1]
    if found is None or not (reader.goes_on or _last(container) in ("p", "dl")):
        return None
    terms, loose = _terms(reader, container)
    parent = reader.room().element
    entries = parent[-1] if _last(container) == "dl" else SubElement(parent, "dl")
    for term in terms:
        SubElement(entries, "dt").text = term.strip()
    definition = SubElement(entries, "dd")
    group = Group(definition, loose=loose, items=[definition])
    reader.groups.append(group)
    indent = reader.indent + found.end()
    reader.body, reader.indent = reader.body[found.end() :], 0
    # What belongs to it may be indented by four spaces, however few stand behind the colon.
    return reader.push(Container(definition, min(indent, CODE_INDENT), max(indent, CODE_INDENT), group=group))


def is_term(reader: Reader) -> bool:
    """Whether the line, which would go on with a definition, stands above another one."""
    if not any(container.element.tag == "dd" for container in reader.stack[reader.depth :]):
        return False
    below = reader.lines[reader.at + 1].lstrip(" >") if reader.at + 1 < len(reader.lines) else ""
    return _DEFINITION.match(below) is not None


def _last(container: Container) -> str:
    """What stands last in a container."""
    element = container.element
    last: Element | None = element[-1] if len(element) else None
    if last is None or (last.tag == "p" and (last.text or "").startswith("\x02")):
        return ""
    return last.tag


def _terms(reader: Reader, container: Container) -> tuple[list[str], bool]:
    """The terms of a definition, and whether a blank line parts them from it."""
    if reader.goes_on and reader.text is not None:
        lines, reader.text = reader.text, None
        return reader.texts.inline("\n".join(lines), reader.number(reader.begun)).split("\n"), False
    if _last(container) != "p":
        return [], False
    paragraph = container.element[-1]
    container.element.remove(paragraph)
    if container.group is not None:
        container.group.later = [pair for pair in container.group.later if pair[1] is not paragraph]
    return (paragraph.text or "").split("\n"), True
