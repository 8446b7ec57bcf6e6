"""Weave: the cells of a notebook as one Markdown text, so that headings and footnotes are those of one page.

Between any two cells stands a mark, a comment that no author can have written. What the code and its outputs look like
comes to the place of its mark once the text is read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from journal.dialect import Dialect
from journal.markdown import Problem, Rendered, convert
from journal.notebooks.cells import Cell

_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})", re.MULTILINE)
_ENDS = ("-->", "</pre>", "</script>", "</style>", "</textarea>", "]]>", "?>", ">")
_LITERAL = re.compile(r"<(/?(?:pre|script|style|textarea))\b", re.IGNORECASE)
_PAIRS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<", ">"))
_RAW_AS_MARKDOWN = ("text/markdown", "text/x-markdown", "text/html")


@dataclass(frozen=True, slots=True)
class Woven:
    """A notebook as one text."""

    lines: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    """The cell of each line, and its number there."""
    ends: Mapping[int, int]
    """By cell of Markdown, the line below it, from 0, where what it leaves open can be closed."""
    key: str

    @property
    def text(self) -> str:
        """The text."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Unwoven:
    """A text that was woven, read."""

    rendered: Rendered
    parts: Sequence[tuple[int, str]]
    """The HTML of each cell, by its number; of 0, what stands below all cells, as footnotes do."""
    broken: frozenset[int]
    """Cells whose Markdown would swallow those below."""


def prose_of(cell: Cell) -> bool:
    """Whether a cell holds Markdown."""
    said = cell.metadata.get("raw_mimetype", cell.metadata.get("format"))
    return cell.kind == "markdown" or (cell.kind == "raw" and said in _RAW_AS_MARKDOWN)


def woven(cells: Iterable[tuple[Cell, int]], key: str) -> Woven:
    """The cells as one text, each without so many lines at its beginning; `key` is what no author can know."""
    lines: list[str] = []
    places: list[tuple[int, int]] = []
    ends: dict[int, int] = {}
    for cell, used in cells:
        source = cell.source.split("\n")[used:] if prose_of(cell) else []
        lines += source
        places += [(cell.number, number) for number in range(used + 1, used + len(source) + 1)]
        last = places[-1] if source else (cell.number, 1)
        if source:
            ends[cell.number] = len(lines)
        lines += ["", "", _mark(key, cell.number), ""]
        places += [last] * 4
    return Woven(tuple(lines), tuple(places), ends, key)


def unwoven(text: Woven, dialect: Dialect, title: str) -> Unwoven:
    """The text, read. A cell that leaves something open, such as a block of code, ends it where the cell ends."""
    rendered = convert(text.text, dialect, title)
    parts, broken = _parts(rendered.html, text), frozenset[int]()
    if parts is None:
        lines = list(text.lines)
        problems = rendered.problems
        for number, end in text.ends.items():
            closing = _closing(text, number, dialect)
            if closing is None:
                broken |= {number}
                for at in range(len(lines)):
                    if text.places[at][0] == number and lines[at] != _mark(text.key, number):
                        lines[at] = ""
            else:
                lines[end] = closing
        rendered = convert("\n".join(lines), dialect, title)
        rendered = replace(rendered, problems=_merged(problems, rendered.problems))
        parts = _parts(rendered.html, text)
    if parts is None:  # then each cell by itself, as in Jupyter
        numbers = dict.fromkeys(cell for cell, _ in text.places)
        parts = [(n, "" if n in broken else convert(_body(text, n), dialect, title).html) for n in numbers]
    return Unwoven(rendered, parts, broken)


def _mark(key: str, number: int) -> str:
    return f"<!--cell {key} {number}-->"


def _parts(html: str, text: Woven) -> list[tuple[int, str]] | None:
    """The HTML cut at the marks; None if one is not where it was put."""
    cut = re.split(rf"<!--cell {text.key} (\d+)-->\n*", html)
    found = [int(number) for number in cut[1::2]]
    if found != list(dict.fromkeys(cell for cell, _ in text.places)):
        return None
    # Within a comment, or what else is taken to the letter, a mark stays what it is, and marks nothing.
    return [*zip(found, cut[::2], strict=False), (0, cut[-1])] if all(map(_is_closed, cut[::2])) else None


def _is_closed(html: str) -> bool:
    """Whether what stands below a piece of HTML is not part of it."""
    if any(html.rfind(opening) > html.rfind(closing) for opening, closing in _PAIRS):
        return False
    opened = [tag.lower() for tag in _LITERAL.findall(html)] if "<" in html else []
    return all(opened.count(tag) <= opened.count(f"/{tag}") for tag in opened if tag[0] != "/")


def _closing(text: Woven, number: int, dialect: Dialect) -> str | None:
    """What ends all that a cell leaves open; None where nothing does."""
    body = _body(text, number)
    mark = _mark(text.key, number)
    for closing in ("", *_endings(body)):
        above, found, _ = convert(f"{body}\n{closing}\n\n{mark}\n", dialect).html.partition(mark)
        if found and _is_closed(above):
            return closing
    return None


def _body(text: Woven, number: int) -> str:
    """The Markdown of a cell, without the mark below it."""
    return "\n".join(line for line, (cell, _) in zip(text.lines, text.places, strict=True) if cell == number)[
        : -len(f"\n\n\n{_mark(text.key, number)}\n")
    ]


def _endings(source: str) -> Iterator[str]:
    yield from dict.fromkeys(_FENCE.findall(source))
    yield from (end for end in _ENDS if end[1:2] != "/" or end[2:-1] in source.lower())


def _merged(first: Iterable[Problem], second: Iterable[Problem]) -> tuple[Problem, ...]:
    every = dict.fromkeys((*first, *second))
    return tuple(sorted(every, key=lambda problem: (problem.line, problem.column)))
