"""Daily log: one file of dated entries becomes one post a date."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from journal.importers import filing
from journal.importers.log_dates import Days, days_of, seems_dated
from journal.importers.oldheads import Opened
from journal.importers.records import Importer, LeftOut, Note, Post, Record, Settings
from journal.importers.tree import Tree
from journal.yaml_nodes import Node

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*$")
_ITEM = re.compile(r"[-*+][ \t]+(.*)$")
_BOLD = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__):?[ \t]*$")
_RULE = re.compile(r"[ \t]*(?:-[ \t]*){3,}$|[ \t]*(?:\*[ \t]*){3,}$|[ \t]*(?:_[ \t]*){3,}$")
_FENCE = re.compile(r"[ \t]*(```+|~~~+)")
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that may begin an entry, or end one."""

    number: int
    """From 0."""
    kind: str
    """`h1` … `h6`, `item`, `bold` or `plain`."""
    text: str


def detect(tree: Tree) -> int:
    """By a file with more dated entries than the folder has texts."""
    texts = [path for path in tree.files if filing.is_markdown(path)]
    if not texts or len(texts) > 60:  # noqa: PLR2004 - a log is kept in few files
        return 0
    entries = max((len(_entries(tree.text_of(path), path)) for path in texts), default=0)
    return 60 if entries >= max(_FEWEST, len(texts)) else 0


def read(tree: Tree) -> Iterator[Record]:
    """The entries of each log; other texts as they are."""
    places = {path: filing.as_md(f"{'pages' if '/' not in path else 'posts'}/{path}") for path in tree.files
              if filing.is_markdown(path)}  # fmt: skip
    logs = [path for path in places if len(_entries(tree.text_of(path), path)) >= _FEWEST]
    others = {path: place for path, place in places.items() if path not in logs}

    def whole(source: str, path: str, found: Opened) -> Post:
        return Post(source, path, found.head, found.body, "", found.body_line, found.notes, ("",))

    def kept(source: str, path: str, found: Opened) -> Post:
        return Post(source, path, found.head, found.body, "", found.body_line, found.notes, ("",))

    for record in filing.texts(tree, dict.fromkeys(logs, ""), kept):
        if isinstance(record, LeftOut):
            yield record
        else:
            yield from _split(record)
    yield from filing.texts(tree, others, whole)
    rest = [path for path in tree.files if path not in places]
    yield from filing.files(rest, lambda path: f"static/{path}", frozenset())
    yield Settings("", {})


def _entries(text: str, path: str) -> list[tuple[_Line, Days]]:
    """The lines that begin an entry, all of the kind that begins most."""
    lines = _lines(text)
    dated = days_of([(line.kind, line.text) for line in lines], path)
    counts = Counter(line.kind for line, day in zip(lines, dated, strict=True) if day)
    if not counts:
        return []
    kind = max(counts, key=lambda kind: (counts[kind], kind))
    return [(line, day) for line, day in zip(lines, dated, strict=True) if day and line.kind == kind]


def _lines(text: str) -> list[_Line]:
    """The headings, outer list items and bold lines of a text, code left aside."""
    found: list[_Line] = []
    fence = ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
        if marks := _FENCE.match(line):
            fence = marks[1][0] if not fence else "" if marks[1][0] == fence else fence
        elif fence:
            continue
        elif heading := _HEADING.match(line):
            found.append(_Line(number, f"h{len(heading[1])}", heading[2]))
        elif item := _ITEM.match(line):
            found.append(_Line(number, "item", item[1]))
        elif bold := _BOLD.match(line):
            found.append(_Line(number, "bold", bold[1]))
    return found


def _split(log: Post) -> Iterator[Post]:
    """One post an entry; what stands above the first is a page of its own."""
    lines = log.body.split("\n")
    entries = _entries(log.body, log.source)
    starts = [_begins(line.number, lines, entries[n - 1][0].number if n else -1, line.kind)
              for n, (line, _) in enumerate(entries)]  # fmt: skip
    preface = "\n".join(lines[: starts[0]])
    if preface.strip():
        path = filing.as_md(f"pages/{posixpath.basename(log.source)}")
        note = Note("what stands above the first entry")
        yield Post(log.source, path, log.head, _trimmed(preface), "", log.line, (*log.notes, note))
    kind, dated = entries[0][0].kind, {line.number for line, _ in entries}
    undated = [line for line in _lines(log.body) if line.kind == kind and line.number not in dated
               and seems_dated(kind, line.text)]  # fmt: skip
    seen: Counter[str] = Counter()
    for n, (line, day) in enumerate(entries):
        end = starts[n + 1] if n + 1 < len(starts) else len(lines)
        above = "\n".join(lines[starts[n] : line.number])
        body = _inside(lines[line.number + 1 : end], line.kind)
        seen[day.date] += 1
        number = f"-{seen[day.date]}" if seen[day.date] > 1 else ""
        head = {"title": Node(day.title or day.date), "date": Node(day.date), "slug": Node(f"{day.date}{number}")}
        text = _trimmed("\n\n".join(part for part in (above.strip("\n"), body) if part.strip()))
        at = log.line + line.number
        notes = [Note(f"the entry of {day.date}, from line {at}")]
        notes += [Note(day.doubt, at, look=True)] if day.doubt else []
        for odd in (odd for odd in undated if line.number < odd.number < end):
            said = f"{odd.text!r} is no day that there is; it stays in the entry above"
            notes.append(Note(said, log.line + odd.number, look=True))
        source = f"{log.source}#{day.date}{number}"
        yield Post(
            source, f"posts/{day.date}{number}.md", head, text, "", at, tuple(notes), (posixpath.dirname(log.source),)
        )


def _begins(number: int, lines: list[str], after: int, kind: str) -> int:
    """The line from which an entry has its text: a heading of a section above it goes with it."""
    start = number
    for n in range(number - 1, after, -1):
        found = _HEADING.match(lines[n])
        if found and (not kind.startswith("h") or len(found[1]) < int(kind[1])) and len(found[1]) > 1:
            start = n
    return start


def _inside(lines: list[str], kind: str) -> str:
    """The text of an entry; what belonged to a list item stands at the margin now."""
    if kind != "item":
        return "\n".join(lines)
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip() and line[:1].isspace()]
    width = min(indents, default=0)
    return "\n".join(line[width:] if line[:width].isspace() else line for line in lines)


def _trimmed(text: str) -> str:
    """A text without the lines across the page that parted it from the next."""
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or _RULE.match(lines[-1])):
        lines.pop()
    return "\n".join(lines).strip("\n") + "\n" if lines else ""


IMPORTER = Importer("daily-log", "A log: one file of dated entries becomes one post a date.", detect, read)
