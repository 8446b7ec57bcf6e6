"""Records: a parsed source as plain text, to be kept between builds. What is read back equals what was written."""

import json
from datetime import date, datetime, time
from typing import Any

from journal.diagnostics import Diagnostic, Place
from journal.document import Document, Heading
from journal.frontmatter import FrontMatter
from journal.links import Link
from journal.parse import Parsed

_MOMENTS: dict[str, type[datetime] | type[date] | type[time]] = {"datetime": datetime, "date": date, "time": time}


def to_record(parsed: Parsed) -> str:
    """JSON of everything but the body of the document, which is kept apart."""
    return json.dumps(
        [_document(parsed.document) if parsed.document else None, [_diagnostic(d) for d in parsed.diagnostics]],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_record(record: str, body: str) -> Parsed:
    """What `to_record` was given. Raises ValueError, TypeError or KeyError for what it did not write."""
    document, diagnostics = json.loads(record)
    return Parsed(
        _document_from(document, body) if document else None,
        tuple(Diagnostic(*row) for row in diagnostics),
    )


def _diagnostic(d: Diagnostic) -> list[object]:
    return [d.path, d.message, d.hint, d.line, d.column, d.source, d.width, d.severity]


def _place(place: Place) -> list[object]:
    return [place.line, place.column, place.source, place.width]


def _document(d: Document) -> list[object]:
    return [
        d.source,
        d.role,
        _front(d.front),
        d.title,
        [[h.level, h.id, h.html] for h in d.headings],
        [[link.target, link.written, _place(link.place)] for link in d.links],
        d.excerpt,
        d.words,
    ]


def _document_from(row: list[Any], body: str) -> Document:
    source, role, front, title, headings, links, excerpt, words = row
    return Document(
        source,
        role,
        _front_from(front),
        title,
        body,
        tuple(Heading(*heading) for heading in headings),
        tuple(Link(target, written, Place(*place)) for target, written, place in links),
        excerpt,
        words,
    )


def _front(f: FrontMatter) -> list[object]:
    return [
        f.title,
        _moment(f.date),
        _moment(f.updated),
        _moment(f.expires),
        f.slug,
        f.tags,
        f.journals,
        f.excerpt,
        f.series,
        f.part,
        f.draft,
        f.author,
        f.cover,
        f.cover_alt,
        f.aliases,
        f.template,
        f.toc,
        f.math,
        f.status,
        f.id,
        # Only here can there be a value that JSON does not know, as TOML has dates.
        json.dumps(f.extra, ensure_ascii=False, default=_tagged) if f.extra is not None else None,
        {key: _place(place) for key, place in f.places.items()} if f.places is not None else None,
    ]


def _front_from(row: list[Any]) -> FrontMatter:
    values = list(row)
    for n in (1, 2, 3):
        values[n] = datetime.fromisoformat(values[n]) if values[n] else None
    for n in (5, 6, 14):
        values[n] = tuple(values[n])
    values[20] = json.loads(values[20], object_hook=_untagged) if values[20] is not None else None
    values[21] = {key: Place(*place) for key, place in values[21].items()} if values[21] is not None else None
    return FrontMatter(*values)


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, datetime | date | time):
        return {"\0": type(value).__name__, "": value.isoformat()}
    raise TypeError(f"{type(value).__name__} has no place in a record")


def _untagged(value: dict[str, Any]) -> object:
    return _MOMENTS[value["\0"]].fromisoformat(value[""]) if "\0" in value else value
