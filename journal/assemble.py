"""Assemble: the documents meet; who is published, where each is shown, and which terms they share."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from journal.config import Config
from journal.dates import date_in_name, parse_date
from journal.diagnostics import Diagnostic
from journal.document import Document
from journal.entry import Cover, Entry, TermLink
from journal.frozen import frozen
from journal.gitdates import History
from journal.items import Gathered, Kind, OfKind
from journal.leads import Names, leads_of
from journal.learning.shelf import Volume
from journal.learning.superseding import superseding
from journal.links import ROOT, SOURCE, within_site
from journal.names import name_of
from journal.permalinks import permalink_of
from journal.report import LeftOut
from journal.scan import Source
from journal.site import Site, StaticFile
from journal.taxonomies import Spelling, parts_in_order, spellings, taxonomy

_WORDS_A_MINUTE = 220


@frozen
class _Dated:
    document: Document
    date: datetime | None
    updated: datetime | None


def written_date(document: Document, config: Config) -> datetime | None:
    """The date that the author wrote, in the front matter or the file name."""
    if document.front.date or document.role == "page":
        return document.front.date
    day, _ = date_in_name(name_of(document.source))
    return parse_date(day, config.zone) if day else None


def assemble(
    documents: Sequence[Document],
    sources: Sequence[Source],
    config: Config,
    now: datetime,
    history: History,
    shelf: tuple[Volume, ...] = (),
) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The site made of documents and files, and what is wrong with it as a whole."""
    diagnostics: list[Diagnostic] = []
    dated = [_dated(document, config, history) for document in documents]
    reasons = [_left_out(d, config, now) for d in dated]
    published = [d for d, reason in zip(dated, reasons, strict=True) if not reason]

    addresses: dict[str, str] = {}
    for d in published:
        permalink = permalink_of(d.document, d.date, config)
        if isinstance(permalink, Diagnostic):
            diagnostics.append(permalink)
        else:
            addresses[d.document.source] = permalink
    files = (*_files(sources, addresses), *_brought((d.document for d in published), addresses))
    addresses.update((file.source, file.permalink) for file in files)

    placed = [d for d in published if d.document.source in addresses]
    oldest = sorted((d for d in placed if d.document.role == "post"), key=_oldest_first)
    # Of two posts of one day, the one whose name sorts later is the newer: `part-2` after `part-1`.
    posts = [*(d for d in reversed(oldest) if d.date), *(d for d in oldest if not d.date)]
    spelling = spellings((d.document.front for d in oldest), config.disable)

    def entry(d: _Dated) -> Entry:
        cover = _cover(d.document, addresses, diagnostics) if d.document.front.cover else None
        return _entry(d, addresses[d.document.source], cover, spelling, config, now)

    entries = [entry(d) for d in posts]
    pages = [entry(d) for d in placed if d.document.role == "page"]
    by_source = {d.document.source: d.document for d in published}
    unpublished = frozenset(d.document.source for d in dated) - by_source.keys()
    items = _items(oldest)
    names = Names(by_source, addresses, unpublished, items.get("question", ()))
    site = Site(
        config=config,
        entries=tuple(entries),
        pages=tuple(sorted(pages, key=lambda page: page.permalink)),
        documents=by_source,
        tags=taxonomy("tags", entries, lambda e: e.tags),
        journals=taxonomy("journals", entries, lambda e: e.journals),
        series=taxonomy(
            "series",
            entries,
            lambda e: (e.series,) if e.series else (),
            lambda members: parts_in_order(members, by_source),
        ),
        files=files,
        addresses=addresses,
        permalinks=frozenset(addresses.values()),
        leads=leads_of(by_source.values(), names),
        unpublished=unpublished,
        valid_until=min(filter(None, (_changes_at(d, now) for d in dated)), default=None),
        items=items,
        shelf=shelf,
        threads={},
        collected={},
        words=(),
        uses={},
        users={},
        corrected={},
        supersedes=superseding([d.document for d in oldest], {d.document.source for d in oldest}, names, diagnostics),
        left_out=LeftOut(reasons.count("draft"), reasons.count("future"), reasons.count("expired")),
    )
    return site, tuple(diagnostics)


def _items(oldest: Sequence[_Dated]) -> Mapping[Kind, OfKind]:
    """What the posts hold beside prose, by kind."""
    found: dict[Kind, list[tuple[str, Gathered]]] = {}
    for d in oldest:
        for kind in d.document.items.kinds:
            found.setdefault(kind, []).append((d.document.source, d.document.items))
    return {kind: OfKind(kind, documents) for kind, documents in found.items()}


def _dated(document: Document, config: Config, history: History) -> _Dated:
    date = written_date(document, config)
    updated = document.front.updated
    if document.role == "post":
        date = date or history.first.get(document.source)
    if not updated and config.git_dates:
        last = history.last.get(document.source)
        updated = last if last and (date is None or last > date) else None
    return _Dated(document, date, updated)


def _left_out(d: _Dated, config: Config, now: datetime) -> str:
    front = d.document.front
    if front.draft and not config.drafts:
        return "draft"
    if front.expires and front.expires <= now:
        return "expired"
    if d.document.role == "post" and d.date and d.date > now and not config.future:
        return "future"
    return ""


def _changes_at(d: _Dated, now: datetime) -> datetime | None:
    """The next moment at which the document comes or goes by itself, or is no longer of the future."""
    expires = d.document.front.expires
    due = d.date if d.document.role == "post" else None
    if expires is None and (due is None or due <= now):  # as with most
        return None
    return min((moment for moment in (expires, due) if moment and moment > now), default=None)


def _oldest_first(d: _Dated) -> tuple[bool, float, str]:
    return (d.date is None, d.date.timestamp() if d.date else 0.0, d.document.source)


def _files(sources: Sequence[Source], addresses: Mapping[str, str]) -> Iterator[StaticFile]:
    """Static files, and what lies beside posts: below its folder, or beside the page of the `index.md` there."""
    bundles = {
        posixpath.dirname(source): permalink
        for source, permalink in addresses.items()
        if source.lower().endswith(("/index.md", "/index.markdown", "/index.ipynb")) and permalink.endswith("/")
    }
    for source in sources:
        if source.role not in ("asset", "static"):
            continue
        folder = posixpath.dirname(source.path)
        while "/" in folder and folder not in bundles:
            folder = posixpath.dirname(folder)
        if source.role == "asset" and folder in bundles and "/" in folder:
            permalink = bundles[folder] + source.path[len(folder) + 1 :]
        else:
            permalink = "/" + source.path.partition("/")[2]
        yield StaticFile(source.path, source.file, permalink, source.stamp)


def _brought(documents: Iterable[Document], addresses: Mapping[str, str]) -> Iterator[StaticFile]:
    """The files that documents bring of their own, each as if it lay in a folder of the document's name."""
    for document in documents:
        if document.files and document.source in addresses:
            folder = re.sub(r"\.html?$", "", addresses[document.source].rstrip("/"), flags=re.IGNORECASE)
            for name in document.files:
                yield StaticFile(f"{document.source}/{name}", "", f"{folder}/{name}", name)


def _cover(document: Document, addresses: Mapping[str, str], diagnostics: list[Diagnostic]) -> Cover | None:
    """The cover of a document that names one, if it is there."""
    front = document.front
    target = within_site(front.cover, document.source)
    if not target.startswith((SOURCE, ROOT)):
        return Cover(target, front.cover_alt)
    path = target.partition(":")[2]
    permalink = addresses.get(path) or addresses.get("static" + path) or addresses.get("posts" + path)
    if permalink:
        return Cover(permalink, front.cover_alt)
    diagnostics.append(
        Diagnostic.at(
            document.source,
            front.place("cover"),
            f"cover: there is no picture {front.cover!r}",
            "put it beside the post and name it from there, or in static/ and begin the name with '/'",
            severity="warning",
            rule="broken-image",
        )
    )
    return None


def _entry(d: _Dated, permalink: str, cover: Cover | None, spelling: Spelling, config: Config, now: datetime) -> Entry:
    document, front, date = d.document, d.document.front, d.date
    return Entry(  # by place, as there is one for each post of the site
        document.source,
        permalink,
        front.id or permalink,
        document.title,
        date,
        d.updated,
        document.excerpt,
        _links(front.tags, spelling.tags) if front.tags else (),
        _links(front.journals, spelling.journals) if front.journals else (),
        spelling.series.get(front.series),
        cover,
        front.author or config.author.name,
        front.status,
        front.draft,
        date is not None and date > now and document.role == "post",
        round(document.words / _WORDS_A_MINUTE) or 1,
    )


def _links(names: Sequence[str], spelled: Mapping[str, TermLink]) -> tuple[TermLink, ...]:
    return tuple({link.permalink: link for name in names if (link := spelled.get(name))}.values())
