"""Parse: from the bytes of one source to a document. A pure function of its arguments, so it runs anywhere."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo

from journal.diagnostics import Diagnostic, Place
from journal.dialect import Dialect
from journal.document import Body, Document, Heading, Parsed, Raw
from journal.frontmatter import FrontMatter
from journal.heads import Head, read_front_matter, split, without_fences
from journal.items import Item
from journal.links import Link, localise, within_site
from journal.markdown import Problem, convert
from journal.names import title_from_name
from journal.stage import digest_of

_BOM = "\ufeff"
_CARDS = re.compile(r"#?flashcards?(?:/|\Z)", re.IGNORECASE)
"""A tag that says that there are flashcards in the text; below it there may be decks, as in `flashcards/verbs`."""
_ENDS = frozenset(("", *" \t\n\"'<>),"))
"""What may follow a URL; nothing does at the end of the text."""
_SAVE = "save the file with the encoding UTF-8"


def parse(raw: Raw, dialect: Dialect, zone: tzinfo) -> Parsed:
    """The document in a source, and all that is wrong with it."""
    text = _decoded(raw)
    if isinstance(text, Diagnostic):
        return Parsed(None, None, (text,))
    head = split(text, raw.path)
    if isinstance(head, Diagnostic):
        return Parsed(None, None, (head,))
    front, diagnostics = FrontMatter(), tuple[Diagnostic, ...]()
    if head.syntax:
        front, diagnostics = read_front_matter(head, raw.path, zone)
    elif unfenced := without_fences(text, raw.path):
        diagnostics = (unfenced,)
    if any(d.severity == "error" for d in diagnostics):
        return Parsed(None, None, diagnostics)
    if front.math is not None:
        dialect = replace(dialect, math=front.math)
    if any(_CARDS.match(tag) for tag in front.tags):
        dialect = replace(dialect, cards=True)
    rendered = convert(head.body, dialect, front.title)
    html, links = localise(rendered.html, raw.path)
    items = tuple(_localised(item, raw.path) for item in rendered.items)
    body = Body(html, tuple(Heading(h.level, h.id, h.html) for h in rendered.headings))
    lines = head.body.split("\n")
    document = Document(
        source=raw.path,
        role=raw.role,
        front=front,
        title=rendered.title or title_from_name(raw.path),
        links=tuple(_located(link, lines, head) for link in links),
        excerpt=front.excerpt or rendered.excerpt,
        words=rendered.words,
        front_digest=_digest(repr(replace(front, places=None))),
        body_digest=_digest(
            "\0".join((str(rendered.words), html, *(f"{h.level} {h.id} {h.html}" for h in body.headings)))
        ),
        items=items,
    )
    return Parsed(document, body, (*diagnostics, *_from_markdown(rendered.problems, raw.path, lines, head)))


def _localised(item: Item, path: str) -> Item:
    """The item with its links made symbolic; the body has noted them."""
    html, more = localise(item.html, path)[0], localise(item.more, path)[0]
    return replace(item, html=html, more=more, url=within_site(item.url, path) if item.url else "")


def _digest(text: str) -> str:
    return digest_of(text.encode("utf-8", "surrogatepass"))


def _decoded(raw: Raw) -> str | Diagnostic:
    try:
        text = raw.data.decode()
    except UnicodeDecodeError as problem:
        if raw.data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return Diagnostic(raw.path, "UTF-16, not UTF-8 text", _SAVE)
        before = raw.data[: problem.start].decode(errors="replace")
        return _at_end_of(before, raw.data.decode(errors="replace"), raw.path, "not UTF-8 text", _SAVE)
    if "\0" in text:
        before = text[: text.index("\0")]
        return _at_end_of(before, text, raw.path, "holds a NUL character; is it a text file?", _SAVE)
    return text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")


def _at_end_of(before: str, text: str, path: str, message: str, hint: str) -> Diagnostic:
    start = before.rfind("\n") + 1
    source = text[start:].partition("\n")[0]
    return Diagnostic(path, message, hint, before.count("\n") + 1, len(before) - start + 1, source)


def _located(link: Link, lines: Sequence[str], head: Head) -> Link:
    """The link with its place; the first of several that are written alike."""
    # The same word may stand in the prose before it, so the signs around a link are looked for first.
    for before in ("](", "](<", "]: ", '="', "='", ""):
        position = _whole(head.body, before + link.written)
        if position >= 0:
            position += len(before)
            line = head.body.count("\n", 0, position)
            column = position - head.body.rfind("\n", 0, position)
            return replace(link, place=Place(line + head.body_line, column, lines[line], len(link.written)))
    return link


def _whole(text: str, written: str) -> int:
    """Where a URL stands that ends there, rather than one that only begins so; -1 for nowhere."""
    position = text.find(written)
    while position >= 0 and text[position + len(written) : position + len(written) + 1] not in _ENDS:
        position = text.find(written, position + 1)
    return position


def _from_markdown(problems: Sequence[Problem], path: str, lines: Sequence[str], head: Head) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(
            path,
            problem.message,
            problem.hint,
            problem.line + head.body_line - 1 if problem.line else 0,
            problem.column,
            lines[problem.line - 1] if 0 < problem.line <= len(lines) else "",
            severity="warning",
        )
        for problem in problems
    )
