"""Cards: a front and a back, in a text with the tag `flashcards` or in a callout for them."""

from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from xml.etree.ElementTree import Element

from journal.markdown.cards import has_cards, is_box
from journal.markdown.converter import Converter
from journal.markdown.gather.outline import Find, Outline
from journal.markdown.stash import inner_html

_GAP = "[…]"
_MOST = 24
"""So many gaps one sentence may have, as each is a card that holds all of it."""
_KINDS = ("flashcard", "flashcards")


def cards(outline: Outline) -> Iterator[Find]:
    """The cards of a text; one to be asked both ways is two, and each gap of a sentence is one."""
    md = outline.md
    boxed = [box for kind, box in outline.callouts if kind in _KINDS]
    if not boxed and not has_cards(md):
        return
    for element in outline.root.iter():
        names = element.get("class", "").split() if element.attrib else []
        if "flashcard" in names:
            yield from _both_sides(element, names, md)
        elif "cloze" in names:
            yield from _gaps(element, md)
    for box in boxed:
        if not any(_is_card(inner) for inner in box.iter() if inner is not box):
            yield from _of_box(box, md)


def _is_card(element: Element) -> bool:
    return is_box(element) or any(name in ("flashcard", "cloze") for name in element.get("class", "").split())


def _both_sides(card: Element, names: list[str], md: Converter) -> Iterator[Find]:
    front, back = (_html(side, md) for side in card)
    if front and back:
        yield Find("card", card, front, back)
        if "both" in names:
            yield Find("card", card, back, front)


def _gaps(sentence: Element, md: Converter) -> Iterator[Find]:
    for number, _ in enumerate(islice(sentence.iter("mark"), _MOST)):
        asked, answered = deepcopy(sentence), deepcopy(sentence)
        for copy in (asked, answered):
            for other, mark in enumerate(copy.iter("mark")):
                if other != number:
                    mark.tag = "span"
                elif copy is asked:
                    mark[:], mark.text = [], _GAP
        yield Find("card", sentence, _html(asked, md), _html(answered, md))


def _of_box(box: Element, md: Converter) -> Iterator[Find]:
    """The title asks; where it only says what the box is, its first block does."""
    blocks = list(box)
    front = _html(blocks.pop(0), md) if blocks and blocks[0].get("class") == "callout-title" else ""
    if front.lower() in (*_KINDS, "") and blocks:
        front = _html(blocks.pop(0), md)
    whole = Element("div")
    whole.extend(blocks)
    back = _html(whole, md)
    if front and back:
        yield Find("card", box, front, back)


def _html(element: Element, md: Converter) -> str:
    """What stands in it, without the names and the links that mean something only in its post."""
    alone = deepcopy(element)
    for inner in alone.iter():
        inner.attrib.pop("id", None)
        if inner.tag == "a" and inner.get("href", "").startswith("#"):
            inner.tag = "span"
            inner.attrib.clear()
        for child in list(inner):
            if child.tag == "sup" and child.get("id", "").startswith("fnref"):
                _without(inner, child)
    return inner_html(alone, md)


def _without(parent: Element, child: Element) -> None:
    """Take an element away, and leave what stands behind it."""
    at = list(parent).index(child)
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)
