"""Narrowed: pages of items that a journal or a series has of its own, below its page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from journal.entry import Entry, TermLink
from journal.items import Kind
from journal.page import Page
from journal.reader import Reader
from journal.site import Site

_PAGES: tuple[tuple[Kind, str, str, str], ...] = (
    ("question", "questions", "questions/", "questions"),
    ("plan", "next", "next/", "what\u2019s next"),
    ("card", "review", "review/", "flashcards"),
)
"""What the posts must hold, the page kind, its path below the term's, and its name in a list of links."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a page is narrowed to; nothing but empty names on the page for all posts."""

    taxonomy: str = ""
    permalink: str = ""

    def term(self, entries: Iterable[Entry]) -> TermLink | None:
        """The journal or series itself, which every one of its posts names."""
        for entry in entries:
            terms: list[TermLink] = [*entry.journals, *([entry.series] if entry.series else [])]
            for term in terms:
                if term.permalink == self.permalink:
                    return term
        return None


def pages_for(site: Site, kind: Kind, name: str, path: str, template: str) -> Iterator[Page]:
    """A page for all posts and one for each journal and series, where they hold such items."""
    if kind not in site.items:
        return
    sources = {source for source, _ in site.items[kind].documents}
    yield Page(f"/{path}", name, template)
    terms: dict[str, str] = {}
    for entry in [entry for entry in site.entries if entry.source in sources]:
        terms |= dict.fromkeys((journal.permalink for journal in entry.journals), "journals")
        terms |= {entry.series.permalink: "series"} if entry.series else {}
    for permalink in sorted(terms):
        yield Page(permalink + path, name, template, subject=f"{terms[permalink]} {permalink}")


def narrow_of(page: Page) -> Narrow:
    """What a page of `pages_for` is narrowed to."""
    taxonomy, _, permalink = page.subject.partition(" ")
    return Narrow(taxonomy, permalink)


def links_of_term(taxonomy: str, permalink: str, reader: Reader) -> tuple[TermLink, ...]:
    """The pages that a journal or series has of its own."""
    held = reader.kinds_in(taxonomy, permalink)
    disabled = reader.config.disable
    return tuple(
        TermLink(title, permalink + path) for kind, name, path, title in _PAGES if kind in held and name not in disabled
    )
