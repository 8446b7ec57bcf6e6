"""Records: a parsed source as plain text, to be kept between builds. What is read back equals what was written."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from journal.diagnostics import Diagnostic, Place
from journal.document import Body, Document, Heading, OwnFile, Parsed
from journal.frontmatter import FrontMatter
from journal.frozen import frozen
from journal.items import NONE, Gathered
from journal.links import Link

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_AT_ONCE = 200
_moment_from = datetime.fromisoformat
_MOMENTS: dict[str, type[datetime] | type[date] | type[time]] = {"datetime": datetime, "date": date, "time": time}


@frozen
class Result:
    """What parsing one source gave, in the form in which it is kept."""

    record: str
    places: str
    items: str
    html: str
    headings: str
    files: tuple[OwnFile, ...] = ()


class _Places(Mapping[str, Place]):
    """Where the fields of a front matter stand; read when it is asked for, as few builds have an error to tell."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __getitem__(self, field: str) -> Place:
        return Place(*json.loads(self._text)[field])

    def __iter__(self) -> Iterator[str]:
        return iter(json.loads(self._text))

    def __len__(self) -> int:
        return len(json.loads(self._text))

    def __repr__(self) -> str:
        return repr(dict(self))


def to_record(parsed: Parsed) -> str:
    """JSON of everything but what is kept apart: the body, its items, and the places in the front matter."""
    return _text([_document(parsed.document) if parsed.document else None, list(map(_diagnostic, parsed.diagnostics))])


def from_records(
    records: Iterable[str], places: Iterable[str], items: Iterable[str]
) -> Iterator[tuple[Document | None, tuple[Diagnostic, ...]]]:
    """Of each record, and the places and items that belong to it, the document and the diagnostics.

    Raises ValueError, TypeError or KeyError for what `to_record` did not write.
    """
    for (document, diagnostics), of_front, of_body in zip(_rows(records), places, items, strict=True):
        made = _document_from(document, of_front, of_body) if document else None
        yield made, tuple([Diagnostic(*row) for row in diagnostics]) if diagnostics else ()


def _rows(records: Iterable[str]) -> Iterator[list[Any]]:
    # One call for many is several times as fast as one for each; for all, their parts would fill the memory at once.
    remaining = iter(records)
    while some := ",".join(islice(remaining, _AT_ONCE)):
        yield from json.loads(f"[{some}]")


def to_places(document: Document) -> str:
    """JSON of the places in the front matter; empty when none are known."""
    places = document.front.places
    return _text({key: _place(place) for key, place in places.items()}) if places is not None else ""


def to_headings(body: Body) -> str:
    """JSON of the headings of a body."""
    return _text([[h.level, h.id, h.html] for h in body.headings])


def from_headings(record: str) -> tuple[Heading, ...]:
    """The headings that `to_headings` was given."""
    return tuple(Heading(*heading) for heading in json.loads(record))


def _text(value: object) -> str:
    return _ENCODER.encode(value)


def _diagnostic(d: Diagnostic) -> list[object]:
    return [d.path, d.message, d.hint, d.line, d.column, d.source, d.width, d.severity, d.cell, d.rule]


def _place(place: Place) -> list[object]:
    return [place.line, place.column, place.source, place.width, place.cell]


def _document(d: Document) -> list[object]:
    return [
        d.source,
        d.role,
        _front(d.front),
        None if d.title == d.front.title else d.title,
        list(map(_link, d.links)),
        None if d.excerpt == d.front.excerpt else d.excerpt,
        d.words,
        d.front_digest,
        d.body_digest,
        [d.items.digest, d.items.kinds, d.items.linked] if d.items.digest else None,
        d.files,
        list(map(_link, d.wikilinks)),
        d.anchors,
    ]


def _document_from(row: list[Any], of_front: str, of_body: str) -> Document:
    # An edit comes here for each post of the site, so a row is taken apart in one step.
    source, role, head, title, links, excerpt, words, front_digest, body_digest, items, files, wikilinks, anchors = row
    front = _front_from(head, of_front)
    return Document(
        source,
        role,
        front,
        front.title if title is None else title,
        _links_from(links) if links else (),
        front.excerpt if excerpt is None else excerpt,
        words,
        front_digest,
        body_digest,
        Gathered(items[0], tuple(items[1]), items[2], of_body) if items else NONE,
        tuple(files) if files else (),
        _links_from(wikilinks) if wikilinks else (),
        anchors,
    )


def _link(link: Link) -> list[object]:
    return [link.target, link.written, _place(link.place), link.sentences]


def _links_from(rows: list[Any]) -> tuple[Link, ...]:
    return tuple(Link(target, written, Place(*place), sentences) for target, written, place, sentences in rows)


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
        f.supersedes,
        # Only here can there be a value that JSON does not know, as TOML has dates.
        _extra(f.extra) if f.extra is not None else None,
    ]


def _extra(extra: Mapping[str, object]) -> str:
    return json.dumps(extra, ensure_ascii=False, default=_tagged) if extra else "{}"


def _front_from(row: list[Any], of_front: str) -> FrontMatter:
    title, date_, updated, expires, slug, tags, journals, excerpt, *others = row
    series, part, draft, author, cover, cover_alt, aliases, template, toc, math, status, id_, supersedes, extra = others
    return FrontMatter(
        title,
        _moment_from(date_) if date_ else None,
        _moment_from(updated) if updated else None,
        _moment_from(expires) if expires else None,
        slug,
        tuple(tags) if tags else (),
        tuple(journals) if journals else (),
        excerpt,
        series,
        part,
        draft,
        author,
        cover,
        cover_alt,
        tuple(aliases) if aliases else (),
        template,
        toc,
        math,
        status,
        id_,
        tuple(supersedes) if supersedes else (),
        _extra_from(extra) if extra is not None else None,
        _Places(of_front) if of_front else None,
    )


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _extra_from(text: str) -> dict[str, object]:
    return json.loads(text, object_hook=_untagged) if text != "{}" else {}


def _tagged(value: object) -> dict[str, str]:
    if isinstance(value, datetime | date | time):
        return {"\0": type(value).__name__, "": value.isoformat()}
    raise TypeError(f"{type(value).__name__} has no place in a record")


def _untagged(value: dict[str, Any]) -> object:
    return _MOMENTS[value["\0"]].fromisoformat(value[""]) if "\0" in value else value
