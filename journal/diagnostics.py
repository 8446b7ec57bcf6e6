"""Diagnostic: one thing wrong with the content, told as a compiler tells it."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Literal

from journal.frozen import frozen

Severity = Literal["error", "warning", "notice"]
_SCREEN = 100
_LONGEST = 400


@frozen
class Place:
    """Where in its file something stands; lines and columns from 1, 0 when that is not known."""

    line: int = 0
    column: int = 0
    source: str = ""
    """The text of that line."""
    width: int = 1
    cell: int = 0
    """Of a notebook, in whose cell the line is counted; from 1, 0 elsewhere."""


NOWHERE = Place()


@frozen
class Diagnostic:
    """A finding in a file, written for the author of the file."""

    path: str
    """From the site's folder, with forward slashes."""
    message: str
    hint: str = ""
    line: int = 0
    """From 1; 0 when the finding is about the whole file."""
    column: int = 0
    """From 1; 0 when the whole line is meant."""
    source: str = ""
    """The text of that line."""
    width: int = 1
    """How many characters the finding covers."""
    severity: Severity = "error"
    cell: int = 0
    """Of a notebook, in whose cell the line is counted; from 1, 0 elsewhere."""
    rule: str = ""
    """The name of the rule of `journal check` that it breaks, where there is one."""

    @classmethod
    def at(
        cls, path: str, place: Place, message: str, hint: str = "", *, severity: Severity = "error", rule: str = ""
    ) -> "Diagnostic":
        """A finding at a place in a file."""
        return cls(path, message, hint, place.line, place.column, place.source, place.width, severity, place.cell, rule)

    def __str__(self) -> str:
        """Several lines: place and message, the source line with carets, the hint."""
        place = self.path
        if self.cell:
            place += f": cell {self.cell}" + (f", line {self.line}" if self.line else "")
        elif self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        text = f"{place}: {self.severity}: {_short(self.message)}"
        if self.line and self.source.strip():
            source, column, width = self._window()
            text += f"\n{self.line:>5} | {source}"
            if column:
                before, marked = source[: column - 1], source[column - 1 : column - 1 + width]
                text += f"\n      | {' ' * columns_of(before)}{'^' * max(1, columns_of(marked))}"
        if self.hint:
            text += f"\nhint: {self.hint}"
        return text

    def _window(self) -> tuple[str, int, int]:
        """The source line, cut to a screen's width around the finding; where it stands in that, and how wide."""
        # A tab would move the caret, an escape the whole terminal.
        source = "".join(c if c.isprintable() else " " for c in self.source).rstrip()
        start = 0
        if len(source) > _SCREEN:
            start = max(0, min(self.column - _SCREEN // 3, len(source) - _SCREEN))
            source = source[start : start + _SCREEN]
        column = max(0, self.column - start)
        return source, column, max(1, min(self.width, len(source) - column + 1))


def _short(message: str) -> str:
    """A message that quotes no more of a broken value than fits a screen."""
    return message if len(message) <= _LONGEST else f"{message[: _LONGEST // 2]}…{message[-_LONGEST // 2 :]}"


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide signs, none for combining ones."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class ContentError(Exception):
    """The content cannot be built; carries what to tell the author."""

    def __init__(self, diagnostics: Iterable[Diagnostic], *, written: bool = False) -> None:
        self.diagnostics = in_order(diagnostics)
        self.written = written
        """Whether the output is half-written: neither what it was nor what it was to be."""
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type["ContentError"], tuple[tuple[Diagnostic, ...]]]:
        """As it travels from a worker process."""
        return type(self), (self.diagnostics,)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By path, then line, then column; each once."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.path, d.cell, d.line, d.column, d.severity, d.message)))


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A hint that names the nearest known word, or an empty string."""
    near = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.75)
    return f"did you mean {near[0]!r}?" if near else ""


def toml_problem(path: str, text: str, message: str, offset: int = 0) -> Diagnostic:
    """A diagnostic from what tomllib says; `offset` is the number of lines above the TOML in its file."""
    lines = text.rstrip().split("\n")
    if place := re.search(r" \(at line (\d+), column (\d+)\)$", message):
        line, column = map(int, place.groups())
        message = message[: place.start()]
    else:  # noticed only where the text ends
        line, column = len(lines), len(lines[-1]) + 1
        message = message.removesuffix(" (at end of document)")
    source = lines[line - 1] if line <= len(lines) else ""
    return Diagnostic(path, f"not valid TOML: {message}", line=line + offset, column=column, source=source)
