"""Fenced code: where it stands in the source, and what takes its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.preprocessors import Preprocessor

from journal.markdown.codeblocks import code_block
from journal.markdown.converter import Converter
from journal.markdown.infostring import parse_info
from journal.markdown.stash import store
from journal.markdown.whitespace import GONE

_OPEN = re.compile(
    r"(?P<prefix>[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*+)(?P<fence>`{3,}+(?=[^`]*$)|~{3,}+)[ \t]*+(?P<info>.*)$"
)
_QUOTE = re.compile(r"[ \t]*>")
_CODE_INDENT = 4


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block as it stands in the source."""

    start: int
    """Its first line, from 0."""
    end: int
    """The line after its last."""
    prefix: str
    """What stands before the opening fence: quotation marks, list marker, indentation."""
    info: str
    code: str
    source: str
    """All its lines, without the prefix."""
    closed: bool

    @property
    def marks(self) -> str:
        """What opens it: ``` or more."""
        return self.source[: len(self.source) - len(self.source.lstrip(self.source[0]))]

    @property
    def width(self) -> int:
        """Its indentation in the quotation, in columns."""
        return len(self.prefix.rpartition(">")[2].expandtabs(4))


class Fences(Preprocessor):
    """Put a coloured block for every fence of code."""

    md: Converter

    def run(self, lines: list[str]) -> list[str]:
        """A fence becomes one placeholder, and lines that are gone."""
        for fence in list(find_fences(lines)):
            language, options = parse_info(fence.info)
            if language == "math" and self.md.dialect.math:
                continue
            html = code_block(fence.code, language, options, line_numbers=self.md.dialect.line_numbers)
            number, placeholder = store(self.md, html)
            self.md.draft.code[number] = fence.source
            lines[fence.start : fence.end] = [
                set_apart(fence, placeholder),
                *[GONE] * (fence.end - fence.start - 1),
            ]
            if not fence.closed and fence.width < _CODE_INDENT:
                self.md.draft.problem(
                    fence.start + 1,
                    len(fence.prefix) + 1,
                    "this code block is not closed",
                    f"end it with a line of {fence.marks}",
                )
        return lines


def set_apart(fence: Fence, placeholder: str) -> str:
    """The placeholder of a block, with blank lines around it unless it may belong to a list item."""
    line = fence.prefix + placeholder
    quote = fence.prefix[: fence.prefix.rfind(">") + 1]
    alone = fence.prefix[len(quote) :] in ("", " ")
    return f"{quote}\n{line}\n{quote}" if alone else line


def find_fences(lines: list[str]) -> Iterator[Fence]:
    """Every fenced block, in order."""
    end = 0
    for at in [at for at, line in enumerate(lines) if "```" in line or "~~~" in line]:
        if at >= end and (opening := _OPEN.match(lines[at])):
            fence = _read(lines, at, opening)
            yield fence
            end = fence.end


def _read(lines: list[str], start: int, opening: re.Match[str]) -> Fence:
    """The fence that opens in that line."""
    prefix, marks, info = opening["prefix"], opening["fence"], opening["info"].strip()
    depth = prefix.count(">")
    width = len(prefix.rpartition(">")[2].expandtabs(4))
    closing = re.compile(rf"[ \t]{{0,3}}{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$")
    content: list[str] = []
    at, closed = start + 1, False
    while at < len(lines) and not closed:
        line = _without_prefix(lines[at], depth, width)
        if line is None:
            break
        closed = marks in line and closing.match(line) is not None
        if not closed:
            content.append(line)
        at += 1
    if not closed:
        while content and not content[-1].strip():
            content.pop()
        at = start + 1 + len(content)
    source = [marks + info, *content, *([marks] if closed else [])]
    return Fence(start, at, prefix, info, "\n".join(content), "\n".join(source), closed)


def _without_prefix(line: str, depth: int, width: int) -> str | None:
    """The line without what stands before the block, or nothing if it stands outside the block's container."""
    if not depth and not width:
        return line
    at = 0
    for _ in range(depth):
        mark = _QUOTE.match(line, at)
        if mark is None:
            return None
        at = mark.end()
    column = 0
    while column < width and at < len(line) and line[at] in " \t":
        column += 1 if line[at] == " " else 4 - column % 4
        at += 1
    if column < width and width >= _CODE_INDENT and line[at:].strip():
        return None
    return " " * max(0, column - width) + line[at:]
