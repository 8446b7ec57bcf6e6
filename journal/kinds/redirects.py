"""Redirects: a page at each alias, so that no old link breaks."""

from collections.abc import Iterator

from journal.page import Page, View
from journal.permalinks import alias_of
from journal.reader import Reader
from journal.registry import PageKind, Registry
from journal.site import Site


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("redirect", pages, view))


def pages(site: Site) -> Iterator[Page]:
    """One page an alias, unless it is where its post stands anyway."""
    for entry in (*site.entries, *site.pages):
        aliases = site.documents[entry.source].front.aliases
        paths = (alias_of(alias, site.config.base, entry.permalink) for alias in aliases)
        for path in dict.fromkeys(filter(None, paths)):
            if path != entry.permalink:
                yield Page(path, "redirect", "redirect.html", subject=entry.source, source=entry.source)


def view(page: Page, reader: Reader) -> View:
    """Where the alias leads to."""
    entry = reader.entry(page.subject)
    return View(title=entry.title, noindex=True, data={"target": entry.permalink})
