"""Report: what an import made of every file, for people and for programs."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from journal.importers.metadata import HEAD
from journal.importers.planning import LINKS, File, Plan
from journal.importers.records import LeftOut, Note

NAME = "import-report.md"
_OFTEN = 40


@dataclass(frozen=True, slots=True)
class Report:
    """What an import made, or with `--dry-run` would make."""

    importer: str
    source: str
    dest: str
    plan: Plan

    @property
    def posts(self) -> tuple[File, ...]:
        """The posts, drafts too."""
        return tuple(f for f in self.plan.files if f.text is not None and f.path.startswith("posts/"))

    @property
    def pages(self) -> tuple[File, ...]:
        """The plain pages."""
        return tuple(f for f in self.plan.files if f.text is not None and f.path.startswith("pages/"))

    @property
    def copies(self) -> tuple[File, ...]:
        """The files that were copied as they are."""
        return tuple(f for f in self.plan.files if f.text is None)

    @property
    def to_look_at(self) -> tuple[tuple[str, tuple[Note, ...]], ...]:
        """What the author should look at, by old file."""
        texts = [(f.source, tuple(n for n in f.notes if n.look)) for f in self.plan.files]
        left = [(item.source, (Note(f"not imported: {item.reason}"),)) for item in self.plan.left_out if item.look]
        return tuple(sorted((source, notes) for source, notes in (*texts, *left) if notes))


def as_json(report: Report) -> str:
    """All of it, for programs."""
    files = [
        {"source": f.source, "path": f.path, "copied": f.text is None, "notes": [asdict(note) for note in f.notes]}
        for f in report.plan.files
    ]
    facts = {
        "importer": report.importer,
        "source": report.source,
        "dest": report.dest,
        "posts": len(report.posts),
        "pages": len(report.pages),
        "copies": len(report.copies),
        "files": files,
        "left_out": [asdict(item) for item in report.plan.left_out],
    }
    return json.dumps(_clean(facts), ensure_ascii=False, indent=2)


def as_markdown(report: Report) -> str:
    """All of it, for people: first what to look at, then file by file."""
    return "\n".join(map(_clean_text, _markdown(report))) + "\n"


def _markdown(report: Report) -> Iterator[str]:
    yield f"# Import of {report.source} ({report.importer})"
    yield ""
    yield "| what | files |"
    yield "| --- | ---: |"
    yield f"| posts, drafts among them | {len(report.posts)} |"
    yield f"| pages | {len(report.pages)} |"
    yield f"| copied as they are | {len(report.copies)} |"
    yield f"| not imported | {len(report.plan.left_out)} |"
    yield ""
    yield "Delete this file when you are done with it; it is no part of the site."
    often = _often(report)
    if often:
        yield from ("", "## In short", "", "| what was done | files |", "| --- | ---: |")
        yield from (f"| {_in_cell(text)} | {count:,} |" for text, count in often)
    if report.to_look_at:
        yield from ("", "## Have a look at", "")
        for source, notes in report.to_look_at:
            yield f"- `{source}`"
            yield from (f"    - {_line(note)}" for note in notes)
    yield from ("", "## Posts and pages", "")
    for file in (*report.posts, *report.pages):
        yield f"- `{file.source}` → `{file.path}`"
        yield from (f"    - {text}" for text in _counted(note for note in file.notes if not note.look))
    settings = next((f for f in report.plan.files if f.path == "journal.toml"), None)
    if settings:
        yield from ("", "## Settings", "")
        yield f"- {f'`{settings.source}` → ' if settings.source else ''}`journal.toml`"
        yield from (f"    - {note.text}" for note in settings.notes)
    if report.copies:
        yield from ("", "## Copied as they are", "")
        for file in report.copies:
            yield f"- `{file.source}` → `{file.path}`"
            yield from (f"    - {note.text}" for note in file.notes)
    if report.plan.left_out:
        yield from ("", "## Not imported", "")
        yield from (f"- `{item.source}`: {item.reason}" for item in report.plan.left_out)


def _often(report: Report) -> list[tuple[str, int]]:
    """What was done to several texts, and to how many."""
    counts: Counter[str] = Counter()
    for file in (*report.posts, *report.pages):
        counts.update({_in_short(note.text) for note in file.notes if not note.look})
    return [(text, count) for text, count in counts.most_common(_OFTEN) if count > 1]


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|")


def _in_short(text: str) -> str:
    """What was done, without to what."""
    return LINKS.rstrip(": ") if text.startswith(LINKS) else _shown(text)


def _shown(text: str) -> str:
    """A text in which tags stay tags."""
    return f"`{text}`" if "`" not in text and ("<" in text or "{" in text) else text


def _line(note: Note) -> str:
    text = _shown(note.text)
    return f"line {note.line}: {text}" if note.line else text


def _counted(notes: Iterator[Note]) -> Iterator[str]:
    counts: dict[str, int] = {}
    for note in notes:
        counts[note.text] = counts.get(note.text, 0) + 1
    heads = [text.removeprefix(HEAD) for text in counts if text.startswith(HEAD)]
    if heads:
        yield f"{HEAD}{'; '.join(heads)}"
    for text, count in counts.items():
        if text.startswith(HEAD):
            continue
        shown = _shown(text)
        yield shown if count == 1 else f"{shown} ({count} times)"


def for_terminal(report: Report, most: int) -> Iterator[str]:
    """A short account: how many of what, and the first files that want a look."""
    counts = [(len(report.posts), "post"), (len(report.pages), "page"), (len(report.copies), "copied file")]
    said = ", ".join(f"{n:,} {noun}{'' if n == 1 else 's'}" for n, noun in counts)
    yield f"{report.importer}: {said}; {len(report.plan.left_out):,} left out"
    lines = [
        f"{source}{f':{note.line}' if note.line else ''}: {note.text}"
        for source, notes in report.to_look_at
        for note in notes
    ]
    if lines:
        yield f"{len(lines):,} thing{'' if len(lines) == 1 else 's'} to look at:"
        yield from (f"  {_clean_text(line)}" for line in lines[:most])
    if len(lines) > most:
        yield f"  … and {len(lines) - most:,} more in {NAME}"


def left_out_in(passed: Sequence[tuple[str, str]]) -> tuple[LeftOut, ...]:
    """What the walk over the old files passed over."""
    return tuple(LeftOut(source, reason, look=True) for source, reason in passed)


def _clean(value: object) -> object:
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return _clean_text(value) if isinstance(value, str) else value


def _clean_text(text: str) -> str:
    """A line that a terminal and a text file can take, whatever the name of a file is."""
    text = text.encode("utf-8", "replace").decode()
    return "".join(sign if sign.isprintable() else " " for sign in text)
