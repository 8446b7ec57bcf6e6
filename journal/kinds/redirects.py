"""Redirects: a page at each alias, so that no old link breaks."""

from collections.abc import Iterator

from journal.page import Page, View
from journal.permalinks import alias_of
from journal.reader import Reader
from journal.registry import PageKind, Registry
from journal.site import Site
from journal.slugs import same_place


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("redirect", pages, view))


def pages(site: Site) -> Iterator[Page]:
    """One page an alias, unless it is where its post stands anyway."""
    taken: set[str] = set()
    with_aliases = [e for e in (*site.entries, *site.pages) if site.documents[e.source].front.aliases]
    for entry in with_aliases:
        paths: dict[str, None] = {}
        for alias in site.documents[entry.source].front.aliases:
            path = alias_of(alias, site.config.base, entry.permalink)
            if path is None or path == entry.permalink:
                continue
            if "/" not in alias:  # a name for wikilinks first of all, which another page may have, too
                taken = taken or set(map(same_place, site.permalinks))
                if same_place(path) in taken:
                    continue
                taken.add(same_place(path))
            paths[path] = None
        for path in paths:
            yield Page(path, "redirect", "redirect.html", subject=entry.source, source=entry.source)


def view(page: Page, reader: Reader) -> View:
    """Where the alias leads to."""
    entry = reader.entry(page.subject)
    return View(title=entry.title, noindex=True, data={"target": entry.permalink})
