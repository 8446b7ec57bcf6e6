"""Listed: what stands in the lists below headings that speak of something, as those find it who look for items."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from xml.etree.ElementTree import Element

from journal.frozen import frozen
from journal.markdown.converter import Converter
from journal.markdown.gather.outline import Outline, Section
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
_AROUND = re.compile(r"^[\W\d_]+(?=[^\W\d_]|\d{4})|[\s:.!…]+$")
_STRUCK = re.compile(r"<del\b[^<>]*>((?:(?!</?del\b).)*)</del>", re.DOTALL)
"""What is inside an element that strikes out."""
_NOTHING = re.compile(r"(?:<(?!img|svg|math|video|audio)[^<>]*>|&#?\w+;|[\W_])*+")
"""Signs without a word among them."""
_TICK = re.compile(r"[✅✔☑]\ufe0f?\s*")


@frozen
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


def lists_below(
    outline: Outline, says: Callable[[str], bool], lead: Callable[[str], bool], *, titled: bool
) -> Iterator[tuple[Sequence[Listed], Section, str]]:
    """The items of each list below a heading of which that is true, and the text of the paragraph before them.

    A line that only stands as a heading is asked the second; `titled` tells whether the title is such a heading, for
    what stands below no other.
    """
    for section in outline.sections:
        heading = section.speaks(says, lead)
        if heading is None and titled and not section.under:
            heading = outline.title
        if heading is None:
            continue
        before = section.lead
        for block in section.blocks:
            if block.tag == "p":
                before = "".join(block.itertext())
            elif items := [found for item in _items(block) if (found := _read(item, heading, outline.md))]:
                yield items, section, before


@lru_cache(1024)
def in_words(heading: str, words: tuple[str, ...]) -> bool:
    """Whether a heading holds one of these words, or runs of words."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", heading, re.IGNORECASE) for word in words if word.strip())


@lru_cache(1024)
def bare(heading: str) -> str:
    """A heading without numbers, pictures and signs around it, in lower case and with plain apostrophes."""
    return _AROUND.sub("", heading.replace("\u2019", "'")).lower()


def is_said(html: str) -> bool:
    """Whether there is a word in it, or a picture."""
    return _NOTHING.fullmatch(html) is None


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
    alone = first
    if any(child.tag in _BLOCKS for child in first):
        alone = Element("span")
        alone.text = first.text
        alone.extend(takewhile(lambda child: child.tag not in _BLOCKS, first))
    html, boxed, done = inner_html(alone, md), False, False
    if _is_task(item):
        boxes = [box for box in alone.iter("input") if box.get("type") == "checkbox"]
        boxed, done = bool(boxes), any(box.get("checked") is not None for box in boxes)
        html = _BOX.sub("", html).strip()
    for _ in range(2):
        # What stands behind a question that is struck out is its answer; behind a plan, what became of it.
        if html.startswith("<del") and (struck := _STRUCK.match(html)):
            rest = html[struck.end() :]
            if not rest or struck[1].rstrip().endswith("?"):
                html, done = struck[1].strip() + rest, True
        if tick := _TICK.match(html):
            html, done = html[tick.end() :], True
    is_linked = "<a" in html and _LINK.match(html) is not None
    return Listed(item, html, heading, boxed, done, is_linked) if is_said(html) else None
