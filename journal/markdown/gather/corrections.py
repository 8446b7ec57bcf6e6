"""Corrections: callouts in which an author takes something back."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from journal.markdown.converter import Converter
from journal.markdown.gather.outline import Find, Outline
from journal.markdown.stash import inner_html

_KINDS = ("correction", "corrections", "erratum", "errata")
_APART = ("ul", "ol", "pre", "table", "div", "figure", "blockquote")


def corrections(outline: Outline) -> Iterator[Find]:
    """The corrections of a text."""
    for kind, callout in outline.callouts:
        if kind in _KINDS and (find := _of_callout(callout, kind, outline.md)):
            yield find


def _of_callout(callout: Element, kind: str, md: Converter) -> Find | None:
    """What it says first; a title of its own names what was wrong, and goes before."""
    title, rest = "", list(callout)
    if rest and "callout-title" in rest[0].get("class", "").split():
        title = inner_html(rest.pop(0), md)
    said = next((_first(block, md) for block in rest), "")
    if title.lower() in (kind, *_KINDS):
        title = ""
    if not title and not said:
        return None
    return Find("correction", callout, title or said, more=said if title else "")


def _first(block: Element, md: Converter) -> str:
    """A paragraph, or the first thing that a list says."""
    if block.tag in ("ul", "ol") and len(block):
        item = Element("span")
        item.text = block[0].text
        for child in block[0]:
            if child.tag == "p" and not len(item) and not (item.text or "").strip():
                return inner_html(child, md)
            if child.tag in _APART:
                break
            item.append(child)
        return inner_html(item, md)
    return "" if block.tag in _APART else inner_html(block, md)
