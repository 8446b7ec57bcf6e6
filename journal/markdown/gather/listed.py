"""Listed: what stands in the lists below headings that speak of something, as those find it who look for items."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from journal.markdown.converter import Converter
from journal.markdown.gather.outline import Outline
from journal.markdown.stash import inner_html

_LISTS = ("ul", "ol")
_BLOCKS = frozenset(
    ("ul", "ol", "dl", "p", "pre", "div", "details", "blockquote", "table", "figure", "hr", "h2", "h3", "h4", "h5")
)
_BOX = re.compile(r"</?label>|<input[^>]*>\s*")
_LINK = re.compile(
    r"(?:<(?:strong|em)>)*<a\b[^<>]*>(?:(?!</a>).)*</a>(?:</(?:strong|em)>)*"
    r"(?:\s*[:,.(\u2013\u2014-]|\s+by\s|$)",
    re.DOTALL,
)
_TICK = re.compile(r"[✅✔☑]\ufe0f?\s*")


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a list."""

    element: Element
    html: str
    """What it says before any list in it; never empty."""
    heading: str
    """The one right above; the one that was looked for may stand further up."""
    boxed: bool
    done: bool
    """Whether its box is ticked or, as others write it, all of it struck out."""
    linked: bool
    """Whether it is a link, and at most what is to be found there."""


def listed(outline: Outline, speaks: Callable[[str], bool]) -> Iterator[Listed]:
    """The items of the lists below headings of which that is true."""
    known: dict[str, bool] = {}
    for block in outline.blocks:
        for heading in block.under:
            if heading not in known:
                known[heading] = speaks(heading)
        if any(known[heading] for heading in block.under):
            for item in _items(block.element):
                if found := _read(item, block.under[-1], outline.md):
                    yield found


def bare(heading: str) -> str:
    """A heading without numbers, pictures and signs around it, in lower case and with plain apostrophes."""
    return re.sub(r"^[\W\d_]+(?=[^\W\d_]|\d{4})|[\s:.!…]+$", "", heading.replace("\u2019", "'")).lower()


def _items(block: Element) -> Iterator[Element]:
    if block.tag not in _LISTS:
        yield from _tasks(block)
        return
    for item in block:
        # What stands over tasks without being one only says what they are about.
        below = () if _is_task(item) else tuple(_tasks(item))
        yield from below or (item,)


def _tasks(element: Element) -> Iterator[Element]:
    return (item for item in element.iter("li") if _is_task(item))


def _is_task(item: Element) -> bool:
    return "task-list-item" in item.get("class", "").split()


def _read(item: Element, heading: str, md: Converter) -> Listed | None:
    first = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    alone = Element("span")
    alone.text = first.text
    for child in first:
        if child.tag in _BLOCKS:
            break
        alone.append(child)
    boxes = [box for box in alone.iter("input") if box.get("type") == "checkbox"] if _is_task(item) else []
    html = _BOX.sub("", inner_html(alone, md)).strip()
    done = any(box.get("checked") is not None for box in boxes)
    for _ in range(2):
        if struck := _whole(html, "del"):
            html, done = struck, True
        if tick := _TICK.match(html):
            html, done = html[tick.end() :], True
    return Listed(item, html, heading, bool(boxes), done, _LINK.match(html) is not None) if html else None


def _whole(html: str, tag: str) -> str:
    """What is inside an element, where there is nothing beside it."""
    found = re.fullmatch(rf"<{tag}\b[^<>]*>((?:(?!</?{tag}\b).)*)</{tag}>", html, re.DOTALL)
    return found[1].strip() if found else ""
