"""Gather: finds the items of a text in its finished tree, and gives each a place to link to."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from journal.items import Item
from journal.markdown.converter import Converter
from journal.markdown.gather.answers import answers
from journal.markdown.gather.cards import cards
from journal.markdown.gather.corrections import corrections
from journal.markdown.gather.outline import Find, Outline, outline_of
from journal.markdown.gather.plans import plans
from journal.markdown.gather.questions import questions
from journal.markdown.gather.resources import resources
from journal.markdown.gather.terms import terms
from journal.markdown.prose import plain_text
from journal.slugs import slugify

GATHERERS: tuple[Callable[[Outline], Iterator[Find]], ...] = (
    questions,
    answers,
    plans,
    terms,
    resources,
    cards,
    corrections,
)
"""One a kind of item; each sees the whole text, and what it finds by headings it finds in order."""
_LONGEST = 60
_OWN = re.compile(
    r'\sid="[^"]*"|<sup\b[^<>]*><a\b[^<>]*\bclass="footnote-ref"[^<>]*>.*?</a></sup>'
    r"|<(script|style)\b[^<>]*>.*?</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
"""What makes sense in its text only: ids, the marks of footnotes, and what acts on a whole page."""


class Gather(Treeprocessor):
    """Note the items of a text."""

    md: Converter

    def run(self, root: Element) -> None:
        """Ids are unique by now."""
        outline = outline_of(root, self.md)
        by_kind = [finds for gatherer in GATHERERS if (finds := [*gatherer(outline)])]
        if not by_kind:
            return
        # What one gatherer found by headings alone stands in order; to know the place of all takes a walk.
        is_sorted = len(by_kind) == 1 and not outline.callouts and next(root.iter("dl"), None) is None
        used, numbers = self.md.draft.ids, dict[str, int]()
        finds = by_kind[0] if is_sorted else _in_order([*chain.from_iterable(by_kind)], root)
        if self.md.draft.blocks:
            _take_names(finds, root)
        for find in finds:
            html, more = _OWN.sub("", find.html), _OWN.sub("", find.more)
            text = plain_text(html)
            if not html.strip():
                continue
            name = find.at.get("id") or _free(f"{find.kind}-{_short(slugify(text))}".rstrip("-"), used, numbers)
            used.add(name)
            find.at.set("id", name)
            self.md.draft.items.append(Item(find.kind, name, html, text, more, find.done, find.url, find.deck))


def _take_names(finds: Iterable[Find], root: Element) -> None:
    """Give items the names that their authors gave to a block in them, or to a frame around them."""
    frames = {frame[0]: frame for frame in root.iter("div") if len(frame) == 1 and _is_named(frame)}
    for find in finds:
        if not find.at.get("id"):
            named = frames.get(find.at)
            if named is None:
                named = next(filter(_is_named, find.at), None)
            if named is not None:
                find.at.set("id", named.attrib.pop("id"))


def _is_named(element: Element) -> bool:
    return element.get("id", "").startswith("^")


def _in_order(finds: Sequence[Find], root: Element) -> list[Find]:
    wanted = {find.at for find in finds}
    places: dict[Element, int] = {}
    for place, element in enumerate(root.iter()):
        if element in wanted:
            places[element] = place
            if len(places) == len(wanted):
                break
    return sorted(finds, key=lambda find: places[find.at])


def _short(slug: str) -> str:
    return slug if len(slug) <= _LONGEST else slug[:_LONGEST].rpartition("-")[0] or slug[:_LONGEST]


def _free(name: str, used: set[str], numbers: dict[str, int]) -> str:
    free = name
    while free in used:
        numbers[name] = numbers.get(name, 1) + 1
        free = f"{name}-{numbers[name]}"
    return free
