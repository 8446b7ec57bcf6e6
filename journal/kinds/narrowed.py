"""Narrowed: lists of items, of all posts at `/questions/` and of each journal and series below its own page.

A list that is long comes in pages of a hundred; one with sections, such as letters, has pages for each of them.
"""

from collections.abc import Collection, Iterator, Mapping

from journal.entry import TermLink
from journal.frozen import frozen
from journal.items import Collected, Kind
from journal.kinds.listing import pages_of_list, window
from journal.learning.collected import is_parted, page_size, sections_of
from journal.learning.listed import Part
from journal.page import Page
from journal.reader import Reader
from journal.site import Site

_PAGES: tuple[tuple[Kind, str, str, str], ...] = (
    ("question", "questions", "questions/", "questions"),
    ("plan", "next", "next/", "what\u2019s next"),
    ("term", "glossary", "glossary/", "glossary"),
    ("resource", "resources", "resources/", "resources"),
    ("card", "review", "review/", "flashcards"),
    ("correction", "corrections", "changed-my-mind/", "changed my mind"),
)
"""What the posts must hold, the page kind, its path below the term's, and its name in a list of links."""
_PATHS: Mapping[str, str] = {name: path for _, name, path, _ in _PAGES}
Term = tuple[str, str]
"""Taxonomy and permalink of a journal or series; empty for all posts."""


@frozen
class Narrow:
    """What a page of a list is narrowed to; nothing but empty names on that of all posts, whole."""

    taxonomy: str = ""
    permalink: str = ""
    section: str = ""

    def top(self, name: str) -> str:
        """The permalink of the list, given the name of its kind."""
        return f"{self.permalink or '/'}{_PATHS[name]}"

    def list(self, name: str) -> str:
        """The permalink of its section, or of all of it where that is no part."""
        return f"{self.top(name)}{self.section}/" if self.section else self.top(name)

    def part(self, page: Page, size: int) -> Part:
        """What a page shows of it."""
        return (self.taxonomy, self.permalink, self.section, *window(page, size))

    def term(self, reader: Reader) -> TermLink | None:
        """The journal or series itself."""
        return reader.term_count(self.taxonomy, self.permalink)[0] if self.taxonomy else None


def narrow_of(page: Page) -> Narrow:
    """What a page of a list is narrowed to."""
    return Narrow(*page.subject.split(" ")) if page.subject else Narrow()


def pages_of(site: Site, name: str, template: str, sizes: Mapping[Term, int], size: int) -> Iterator[Page]:
    """The pages of lists, given how long each is that there is, and how many things stand on a page."""
    for (taxonomy, permalink), count in sorted(sizes.items()):
        yield from _pages(site, name, template, Narrow(taxonomy, permalink), count, size)


def pages_in_sections(
    site: Site, name: str, templates: tuple[str, str], kind: Kind, also: Collection[Term] = ()
) -> Iterator[Page]:
    """The pages of lists in sections: all on one, or one that leads to those of the sections.

    `templates` are those of a list and of what leads to its parts; `also` has lists that have a page even if empty.
    """
    found: Mapping[Term, Collection[Collected]] = site.collected.get(kind, {})
    size = page_size(site.config)
    for taxonomy, permalink in sorted({*found, *also}):
        every, narrow = found.get((taxonomy, permalink), ()), Narrow(taxonomy, permalink)
        if site.has_own(narrow.top(name)) or not (every or (taxonomy, permalink) in also):
            continue
        if is_parted(len(every), size):
            yield from _pages(site, name, templates[1], narrow, 1, 0)
            for section, count in sections_of(every).items():
                yield from _pages(site, name, templates[0], Narrow(taxonomy, permalink, section), count, size)
        else:
            yield from _pages(site, name, templates[0], narrow, 1, 0)


def _pages(site: Site, name: str, template: str, narrow: Narrow, count: int, size: int) -> Iterator[Page]:
    """The pages of a list; a page of the author's that has its place stays there."""
    subject = f"{narrow.taxonomy} {narrow.permalink} {narrow.section}" if narrow != Narrow() else ""
    if not site.has_own(narrow.list(name)):
        yield from pages_of_list(name, template, narrow.list(name), count, size, subject)


def pages_of_section(site: Site, name: str, template: str, narrow: Narrow) -> Iterator[Page]:
    """The page of one section of a list, with all that is in it."""
    return _pages(site, name, template, narrow, 1, 0)


def links_of_term(taxonomy: str, permalink: str, reader: Reader) -> tuple[TermLink, ...]:
    """The pages that a journal or series has of its own."""
    held = reader.kinds_in(taxonomy, permalink)
    disabled = reader.config.disable
    return tuple(
        TermLink(title, permalink + path) for kind, name, path, title in _PAGES if kind in held and name not in disabled
    )
