"""Cards: what is written as flashcards, in a text that says it has some, becomes a front and a back in its place.

The signs are those of Obsidian's spaced repetition plugin (https://stephenmwangi.com/obsidian-spaced-repetition/).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from journal.dialect import DECK, deck_of
from journal.markdown.clozes import with_marks
from journal.markdown.converter import Converter
from journal.markdown.pieces import Piece, filled, lines_of, pieces_of, plain, stripped
from journal.markdown.separators import separator_in

IN_DECK = "data-deck"
"""On a card that begins with the tag of its deck, until it is gathered."""
_CALLOUTS = ("callout-flashcard", "callout-flashcards")
_WITHIN = frozenset(("ul", "ol", "li", "blockquote", "div", "section", "article", "details", "dl", "dd"))
_NEVER = frozenset(("callout-title", "footnotes", "toc", "highlight", "table", "flashcard"))
_BLOCKS = frozenset(("ul", "ol", "p", "pre", "div", "blockquote", "table", "dl", "details", "figure", "hr"))
_NO_ANSWER = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "hr"))
_MARK = re.compile(r"\s*(\?\??)\s*")
_DECK = re.compile(r"#flashcards?(?:/[^\s#]*)?(?=\s|\Z)\s*", re.IGNORECASE)
_NAME = re.compile(r"(?<!\s)\s++\^([A-Za-z0-9-]++)\s*\Z")


class Cards(Treeprocessor):
    """Find the cards of a text: of the whole of it, or of its callouts for them."""

    md: Converter

    def run(self, root: Element) -> None:
        """Code, links and formulas are elements of their own by now, and so never taken for a separator."""
        if has_cards(self.md):
            _read(root)
            return
        for box in list(root.iter("div")) + list(root.iter("details")):
            if is_box(box):
                _read(box)


def has_cards(md: Converter) -> bool:
    """Whether the text says, by a tag of its own or one in it, that it is one with cards."""
    return md.dialect.cards or any(map(DECK.match, md.draft.tags))


def is_box(element: Element) -> bool:
    """Whether this is a callout for cards."""
    return any(name in _CALLOUTS for name in element.get("class", "").split())


def _read(parent: Element) -> None:
    kept: list[Element] = []
    waiting = list(parent)[::-1]
    while waiting:
        child = waiting.pop()
        names = child.get("class", "").split() if child.attrib else []
        if any(name in _NEVER for name in names):
            kept.append(child)
        elif child.tag == "p":
            parts, taken = _of_paragraph(child, waiting[-1] if waiting else None)
            kept += parts or [child]
            if taken:
                waiting.pop()
        else:
            if child.tag == "li":
                _item(child)
            if child.tag in _WITHIN:
                _read(child)
            kept.append(child)
    parent[:] = kept


def _of_paragraph(paragraph: Element, follows: Element | None) -> tuple[list[Element], bool]:
    """What a paragraph becomes, if it has cards, and whether the block behind it is part of that."""
    if not _may_hold_cards(paragraph):
        return [], False
    lines = lines_of(pieces_of(paragraph))
    card, taken = _of_several_lines(lines, follows)
    parts = [card] if card is not None else [*_of_single_lines(lines, "div", "p")]
    if parts:
        if "id" in paragraph.attrib:  # it stood at the very end, as an id of Obsidian's does
            parts[-1].attrib.setdefault("id", paragraph.attrib["id"])
        parts[-1].tail = paragraph.tail
    return parts, taken


def _may_hold_cards(paragraph: Element) -> bool:
    """Whether there is a sign of one, which in most paragraphs there is not."""
    text = "".join(paragraph.itertext())
    return "::" in text or "==" in text or "\n?" in text or paragraph.find(".//mark") is not None


def _item(item: Element) -> None:
    """The text right in an item, up to a block in it."""
    end = next((n for n, child in enumerate(item) if child.tag in _BLOCKS), len(item))
    pieces: list[Piece] = [item.text or ""]
    for child in item[:end]:
        pieces += (child, child.tail or "")
    if not stripped(pieces):
        return
    lines, blocks = lines_of(pieces), item[end:]
    card, taken = _of_several_lines(lines, blocks[0] if blocks else None)
    parts = [card] if card is not None else [*_of_single_lines(lines, "span", "span")]
    if parts:
        if item.get("id", "").startswith("^"):
            parts[-1].set("id", item.attrib.pop("id"))
        item.text = None
        item[:] = [*parts, *(blocks[1:] if taken else blocks)]


def _of_several_lines(lines: Sequence[list[Piece]], follows: Element | None) -> tuple[Element | None, bool]:
    """A card whose sides are parted by a line with nothing but a question mark, and whether the next block is in it."""
    mark = next((n for n, line in enumerate(lines) if _is_mark(line)), 0)
    if not mark:
        return None, False
    (front, deck), back = apart(_joined(lines[:mark])), stripped(_joined(lines[mark + 1 :]))
    name = _take_name(back) or _take_name(front)
    taken = False
    if follows is not None and follows.tag not in _NO_ANSWER:
        taken = not back or (plain(back).endswith(":") and follows.tag in ("ul", "ol"))
    if follows is not None and taken:
        follows.tail = None
        answer = filled("div", [*([filled("p", back)] if back else []), follows], "back")
    elif back:
        answer = filled("p", back, "back")
    else:
        return None, False
    both = len(plain(lines[mark]).strip()) > 1
    return _in_deck(_card("div", filled("p", front, "front"), answer, name, both=both), deck), taken


def _is_mark(line: Sequence[Piece]) -> bool:
    return _MARK.fullmatch(plain(line)) is not None and all(isinstance(piece, str) for piece in line)


def _of_single_lines(lines: Sequence[list[Piece]], box: str, side: str) -> Iterator[Element]:
    """Each line with a separator is a card; what stands between them stays, and may have gaps to fill."""
    # Nothing is moved before it is known that there is a card, as an element can stand in one place only.
    made: list[Callable[[], Element]] = []
    found = False
    for is_card, group in groupby(lines, lambda line: separator_in(line) is not None):
        if is_card:
            made += (partial(_of_line, line, box, side) for line in group)
            found = True
        elif pieces := stripped(_joined([*group])):
            name = _take_name(pieces)
            marked = with_marks(pieces)
            found = found or marked is not None
            made.append(partial(_sentence, marked, name, side) if marked else partial(_text, pieces, name, side))
    if found:
        yield from (make() for make in made)


def _of_line(line: Sequence[Piece], box: str, side: str) -> Element:
    before, behind, both = separator_in(line) or ([], [], False)
    (front, deck), back = apart(before), stripped(behind)
    name = _take_name(back)
    return _in_deck(_card(box, filled(side, front, "front"), filled(side, back, "back"), name, both=both), deck)


def _sentence(pieces: Sequence[Piece], name: str, side: str) -> Element:
    text, deck = apart(pieces)
    sentence = filled(side, text, "cloze")
    if name:
        sentence.set("id", f"^{name}")
    return _in_deck(sentence, deck)


def _text(pieces: Sequence[Piece], name: str, side: str) -> Element:
    return filled(side, [*pieces, f" ^{name}"] if name else pieces)


def _card(box: str, front: Element, back: Element, name: str, *, both: bool) -> Element:
    card = Element(box, {"class": "flashcard both" if both else "flashcard"})
    if name:
        card.set("id", f"^{name}")
    card.extend((front, back))
    if box == "span":
        front.tail = " "
    return card


def apart(pieces: Sequence[Piece]) -> tuple[list[Piece], str | None]:
    """A text without the tag that it may begin with, as in `#flashcards/verbs go::went`, and the deck that this names.

    The tag is a link where the author has such, and else words.
    """
    kept, deck = stripped(pieces), None
    while kept:
        first = kept[0]
        if isinstance(first, Element):
            if first.get("class") != "tag" or not DECK.match(first.text or ""):
                break
            deck, kept = deck_of(first.text or ""), stripped(kept[1:])
        elif tag := _DECK.match(first):
            deck, kept = deck_of(tag[0]), stripped([first[tag.end() :], *kept[1:]])
        else:
            break
    return kept, deck


def _in_deck(card: Element, deck: str | None) -> Element:
    """The card, with a note for who gathers it."""
    if deck is not None:
        card.set(IN_DECK, deck)
    return card


def _joined(lines: Sequence[list[Piece]]) -> list[Piece]:
    """Lines as one text."""
    joined: list[Piece] = []
    for line in lines:
        joined += ("\n", *line) if joined else line
    return joined


def _take_name(pieces: list[Piece]) -> str:
    """The name that a text ends with, as in `^name`, which is taken from it."""
    if not pieces or not isinstance(pieces[-1], str) or not (found := _NAME.search(pieces[-1])):
        return ""
    pieces[-1] = pieces[-1][: found.start()]
    return found[1]
