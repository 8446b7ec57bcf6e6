"""Serializer: the finished tree as HTML."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import serializers
from markdown.serializers import RE_AMP, to_html_string

_BOOLEAN: frozenset[str] = getattr(serializers, "BOOLEAN_ATTRIBUTES")["html"]  # noqa: B009 - the stubs are older
_SIGN = re.compile(r"[&<>\"]")
_RAW = frozenset(("script", "style"))
_USUAL = frozenset(("a", "code", "div", "em", "li", "p", "strong", "td", "th", "tr"))
"""Tags of most elements, which are none of the special ones."""


def to_html(root: Element) -> str:
    """What the library makes of a tree, in half the time: it would keep account of all that is still to be written."""
    parts: list[str] = []
    try:
        _write(root, parts.append)
    except RecursionError:
        return to_html_string(root)
    return "".join(parts)


def _write(element: Element, write: Callable[[str], object]) -> None:
    """An element, and the text behind it."""
    tag: object = element.tag
    if not isinstance(tag, str):  # a comment
        write(to_html_string(element))
        return
    text, tail = element.text or "", element.tail or ""
    opening = f"<{tag}{_attributes(element)}>" if element.attrib else f"<{tag}>"
    closing = f"</{tag}>"
    special = tag not in _USUAL and tag.lower()
    if special and special in HTML_EMPTY:
        closing = ""
    if text and special not in _RAW and ("&" in text or "<" in text or ">" in text):
        text = _escaped(text)
    if "&" in tail or "<" in tail or ">" in tail:
        tail = _escaped(tail)
    if not len(element):
        write(opening + text + closing + tail)
        return
    write(opening + text)
    for child in element:
        _write(child, write)
    write(closing + tail)


def _attributes(element: Element) -> str:
    """Attributes in the order of their names; one without a value is only a name."""
    written = ""
    items = element.items()
    for name, value in sorted(items) if len(items) > 1 else items:
        if value is None or (value == name and name in _BOOLEAN):
            written += f" {name}"
        else:
            quoted = _escaped(value).replace('"', "&quot;") if _SIGN.search(value) else value
            written += f' {name}="{quoted}"'
    return written


def _escaped(text: str) -> str:
    """Text as it is written between tags; an entity stays one."""
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text
