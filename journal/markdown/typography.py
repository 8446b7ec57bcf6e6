"""Quotation marks, dashes and ellipses as they are printed."""
# ruff: noqa: RUF001 - marks that look alike are the subject here

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from journal.markdown.converter import Converter
from journal.markdown.stash import fetch

# Opening and closing, outer then inner.
_MARKS = {
    "cs": "„“‚‘", "da": "»«›‹", "de": "„“‚‘", "de-ch": "«»‹›", "el": "«»“”", "en": "“”‘’",
    "es": "«»“”", "et": "„“‚‘", "fi": "””’’", "fr-ch": "«»‹›", "hr": "„”‚’", "hu": "„”»«",
    "it": "«»“”", "lt": "„“‚‘", "nb": "«»‘’", "nl": "“”‘’", "nn": "«»‘’", "no": "«»‘’",
    "pl": "„”‚’", "pt": "“”‘’", "ro": "„”«»", "ru": "«»„“", "sk": "„“‚‘", "sl": "„“‚‘",
    "sv": "””’’", "tr": "“”‘’", "uk": "«»„“",
}  # fmt: skip
_THIN = "\u202f"
_FRENCH = (f"«{_THIN}", f"{_THIN}»", f"‹{_THIN}", f"{_THIN}›")
_SUBJECT = re.compile(r"[\"']|(?<![-\w])--(?=\w)|(?<!-)-{2,3}(?!-)|(?<!\.)\.{3}(?!\.)")
# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl",
    "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on
_LITERAL = frozenset(("code", "pre", "kbd", "samp", "var", "script", "style", "textarea", "math", "svg"))
_PLACEHOLDER = re.compile("\x02(?:wzxhzdk:)?([0-9a-z]+)\x03")
_OPENING = frozenset("=([{<«„‚“‘‹-–—/\u00a0\u202f")
_LETTER = "x"
_Piece = tuple[Element, str, str]
"""An element, `text` or `tail`, and that text; what must stay as it is comes with an empty place and as a letter."""


class Typography(Treeprocessor):
    """Replace straight quotes and typewriter dashes, across inline markup, but not in code."""

    md: Converter

    def __init__(self, md: Converter) -> None:
        super().__init__(md)
        self._marks = quotation_marks(md.dialect.language)

    def run(self, root: Element) -> None:
        """One block of text after another."""
        if _holds_sign("".join(root.itertext())):
            for pieces in _Runs(root):
                self._block(pieces)

    def _block(self, pieces: list[_Piece]) -> None:
        text = "".join(text for _, _, text in pieces)
        if not _SUBJECT.search(text):
            return
        visible = _PLACEHOLDER.sub(self._shown, text)
        at = 0
        for element, place, piece in pieces:
            end = at + len(piece)
            if place:
                parts, copied = [], at
                for subject in _SUBJECT.finditer(visible, at, end):
                    parts += [text[copied : subject.start()], self._printed(visible, subject)]
                    copied = subject.end()
                if parts:
                    setattr(element, place, "".join(parts) + text[copied:end])
            at = end

    def _printed(self, text: str, subject: re.Match[str]) -> str:
        """What to print for a quotation mark, a dash or an ellipsis."""
        found = subject[0]
        if found == "...":
            return "…"
        before, after = text[: subject.start()].rstrip("\x00")[-1:], text[subject.end() :].lstrip("\x00")[:1]
        if found[0] == "-":
            # What looks like the option of a command stays one.
            option = found == "--" and (not before or before.isspace()) and after.isalnum()
            return found if option else ("–" if found == "--" else "—")
        opens = not before or before.isspace() or before in _OPENING
        closes = not after or after.isspace()
        if found == '"':
            return self._marks[0] if opens and not (closes and before) else self._marks[1]
        if (before.isalnum() and after.isalnum()) or (opens and after.isdigit()):
            return "’"
        if opens and not closes:
            return self._marks[2]
        # An apostrophe at the end of a word looks like a closing mark; only some languages print both alike.
        return self._marks[3] if "'" in text[: subject.start()] else "’"

    def _shown(self, placeholder: re.Match[str]) -> str:
        """A stand-in of the same length that begins and ends as what will be shown: a letter, or nothing for a tag."""
        name = placeholder[1]
        length = len(placeholder[0])
        if name == "amp":
            return _LETTER * length
        if "wzxhzdk" not in placeholder[0]:
            character = chr(int(name)) if name.isdigit() else _LETTER
            return (_LETTER if character in "\"'-." else character) * length
        html = fetch(self.md, int(name)) if name.isdigit() else ""
        return ("\x00" if html.startswith("<") and int(name) not in self.md.draft.formulas else _LETTER) * length


def quotation_marks(language: str) -> tuple[str, str, str, str]:
    """Outer opening and closing, inner opening and closing marks of a language."""
    tag = language.lower().replace("_", "-")
    if tag.partition("-")[0] == "fr" and tag not in _MARKS:
        return _FRENCH
    marks = _MARKS.get(tag) or _MARKS.get(tag.partition("-")[0]) or _MARKS["en"]
    return marks[0], marks[1], marks[2], marks[3]


def _holds_sign(text: str) -> bool:
    """Whether there may be something to replace in a text."""
    return "'" in text or '"' in text or "--" in text or "..." in text


class _Runs:
    """Runs of text that no block interrupts, of those in which there may be something to replace."""

    def __init__(self, root: Element) -> None:
        self._run: list[_Piece] = []
        self._wanted = False
        self._runs: list[list[_Piece]] = []
        self._read(root)

    def __iter__(self) -> Iterator[list[_Piece]]:
        return iter(self._runs)

    def _read(self, root: Element) -> None:
        """Take the text of all elements as it is read: what stands in an element comes before what follows it."""
        self._begin(root)
        still_open = [(root, iter(root))]
        while still_open:
            element, children = still_open[-1]
            child = next(children, None)
            if child is not None:
                self._begin(child)
                still_open.append((child, iter(() if child.tag in _LITERAL else child)))
                continue
            still_open.pop()
            if element.tag in _BLOCKS:
                self._end()
            if element.tail and element is not root:
                self._text(element, "tail", element.tail)
        self._end()

    def _begin(self, element: Element) -> None:
        if element.tag in _BLOCKS:
            self._end()
        if element.tag in _LITERAL:
            self._run.append((element, "", _LETTER))
        elif element.text:
            self._text(element, "text", element.text)

    def _text(self, element: Element, place: str, text: str) -> None:
        if isinstance(text, AtomicString):
            self._run.append((element, "", _LETTER))
            return
        self._run.append((element, place, text))
        self._wanted = self._wanted or _holds_sign(text)

    def _end(self) -> None:
        if self._wanted:
            self._runs.append(self._run)
        if self._run:
            self._run, self._wanted = [], False
