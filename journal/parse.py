"""Parse: from the bytes of one source to a document. A pure function of its arguments, so it runs anywhere."""

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import tzinfo
from operator import attrgetter
from pathlib import Path

from journal.additions import Broken, files_with
from journal.blame import problem_of_code
from journal.diagnostics import Diagnostic, Place
from journal.dialect import DECK, Dialect, deck_of
from journal.document import Body, Document, Heading, Parsed, Raw
from journal.frontmatter import FrontMatter
from journal.heads import Head, read_front_matter, split, without_fences
from journal.items import Gathered, Item
from journal.links import WIKI, Link, localise, within_site
from journal.markdown import Problem, Rendered, convert
from journal.names import title_from_name
from journal.notebooks import is_notebook
from journal.sentences import sentences_in
from journal.slugs import term_slug
from journal.stage import digest_of

_BOM = "\ufeff"
_ENDS = frozenset(("", *" \t\n\"'<>),"))
"""What may follow a URL; nothing does at the end of the text."""
_WRITTEN = attrgetter(*(field.name for field in fields(FrontMatter) if field.name != "places"))
"""All that a front matter says, wherever it stands."""
_SAVE = "save the file with the encoding UTF-8"


def parse(raw: Raw, dialect: Dialect, zone: tzinfo) -> Parsed:
    """The document in a source, and all that is wrong with it. Raises ContentError for a module that is not here."""
    try:
        return _parse(raw, dialect, zone)
    except Broken as broken:
        message = broken.message if broken.everywhere else f"{broken.message} in {raw.path}"
        root = Path(dialect.additions[0].root) if dialect.additions else Path()
        return Parsed(None, None, (problem_of_code(broken.error, root, message, files_with(dialect.additions)),))


def _parse(raw: Raw, dialect: Dialect, zone: tzinfo) -> Parsed:
    text = _decoded(raw)
    if isinstance(text, Diagnostic):
        return Parsed(None, None, (text,))
    if is_notebook(raw.path):
        return _notebook(raw, text, dialect, zone)
    head = split(text, raw.path)
    if isinstance(head, Diagnostic):
        return Parsed(None, None, (head,))
    front, diagnostics = _front(head, None if head.syntax else without_fences(text, raw.path), raw.path, zone)
    if any(d.severity == "error" for d in diagnostics):
        return Parsed(None, None, diagnostics)
    dialect = _dialect(dialect, front, raw)
    return _parsed(raw, front, convert(head.body, dialect, front.title, front.excerpt), head, diagnostics)


def _notebook(raw: Raw, text: str, dialect: Dialect, zone: tzinfo) -> Parsed:
    from journal.notebooks.opening import open_notebook, page_of  # noqa: PLC0415 - few sites have any

    opened = open_notebook(text, raw.path)
    if isinstance(opened, Diagnostic):
        return Parsed(None, None, (opened,))
    cell = opened.front.cell
    front, diagnostics = _front(opened.head, opened.front.remark, raw.path, zone)
    diagnostics = tuple(replace(d, cell=cell) for d in diagnostics)
    if any(d.severity == "error" for d in diagnostics):
        return Parsed(None, None, diagnostics)
    places = {name: replace(place, cell=cell) for name, place in (front.places or {}).items()}
    front = replace(front, places=places)
    page = page_of(opened, raw.path, _dialect(dialect, front, raw), front)
    head = replace(opened.head, body=page.text, body_line=1)
    made = _parsed(raw, front, page.rendered, head, (*diagnostics, *page.remarks), page.place)
    if made.document is None:
        return made
    document = replace(made.document, files=tuple(file.name for file in page.files))
    return replace(made, document=document, files=page.files)


def _front(
    head: Head, unfenced: Diagnostic | None, path: str, zone: tzinfo
) -> tuple[FrontMatter, tuple[Diagnostic, ...]]:
    if head.syntax:
        return read_front_matter(head, path, zone)
    return FrontMatter(), (unfenced,) if unfenced else ()


def _dialect(dialect: Dialect, front: FrontMatter, raw: Raw) -> Dialect:
    if front.math is not None:
        dialect = replace(dialect, math=front.math)
    if tag := next(filter(DECK.match, front.tags), None):
        dialect = replace(dialect, cards=True, deck=deck_of(tag))
    return replace(dialect, inline_tags=False) if raw.role == "page" else dialect  # which has no tags


def _parsed(
    raw: Raw,
    front: FrontMatter,
    rendered: Rendered,
    head: Head,
    diagnostics: tuple[Diagnostic, ...],
    place: Callable[[Place], Place] = lambda place: place,
) -> Parsed:
    """The document. `place` says where in the source something stands that stands there in the text."""
    html, links = localise(rendered.html, raw.path)
    items = Gathered.of(_localised(item, raw.path) for item in rendered.items)
    body = Body(html, tuple(Heading(h.level, h.id, h.html) for h in rendered.headings))
    lines = head.body.split("\n")
    sentences = sentences_in(html) if links else {}
    located = [_located(link, lines, head) for link in links]
    links = tuple(replace(link, place=place(link.place), sentences=sentences.pop(link.target, "")) for link in located)
    if rendered.tags:
        front = replace(front, tags=_with_inline(front.tags, rendered.tags))
    document = Document(
        source=raw.path,
        role=raw.role,
        front=front,
        title=rendered.title or title_from_name(raw.path),
        links=tuple(link for link in links if not link.target.startswith(WIKI)),
        wikilinks=tuple(link for link in links if link.target.startswith(WIKI)),
        anchors=" ".join((*(h.id for h in body.headings), *rendered.blocks)),
        excerpt=front.excerpt or rendered.excerpt,
        words=rendered.words,
        front_digest=_digest(repr(_WRITTEN(front))),
        body_digest=_digest(
            "\0".join((str(rendered.words), html, *(f"{h.level} {h.id} {h.html}" for h in body.headings)))
        ),
        items=items,
    )
    told = _from_markdown(rendered.problems, raw.path, lines, head, place)
    return Parsed(document, body, (*diagnostics, *told))


def _localised(item: Item, path: str) -> Item:
    """The item with its links made symbolic; the body has noted them."""
    html, more = (localise(text, path)[0] if "<" in text else text for text in (item.html, item.more))
    url = within_site(item.url, path) if item.url else ""
    if (html, more, url) == (item.html, item.more, item.url):
        return item
    return replace(item, html=html, more=more, url=url)


def _with_inline(written: tuple[str, ...], found: Sequence[str]) -> tuple[str, ...]:
    """The tags of the front matter, and those of the text that are not among them."""
    known = {term_slug(name) for name in written}
    return (*written, *(name for name in found if term_slug(name) not in known))


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
    if link.target.startswith(WIKI):
        found = re.search(rf"\[\[({re.escape(link.written)})\s*(?:\]\]|\\?\|)", head.body)
        return _placed(link, found.start(1), lines, head) if found else link
    # The same word may stand in the prose before it, so the signs around a link are looked for first.
    for before in ("](", "](<", "]: ", '="', "='", ""):
        position = _whole(head.body, before + link.written)
        if position >= 0:
            return _placed(link, position + len(before), lines, head)
    return link


def _placed(link: Link, position: int, lines: Sequence[str], head: Head) -> Link:
    line = head.body.count("\n", 0, position)
    column = position - head.body.rfind("\n", 0, position)
    return replace(link, place=Place(line + head.body_line, column, lines[line], len(link.written)))


def _whole(text: str, written: str) -> int:
    """Where a URL stands that ends there, rather than one that only begins so; -1 for nowhere."""
    position = text.find(written)
    while position >= 0 and text[position + len(written) : position + len(written) + 1] not in _ENDS:
        position = text.find(written, position + 1)
    return position


def _from_markdown(
    problems: Sequence[Problem], path: str, lines: Sequence[str], head: Head, place: Callable[[Place], Place]
) -> tuple[Diagnostic, ...]:
    found = []
    for problem in problems:
        line = problem.line + head.body_line - 1 if problem.line else 0
        source = lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""
        where = place(Place(line, problem.column, source))
        found.append(Diagnostic.at(path, where, problem.message, problem.hint, severity="warning"))
    return tuple(found)
