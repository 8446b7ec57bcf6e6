"""Subject: all that the rules look at."""

import contextlib
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from journal.check.outline import MEDIA, Outline, Ref
from journal.check.places import Text
from journal.check.web import Answer
from journal.config import Config, settings_file
from journal.dates import date_in_name
from journal.diagnostics import NOWHERE, Diagnostic, Place
from journal.document import Document
from journal.entry import Entry
from journal.links import ROOT, SOURCE, WIKI, Link, target_of, within_site
from journal.names import name_of
from journal.notebooks import is_notebook
from journal.plan import is_there
from journal.scan import Source
from journal.site import Site
from journal.slugs import same_place, slugify

_HEADING = re.compile(r"^# .*$|^.+(?=\n=+[ \t]*$)", re.MULTILINE)

Ask = Callable[[Iterable[str]], Mapping[str, Answer]]
"""Finds out what the hosts of URLs say of them."""


@dataclass(frozen=True)
class Subject:
    """A site as the rules see it. Its documents may be fewer than its sources: some may not be readable."""

    site: Site
    sources: Sequence[Source]
    documents: Mapping[str, Document]
    """All that could be read, published or not, by source."""
    outlines: Mapping[str, Outline]
    """Of the body of each document."""
    unread: frozenset[str]
    """Sources of which nobody knows what is in them."""
    places: Container[str]
    """Every place of the output, in the form in which places are equal."""
    told: tuple[Diagnostic, ...]
    """What a build would say."""
    ask: Ask | None = None
    """None when no host is to be asked."""

    @property
    def config(self) -> Config:
        """The settings."""
        return self.site.config

    @property
    def settings(self) -> str:
        """The file that the settings stand in, or belong into."""
        return settings_file(self.config)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The posts and pages that are published."""
        return (*self.site.entries, *self.site.pages)

    @cached_property
    def of_permalink(self) -> Mapping[str, str]:
        """The source of each post and page, by its permalink."""
        return {entry.permalink: entry.source for entry in self.entries}

    def refs(self, *, media: bool) -> Iterator[tuple[str, Ref]]:
        """The sources and URLs of all that is published: of pictures and the like, or of links."""
        for entry in self.entries:
            for ref in self.outlines[entry.source].refs:
                if (ref.tag in MEDIA) is media and not ref.url.startswith(WIKI):
                    yield entry.source, ref

    def symbol(self, ref: Ref) -> str:
        """The URL as one within the site; empty for one that leads elsewhere."""
        if ref.url.startswith((SOURCE, ROOT)):
            return ref.url
        home = self.config.url
        if home and ref.url.startswith(home):
            return f"{ROOT}/{ref.url.removeprefix(home)}"
        return ""

    def permalink(self, symbol: str, source: str) -> str | None:
        """What a symbolic URL in a source leads to. None: nothing."""
        permalink = self.site.follow(Link(target_of(symbol), ""), source)
        return permalink if permalink is not None and is_there(permalink, self.places) else None

    def fragment(self, symbol: str) -> str:
        """What a symbolic URL names behind its `#`."""
        return unquote(symbol.partition("#")[2])

    def may_be_unread(self, name: str) -> bool:
        """Whether a path or name may be that of a source that could not be read."""
        last = re.split(r"[?#]", name)[0].rstrip("/").rpartition("/")[2]
        return bool(self._unread) and slugify(re.sub(r"\.(?:md|markdown|ipynb|html?)$", "", last)) in self._unread

    @cached_property
    def _unread(self) -> frozenset[str]:
        names = [name_of(path) for path in self.unread]
        return frozenset(slugify(part) for name in names for part in (name, date_in_name(name)[1]))

    def text(self, source: str) -> Text | None:
        """The text of a source, as it is now; None for one whose lines are not its own."""
        if is_notebook(source):
            return None
        if source not in self._texts:
            self._texts[source] = None
            with contextlib.suppress(OSError, UnicodeError):
                text = (self.config.root / source).read_bytes().decode("utf-8-sig")
                self._texts[source] = Text(source, text.replace("\r\n", "\n").replace("\r", "\n"))
        return self._texts[source]

    @cached_property
    def _texts(self) -> dict[str, Text | None]:
        return {}

    def written(self, source: str, ref: Ref) -> str:
        """A URL as its author wrote it."""
        return self._link(source, ref).written or ref.url

    def place(self, source: str, ref: Ref) -> Place:
        """Where a URL stands in its source."""
        link = self._link(source, ref)
        text = self.text(source)
        return text.url(link.written or ref.url, ref.nth) if text else link.place

    def start(self, source: str, field: str = "") -> Place:
        """Where a field of a front matter stands, or else where the source begins."""
        place = self.documents[source].front.place(field)
        text = self.text(source)
        return place if place.line or text is None else text.start

    def title(self, source: str) -> Place:
        """Where the title of a source stands, or else where the source begins."""
        text = self.text(source)
        heading = text.line(_HEADING) if text and not self.documents[source].front.title else NOWHERE
        return heading if heading.line else self.start(source, "title")

    def _link(self, source: str, ref: Ref) -> Link:
        """The link that a URL was made from; an empty one for a URL that was left as it is."""
        if source not in self._links:
            links = self.documents[source].links
            self._links[source] = {within_site(link.written, source): link for link in links}
        return self._links[source].get(unquote(ref.url), Link("", ""))

    @cached_property
    def _links(self) -> dict[str, Mapping[str, Link]]:
        return {}

    def images(self) -> Iterator[Source]:
        """The site's own pictures: beside its texts and in `static/`."""
        for source in self.sources:
            is_own = source.role in ("asset", "static") and Path(source.file) == self.config.root / source.path
            if is_own and same_place(source.path).endswith(PICTURES):
                yield source

    def asking(self, ask: Ask | None) -> "Subject":
        """The same, with somebody who asks hosts."""
        return replace(self, ask=ask)


PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff", ".apng", ".jxl")
