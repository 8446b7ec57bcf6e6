"""Cells: what a notebook holds, whatever the version of its format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Output:
    """Something that a code cell gave."""

    kind: Literal["data", "stream", "error"]
    texts: Mapping[str, str]
    """By MIME type; empty for what is no text. What was printed, or a traceback, is `text/plain`."""
    name: str = ""
    """Of a stream: `stdout` or `stderr`."""
    metadata: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a notebook."""

    number: int
    """Its place in the notebook, from 1."""
    kind: Literal["markdown", "code", "raw"]
    source: str
    metadata: Mapping[str, object] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Files in it, by name: their content by MIME type."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook."""

    language: str
    """Of its code, as Pygments knows it."""
    cells: tuple[Cell, ...]


class BadNotebook(ValueError):  # noqa: N818 - it is the file that errs
    """A file that cannot be read as a notebook; says why and, where that is known, at which line and column."""

    def __init__(self, message: str, hint: str = "", line: int = 0, column: int = 0) -> None:
        self.message, self.hint, self.line, self.column = message, hint, line, column
        super().__init__(message)
