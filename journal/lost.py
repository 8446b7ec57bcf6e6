"""Lost: published addresses that the site would no longer have, and where each of them has probably gone."""

import difflib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from journal.addresses import output_of
from journal.assemble import written_date
from journal.config import Config
from journal.defaults import STATIC
from journal.diagnostics import Diagnostic
from journal.document import Document
from journal.entry import Entry
from journal.feedlinks import FORMATS
from journal.frozen import frozen
from journal.learning.spans import monday_of
from journal.permalinks import alias_of, permalink_of
from journal.plan import Plan
from journal.registry import Registry
from journal.site import Site, StaticFile
from journal.slugs import slugify
from journal.taxonomies import spellings
from journal.urls import LOCK, Lock

_MOST = 50
"""So many are told one by one; a new `permalink` loses all of them."""
_ALIKE = 0.6
_PAGES = ("/", ".html", ".htm")
_WEEKS = "/weekly/"
_TERMS = ("/tags/", "/@", "/series/", "/journals/")
_OF_A_PAGE = (
    ".css", ".js", ".mjs", ".map", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico",
    ".woff", ".woff2", ".ttf", ".otf",
)  # fmt: skip
"""Endings of files that a page shows or loads; nobody follows a link to them."""


@frozen
class Losses:
    """What a list of published addresses and a plan make of each other."""

    lost: tuple[str, ...] = ()
    """Addresses that would be lost, in order."""
    expired: frozenset[str] = frozenset()
    """Those that go because a post has expired, as its author wished."""
    diagnostics: tuple[Diagnostic, ...] = ()


@frozen
class Memory:
    """What is known of the pages as they were last built; only asked for when something is lost."""

    bodies: Callable[[], Mapping[str, str]]
    """A digest of what each said, by output path."""
    bodies_now: Callable[[], Mapping[str, str]]
    """The same of the sources as they are, by source."""
    title: Callable[[str], str]
    """The title of a page, by output path; empty where it is not known."""


def lasting(plan: Plan, registry: Registry) -> frozenset[str]:
    """The addresses of a plan that readers are promised.

    Not of pages that come and go by themselves, as their kind says; nor of what a page shows or loads, of files of the
    theme and of the host.
    """
    passing = {name: kind.passing for name, kind in registry.page_kinds.items()}
    pages = (page.permalink for page in plan.pages if not passing[page.kind](page))
    return frozenset((*pages, *(file.permalink for file in plan.files if _is_linked_to(file))))


def losses(lock: Lock, plan: Plan, site: Site, documents: Sequence[Document], memory: Memory, now: datetime) -> Losses:
    """What of the list is not in the plan. `documents` are all of them, published or not."""
    there = {output_of(page.permalink) for page in plan.pages} | {output_of(file.permalink) for file in plan.files}
    gone = [path for path in lock.lines if output_of(path) not in there]
    if not gone:
        return Losses()
    unpublished = [document for document in documents if document.source not in site.documents]
    expired = _went_with(gone, [d for d in unpublished if _has_expired(d, now)], site)
    lost = sorted(set(gone) - expired)
    search = _Search(lock, site, plan, unpublished, memory)
    return Losses(tuple(lost), expired, tuple(_told(lost, search)))


def with_feeds(path: str, lost: Iterable[str]) -> tuple[str, ...]:
    """An address that is lost, and its feeds that are lost with it."""
    feeds = [path + file for _, file, _ in FORMATS] if path.endswith("/") else []
    return (path, *(feed for feed in feeds if feed in lost))


def _told(lost: Sequence[str], search: "_Search") -> Iterator[Diagnostic]:
    known = frozenset(lost)
    feeds = {feed for path in lost for feed in with_feeds(path, known)[1:]}
    heads = [path for path in lost if path not in feeds]
    for path in heads[:_MOST]:
        what = path
        if more := with_feeds(path, known)[1:]:
            what += " and its feed" + ("s" if len(more) > 1 else "")
        were = "were" if more else "was"
        why, hint = search.explain(path)
        line = search.lock.lines[path]
        yield Diagnostic(LOCK, f"{what} {were} published and would be lost{why}", hint, line, 1, path, width=len(path))
    if len(heads) > _MOST:
        message = f"{len(heads) - _MOST:,} more addresses would be lost"
        hint = "has `permalink` or `url` changed? `journal urls accept --all` lets all of them go"
        yield Diagnostic(LOCK, message, hint, line=max(search.lock.lines.values(), default=0) + 1)


class _Search:
    """Looks for what has taken the place of an address."""

    def __init__(self, lock: Lock, site: Site, plan: Plan, unpublished: Sequence[Document], memory: Memory) -> None:
        self.lock = lock
        self._site = site
        self._plan = plan
        self._memory = memory
        self._said, self._said_now = memory.bodies(), memory.bodies_now()
        self._left_out = {_permalink(document, site.config): document for document in unpublished}
        every = (*site.entries, *site.pages)
        # Where the whole list is new, any page may be what an old one became.
        self._new = [entry for entry in every if entry.permalink not in lock.lines]
        self._names: dict[str, Entry] = {}
        for entry in self._new:
            for name in filter(None, (_last(entry.permalink), slugify(entry.title))):
                self._names.setdefault(name, entry)

    def explain(self, path: str) -> tuple[str, str]:
        """Why an address is lost, as far as that is known, and what to do about it."""
        let_go = f"let it go with `journal urls accept {_quoted(path)}`"
        if document := self._left_out.get(path):
            state = "is a draft now" if document.front.draft else "is not published any more"
            return f": {document.source} {state}", f"publish it again, or {let_go}"
        if not path.endswith(_PAGES):
            same = next((f.source for f in self._plan.files if _last(f.permalink) == _last(path)), "")
            moved = f" ({same} has the same name)" if same else ""
            return "", f"put a file there again{moved}, or {let_go}"
        if not path.startswith(_TERMS) and (found := self._successor(path)):
            entry, because = found
            return "", f"{entry.source} {because}: {self._alias(path, entry)}; or {let_go}"
        return "", f"add it to the `aliases` of the page that takes its place, or {let_go}"

    def _successor(self, path: str) -> tuple[Entry, str] | None:
        """The post or page that has most likely taken the place of an address, and why one thinks so."""
        for entry in self._new:
            if entry.id == path:
                return entry, "has it for its id"
        said, title = self._said.get(output_of(path)), self._memory.title(output_of(path))
        for entry in self._new if said else ():
            if self._said_now.get(entry.source) == said:
                return entry, "says the same"
        for entry in self._new if title else ():
            if f"{title} ".startswith(f"{entry.title} "):  # which the name of the site may follow
                return entry, "has the same title"
        name = _last(path)
        if entry_of_name := self._names.get(name):
            return entry_of_name, "has the same name"
        near = difflib.get_close_matches(name, self._names, n=1, cutoff=_ALIKE)
        if near:
            return self._names[near[0]], "may be its new place"
        return (self._new[0], "is the only page that is new") if len(self._new) == 1 else None

    def _alias(self, path: str, entry: Entry) -> str:
        """What to write so that an address leads to an entry, and where."""
        front = self._site.documents[entry.source].front
        places = front.places or {}
        if front.aliases:
            return f"add {path} to the aliases at {_at(entry.source, front.place('aliases').line)}"
        is_toml = any(re.match(r"\s*[\w-]+\s*=", place.source) for place in places.values())
        line = f'aliases = ["{path}"]' if is_toml else f"aliases: [{_yaml(path)}]"
        first = min((place.line for place in places.values() if place.line), default=0)
        if not first:
            return f"begin it with front matter that says `{line}`"
        return f"add `{line}` at {_at(entry.source, first)}"


def _at(source: str, line: int) -> str:
    return f"{source}:{line}" if line else source


def _yaml(path: str) -> str:
    return path if re.fullmatch(r"[\w/.@~+-]+", path) else f'"{path}"'


def _quoted(path: str) -> str:
    return path if re.fullmatch(r"[\w/.@~+-]+", path) else f"'{path}'"


def _last(path: str) -> str:
    """The part of a permalink that names the page."""
    return re.sub(r"\.html?$", "", posixpath.basename(path.rstrip("/")))


def _permalink(document: Document, config: Config) -> str:
    permalink = permalink_of(document, written_date(document, config), config)
    return "" if isinstance(permalink, Diagnostic) else permalink


def _has_expired(document: Document, now: datetime) -> bool:
    front = document.front
    return bool(front.expires and front.expires <= now and not front.draft)


def _went_with(gone: Iterable[str], expired: Sequence[Document], site: Site) -> frozenset[str]:
    """Of the addresses that are gone, those of documents that have expired, of their terms, and of what lay below."""
    config = site.config
    folders: set[str] = {_WEEKS} if _had_weeks(expired, site) else set()
    for document in expired:
        permalink = _permalink(document, config)
        aliases = (alias_of(alias, config.base, permalink) for alias in document.front.aliases)
        folders |= {permalink, *filter(None, aliases)}
    terms = spellings(document.front for document in expired)
    for of_kind in (terms.tags, terms.journals, terms.series):
        folders |= {link.permalink for link in of_kind.values()}
    below = tuple(path for path in folders - {"/"} if path.endswith("/"))
    return frozenset(path for path in gone if path in folders or (path.startswith(below) and not path.endswith(_PAGES)))


def _had_weeks(expired: Sequence[Document], site: Site) -> bool:
    """Whether entries fell in two weeks while these documents were there, and so there was a digest of them."""
    dates = [entry.date for entry in site.entries]
    dates += [written_date(document, site.config) for document in expired if document.role == "post"]
    return bool(expired) and len({monday_of(found.date()) for found in dates if found}) > 1


def _is_linked_to(file: StaticFile) -> bool:
    path = file.permalink
    if not file.file or path.lower().endswith(_OF_A_PAGE) or Path(file.file).is_relative_to(STATIC):
        return False
    # .nojekyll, .well-known/, _headers: read by a host, not by readers.
    if any(part[0] in "._" for part in path[1:].split("/")) or path in ("/CNAME", "/robots.txt"):
        return False
    return path.isprintable() and path == path.strip()  # as a line holds it
