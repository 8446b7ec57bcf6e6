"""Cards: what is written as flashcards, in a text that says it has some, becomes a front and a back in its place.

The signs are those of Obsidian's spaced repetition plugin (https://stephenmwangi.com/obsidian-spaced-repetition/).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from journal.markdown.clozes import with_marks
from journal.markdown.converter import Converter
from journal.markdown.pieces import Piece, filled, lines_of, pieces_of, plain, stripped
from journal.markdown.separators import separator_in

_CALLOUTS = ("callout-flashcard", "callout-flashcards")
_WITHIN = frozenset(("ul", "ol", "li", "blockquote", "div", "section", "article", "details", "dl", "dd"))
_NEVER = frozenset(("callout-title", "footnotes", "toc", "highlight", "table", "flashcard"))
_BLOCKS = frozenset(("ul", "ol", "p", "pre", "div", "blockquote", "table", "dl", "details", "figure", "hr"))
_NO_ANSWER = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "hr"))
_MARK = re.compile(r"\s*(\?\??)\s*")
_NAME = re.compile(r"\s+\^([A-Za-z0-9-]+)\s*\Z")


class Cards(Treeprocessor):
    """Find the cards of a text: of the whole of it, or of its callouts for them."""

    md: Converter

    def run(self, root: Element) -> None:
        """Code, links and formulas are elements of their own by now, and so never taken for a separator."""
        if self.md.dialect.cards:
            _read(root)
            return
        for box in list(root.iter("div")) + list(root.iter("details")):
            if is_box(box):
                _read(box)


def is_box(element: Element) -> bool:
    """Whether this is a callout for cards."""
    return any(name in _CALLOUTS for name in element.get("class", "").split())


def _read(parent: Element) -> None:
    for child in list(parent):
        names = child.get("class", "").split()
        if any(name in _NEVER for name in names):
            continue
        if child.tag == "p":
            _paragraph(parent, child)
        elif child.tag in _WITHIN:
            if child.tag == "li":
                _item(child)
            _read(child)


def _paragraph(parent: Element, paragraph: Element) -> None:
    """A paragraph may hold one card of several lines, or one in each of its lines."""
    if paragraph not in list(parent):  # it became the answer of the card before it
        return
    lines = lines_of(pieces_of(paragraph))
    at = list(parent).index(paragraph)
    parts = [*_of_several_lines(lines, parent, at)] or [*_of_single_lines(lines, "div", "p")]
    if not parts:
        return
    if "id" in paragraph.attrib:  # it stood at the very end, as an id of Obsidian's does
        parts[-1].attrib.setdefault("id", paragraph.attrib["id"])
    parts[-1].tail = paragraph.tail
    at = list(parent).index(paragraph)
    parent[at : at + 1] = parts


def _item(item: Element) -> None:
    """The text right in an item, up to a block in it."""
    blocks = [n for n, child in enumerate(item) if child.tag in _BLOCKS]
    end = blocks[0] if blocks else len(item)
    if end < len(item) and item[end].tag == "p" and not end:
        return  # its text is a paragraph, and read as one
    pieces: list[Piece] = [item.text or ""]
    for child in item[:end]:
        pieces += (child, child.tail or "")
    lines = lines_of(pieces)
    parts = [*_of_several_lines(lines, item, end - 1)] or [*_of_single_lines(lines, "span", "span")]
    if not parts:
        return
    item.text = None
    rest = [child for child in item if child.tag in _BLOCKS]
    item[:] = [*parts, *rest]


def _of_several_lines(lines: Sequence[list[Piece]], parent: Element, at: int) -> Iterator[Element]:
    """A card whose two sides are parted by a line that holds a question mark and nothing else."""
    marks = [
        n for n, line in enumerate(lines) if _MARK.fullmatch(plain(line)) and all(isinstance(p, str) for p in line)
    ]
    if not marks or not marks[0]:
        return
    mark = marks[0]
    front, back = stripped(_joined(lines[:mark])), stripped(_joined(lines[mark + 1 :]))
    name = _take_name(back) or _take_name(front)
    follows = parent[at + 1] if at + 1 < len(parent) and parent[at + 1].tag not in _NO_ANSWER else None
    if follows is not None and (not back or (plain(back).endswith(":") and follows.tag in ("ul", "ol"))):
        parent.remove(follows)
        answer = filled("div", [], "back")
        if back:
            answer.append(filled("p", back))
        follows.tail = None
        answer.append(follows)
    elif back:
        answer = filled("p", back, "back")
    else:
        return
    yield _card("div", filled("p", front, "front"), answer, name, both=len(plain(lines[mark]).strip()) > 1)


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
    back = stripped(behind)
    name = _take_name(back)
    return _card(box, filled(side, stripped(before), "front"), filled(side, back, "back"), name, both=both)


def _sentence(pieces: Sequence[Piece], name: str, side: str) -> Element:
    sentence = filled(side, pieces, "cloze")
    if name:
        sentence.set("id", f"^{name}")
    return sentence


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
