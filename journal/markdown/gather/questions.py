"""Questions: callouts that ask, and what is listed under a heading that speaks of questions."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from journal.markdown.converter import Converter
from journal.markdown.gather.outline import Find, Outline
from journal.markdown.stash import inner_html

_ASKING = ("question", "help", "faq")
_HEADING = re.compile(r"\bquestions?\b", re.IGNORECASE)


def questions(outline: Outline) -> Iterator[Find]:
    """The questions of a text."""
    for kind, callout in outline.callouts:
        if kind in _ASKING:
            yield _of_callout(callout, outline.md)
    for block in outline.below(_HEADING):
        if block.tag in ("ul", "ol"):
            yield from filter(None, (_of_item(item, outline.md) for item in block))


def _of_callout(callout: Element, md: Converter) -> Find:
    """Its title asks; or, where that only says what the box is, the text in it."""
    title, *rest = callout if len(callout) else [Element("p")]
    asked = inner_html(title, md)
    if asked.lower() in (*_ASKING, "") and rest:
        asked = inner_html(rest[0], md)
    return Find("question", callout, asked)


def _of_item(item: Element, md: Converter) -> Find | None:
    """What a list item says before any list in it."""
    first = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    alone = Element("span")
    alone.text = first.text
    done = False
    for child in first:
        if child.tag in ("ul", "ol", "p", "pre", "div", "blockquote"):
            break
        alone.append(child)
        done = done or any(box.get("checked") is not None for box in child.iter("input"))
    html = _without_box(inner_html(alone, md))
    return Find("question", item, html, done=done) if html else None


def _without_box(html: str) -> str:
    return re.sub(r"</?label>|<input[^>]*>\s*", "", html).strip()
