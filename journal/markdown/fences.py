"""Fenced code: where it begins and ends, and what takes its place."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from journal.markdown.codeblocks import code_block
from journal.markdown.containers import CODE_INDENT
from journal.markdown.infostring import parse_info
from journal.markdown.reader import Found, Reader, Taken
from journal.markdown.stash import PLACEHOLDER, store

_OPEN = re.compile(r"(`{3,}+)([^`]*)$|(~{3,}+)(.*)$")


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that opens a fence."""

    at: int
    """Its number, from 0, among the lines that are being read."""
    indent: int
    """Its indentation in its container: as much is taken away from every line of the code."""
    marks: str
    info: str
    parent: Element

    def is_end(self, line: str) -> bool:
        """Whether a line closes it."""
        marks = line.strip(" \t")
        return len(marks) >= len(self.marks) and not marks.strip(self.marks[0])


class Fence:
    """A fence in a container, which is read line by line."""

    parted = False

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._code: list[str] = []
        self._closed = False

    def take(self, reader: Reader) -> Taken:
        """Take every line up to the one that closes it."""
        if reader.indent < CODE_INDENT and self._opening.is_end(reader.body):
            self._closed = True
            return Taken.LAST
        indent = reader.indent - self._opening.indent
        line = reader.lines[reader.at]
        if "\t" in line:
            start = len(line.expandtabs(CODE_INDENT)) - len(reader.body) - max(0, indent)
            self._code.append(_from_column(line, start))
        else:
            self._code.append(" " * indent + reader.body)
        return Taken.YES

    def close(self, reader: Reader) -> None:
        """Make a block of it."""
        _block(reader, self._opening, self._code, closed=self._closed)


def begin_fence(reader: Reader) -> Found | None:
    """Three or more backticks, without another behind them, or tildes."""
    if not _OPEN.match(reader.body) or (opening := opens(reader, reader.room().element)) is None:
        return None
    if len(reader.stack) > 1 or reader.indent:
        reader.leaf = Fence(opening)
        return Found.BLOCK
    # At the margin nothing but its end can end it.
    marks = opening.marks
    lines, end = reader.lines, reader.at + 1
    while end < len(lines) and not (marks in lines[end] and _closes(opening, lines[end])):
        end += 1
    _block(reader, opening, lines[reader.at + 1 : end], closed=end < len(lines))
    reader.skipped = end + 1
    return Found.BLOCK


def opens(reader: Reader, parent: Element) -> Opening | None:
    """What the line opens, if it opens a fence, to be put into that element."""
    found = _OPEN.match(reader.body)
    if found is None:
        return None
    info = found[2] or found[4] or ""
    return Opening(reader.at, reader.indent, found[1] or found[3], info.strip(), parent)


def begin_kept(reader: Reader) -> Found | None:
    """The placeholder of a fence that has been read already, in a block of HTML."""
    alone = PLACEHOLDER.fullmatch(reader.body)
    if alone is None or int(alone[1]) not in reader.texts.md.draft.code:
        return None
    SubElement(reader.room().element, "p").text = reader.body
    return Found.BLOCK


def _closes(opening: Opening, line: str) -> bool:
    return opening.is_end(line) and not line.expandtabs(CODE_INDENT).startswith(" " * CODE_INDENT)


def _block(reader: Reader, opening: Opening, code: list[str], *, closed: bool) -> None:
    """The block; a fence of `math` is a formula."""
    number = reader.number(opening.at)
    while not closed and code and not code[-1].strip():
        code.pop()
    if not reader.texts.within:
        reader.texts.md.draft.fences.append((number, number + len(code) + 1))
    if not closed:
        _tell(reader, number, opening.marks)
    texts = reader.texts
    language, options = parse_info(opening.info)
    if language == "math" and texts.formulas:
        text = texts.formulas.block("\n".join(code).strip(), number)
    else:
        html = code_block("\n".join(code), language, options, line_numbers=texts.md.dialect.line_numbers)
        stashed, text = store(texts.md, html)
        source = [opening.marks + opening.info, *code, *([opening.marks] if closed else [])]
        texts.md.draft.code[stashed] = "\n".join(source)
    SubElement(opening.parent, "p").text = text


def _tell(reader: Reader, number: int, marks: str) -> None:
    """Note that there is no end."""
    draft = reader.texts.md.draft
    number = min(number, len(draft.lines) - 1)  # a step of the author's may have made lines of its own
    column = len(draft.lines[number].partition(marks)[0]) + 1
    draft.problem(number + 1, column, "this code block is not closed", f"end it with a line of {marks}")


def _from_column(line: str, start: int) -> str:
    """What stands in a line from a column on; a tab that reaches across it leaves spaces."""
    column = at = 0
    while column < start and at < len(line):
        column += CODE_INDENT - column % CODE_INDENT if line[at] == "\t" else 1
        at += 1
    return " " * (column - start) + line[at:]
