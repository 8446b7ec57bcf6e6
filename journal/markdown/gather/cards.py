"""Cards: a front and a back, in a text with the tag `flashcards` or in a callout for them."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import Element

from journal.dialect import DECK, deck_of
from journal.markdown.cards import IN_DECK, apart, has_cards, is_box
from journal.markdown.converter import Converter
from journal.markdown.gather.outline import Find, Outline
from journal.markdown.pieces import filled, pieces_of
from journal.markdown.stash import inner_html

_GAP = "[…]"
_MOST = 24
"""So many gaps one sentence may have, as each is a card that holds all of it."""
_KINDS = ("flashcard", "flashcards")
_TAG_ALONE = re.compile(r"\s*(#flashcards?(?:/[^\s#]+)?)\s*", re.IGNORECASE)
"""A tag of a text whose tags are no links."""


def cards(outline: Outline) -> Iterator[Find]:
    """The cards of a text; one to be asked both ways is two, and each gap of a sentence is one."""
    md = outline.md
    boxed = [box for kind, box in outline.callouts if kind in _KINDS]
    if not boxed and not has_cards(md):
        return
    # As in the plugin, a tag holds for the cards below it, up to the next one; a card's own holds for it alone.
    deck, decks, inside, boxes = md.dialect.deck, dict[Element, str](), set[Element](), set(boxed)
    for element in outline.root.iter():
        names = element.get("class", "").split() if element.attrib else []
        if "flashcard" in names or "cloze" in names:
            own = element.attrib.pop(IN_DECK, deck)
            inside.update(element.iter())
            found = _both_sides(element, names, md) if "flashcard" in names else _gaps(element, md)
            yield from (replace(find, deck=own) for find in found)
        elif element not in inside:
            named = _deck_named(element)
            deck = deck if named is None else named
            decks[element] = deck
            if element in boxes and len(element):  # a tag in its title is its own
                inside.update(element[0].iter())
    for box in boxed:
        if not any(_is_card(inner) for inner in box.iter() if inner is not box):
            yield from _of_box(box, decks.get(box, deck), md)


def _deck_named(element: Element) -> str | None:
    """The deck that a tag names, if this is one."""
    if element.tag == "a" and element.get("class") == "tag" and DECK.match(element.text or ""):
        return deck_of(element.text or "")
    alone = _TAG_ALONE.fullmatch(element.text or "") if element.tag == "p" and not len(element) else None
    return deck_of(alone[1]) if alone else None


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


def _of_box(box: Element, deck: str, md: Converter) -> Iterator[Find]:
    """The title asks; where it only says what the box is, its first block does."""
    blocks, front = list(box), ""
    if blocks and blocks[0].get("class") == "callout-title":
        title, own = apart(pieces_of(deepcopy(blocks.pop(0))))
        front, deck = _html(filled("p", title), md), deck if own is None else own
    if front.lower() in (*_KINDS, "") and blocks:
        front = _html(blocks.pop(0), md)
    whole = Element("div")
    whole.extend(blocks)
    back = _html(whole, md)
    if front and back:
        yield Find("card", box, front, back, deck=deck)


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
