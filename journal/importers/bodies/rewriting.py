"""Rewriting: tags in a text replaced one by one, while code is left to the letter."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from journal.importers.records import Note

_FENCE = r"(?P<fence>(?m:^)(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*+(?P<marks>`{3,}|~{3,})[^`\n]*(?m:$))"
_CODE = (
    rf"{_FENCE}|(?P<indented>(?m:^)(?: {{4}}|\t))|(?P<ticks>`+)"
    r"|(?P<element><(?P<tag>pre|code|script|style|textarea)\b|<!--)"
)
_BLANK = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]|\[\^[^\]]+\]:|[!?]{3}|:[ \t]")
_LONGEST_PARAGRAPH = 20_000


@dataclass(frozen=True, slots=True)
class Change:
    """What a tag becomes."""

    text: str
    end: int
    """Where what it replaces ends in the text."""
    said: str = ""
    """For the report; empty to say nothing."""
    look: bool = False
    inner: tuple[Note, ...] = ()
    """On what stands inside of it."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text after its tags were replaced."""

    text: str
    notes: tuple[Note, ...] = ()

    def then(self, later: "Rewritten") -> "Rewritten":
        """The text of a later pass, with the notes of both."""
        return Rewritten(later.text, self.notes + later.notes)


def rewrite(
    text: str, tag: str, change: Callable[[str, re.Match[str]], Change | None], first_line: int = 1
) -> Rewritten:
    """The text with each tag replaced by what `change` makes of it; None leaves it.

    The names of groups in the pattern of a tag must not be those of the patterns for code.
    """
    pattern = re.compile(f"{_CODE}|(?P<found>{tag})", re.IGNORECASE)
    indented = _indented_code(text)
    parts: list[str] = []
    notes: list[Note] = []
    done = position = counted = 0
    line = first_line
    while match := pattern.search(text, position):
        if match["found"] is None:
            position = max(_end_of_code(text, match, indented), match.start() + 1)
            continue
        made = change(text, match)
        position = match.end() if made is None else max(made.end, match.start() + 1)
        if made is None:
            continue
        parts += (text[done : match.start()], made.text)
        done = position
        if made.said:
            line += text.count("\n", counted, match.start())
            counted = match.start()
            notes.append(Note(made.said, line, made.look))
        notes += made.inner
    return Rewritten("".join([*parts, text[done:]]), tuple(notes))


@lru_cache(maxsize=16)
def last_end(text: str, pattern: str) -> int:
    """Where the last of the closing tags begins, or -1: beyond it there is no use in looking for another."""
    return max((found.start() for found in re.finditer(pattern, text, re.IGNORECASE)), default=-1)


def _end_of_code(text: str, match: re.Match[str], indented: dict[int, int]) -> int:
    """Where the code ends that seems to begin here; if it is none, where that sign ends."""
    start, end = match.span()
    if match["fence"] is not None:
        marks = match["marks"]
        closing = re.compile(rf"^[ \t>]*{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$", re.MULTILINE)
        found = closing.search(text, end)
        return found.end() if found else len(text)
    if match["indented"] is not None:
        return indented.get(start, end)
    if match["ticks"] is not None:
        paragraph = _BLANK.search(text, end, end + _LONGEST_PARAGRAPH)
        limit = paragraph.start() if paragraph else min(len(text), end + _LONGEST_PARAGRAPH)
        found = re.compile(rf"(?<!`)`{{{end - start}}}(?!`)").search(text, end, limit)
        return found.end() if found else end
    closing_tag = f"</{match['tag'].lower()}" if match["tag"] else "-->"
    if last_end(text, closing_tag) < end:
        return end
    found = re.compile(closing_tag, re.IGNORECASE).search(text, end)
    return found.end() if found else end


def _indented_code(text: str) -> dict[int, int]:
    """Where each block of indented code begins, and where it ends; what belongs to a list item is none."""
    found: dict[int, int] = {}
    start, position, in_item, blank = -1, 0, False, True
    for line in text.split("\n"):
        if not line.strip():
            blank = True
        elif line.startswith(("    ", "\t")):
            if start < 0 and blank and not in_item:
                start = position
            if start >= 0:
                found[start] = position + len(line)
            blank = False
        else:
            # A paragraph below an item ends the list only when a blank line parts the two.
            in_item = bool(_ITEM.match(line.lstrip())) or (in_item and (not blank or line[:1].isspace()))
            start, blank = -1, False
        position += len(line) + 1
    return found
