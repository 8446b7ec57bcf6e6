"""Batch: sources that are parsed together; plain data goes in and comes out, so it may be done by any process."""

from collections.abc import Sequence
from datetime import tzinfo

from journal.diagnostics import ContentError, Diagnostic
from journal.dialect import Dialect
from journal.document import Raw
from journal.engine import versions
from journal.parse import parse
from journal.records import Result, to_headings, to_places, to_record


def parse_batch(raws: Sequence[Raw], dialect: Dialect, zone: tzinfo, wanted: str = "") -> list[Result]:
    """Of each source what it holds. Raises ContentError here where other versions than those `wanted` are at work."""
    if wanted and (here := versions()) != wanted:
        message = f"its workers would render otherwise than this machine: they have {here}, and here is {wanted}"
        raise ContentError([Diagnostic("--executor", message, "install the same versions on both sides")])
    return [_parsed(raw, dialect, zone) for raw in raws]


def _parsed(raw: Raw, dialect: Dialect, zone: tzinfo) -> Result:
    parsed = parse(raw, dialect, zone)
    document, body = parsed.document, parsed.body
    if document is None or body is None:
        return Result(to_record(parsed), "", "", "", "[]")
    items = document.items.written
    return Result(to_record(parsed), to_places(document), items, body.html, to_headings(body), parsed.files)
