"""Plan: every file of the output, before any of them is made; two for one place are an error."""

import posixpath
from dataclasses import dataclass

from journal.diagnostics import Diagnostic
from journal.page import Page
from journal.permalinks import alias_of, output_of
from journal.registry import Registry
from journal.site import Site, StaticFile
from journal.slugs import same_place

_LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Plan:
    """What the output folder will hold."""

    pages: tuple[Page, ...]
    files: tuple[StaticFile, ...]


def plan(site: Site, registry: Registry) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """All pages and files of the site, and the places that cannot be."""
    pages = tuple(page for kind in registry.page_kinds.values() for page in kind.pages(site))
    owners: dict[str, tuple[str, str]] = {}
    diagnostics = [d for entry in (*site.entries, *site.pages) for d in _bad_aliases(entry.source, site)]
    places = [(page.permalink, page.source or _named(page)) for page in pages]
    places += [(file.permalink, file.source) for file in site.files]
    for permalink, owner in places:
        output = output_of(permalink)
        if any(len(part.encode()) > _LONGEST_NAME for part in output.split("/")):
            diagnostics.append(
                Diagnostic(owner, f"its path is too long for a file name: {permalink[:80]}…", "give it a slug")
            )
        place = same_place(output)
        first = owners.setdefault(place, (owner, permalink))
        if first != (owner, permalink):
            diagnostics.append(_collision(owner, permalink, *first, site))
    diagnostics.extend(_files_as_folders(owners))
    diagnostics.extend(_broken_links(site, owners))
    return Plan(pages, site.files), tuple(diagnostics)


def _named(page: Page) -> str:
    return f"the {page.kind} page {page.permalink}"


def _collision(owner: str, permalink: str, first: str, first_permalink: str, site: Site) -> Diagnostic:
    if owner not in site.documents and first in site.documents:
        owner, first, permalink, first_permalink = first, owner, first_permalink, permalink
    same = permalink if permalink == first_permalink else f"{permalink} (and {first_permalink})"
    message = f"two pages for {same}: this one and {first}"
    if permalink != first_permalink:
        message += "; most hosts and disks take them for one"
    document = site.documents.get(owner)
    if document is None:
        return Diagnostic(owner, message, "rename one of them")
    front = document.front
    place = front.place("aliases" if site.addresses.get(owner) != permalink else "slug")
    hint = "give one of them another slug"
    return Diagnostic(owner, message, hint, place.line, place.column, place.source, place.width)


def _files_as_folders(owners: dict[str, tuple[str, str]]) -> list[Diagnostic]:
    """Outputs that would have to be a file and a folder at once: `/a.html` and `/a.html/b/`."""
    found = []
    for place, (owner, permalink) in owners.items():
        folder = posixpath.dirname(place)
        while folder:
            if folder in owners:
                message = f"{permalink} lies below {owners[folder][1]}, which is a file (from {owners[folder][0]})"
                found.append(Diagnostic(owner, message, "give one of them another slug"))
            folder = posixpath.dirname(folder)
    return found


def _bad_aliases(source: str, site: Site) -> list[Diagnostic]:
    front = site.documents[source].front
    place = front.place("aliases")
    return [
        Diagnostic(
            source, f"aliases: {alias!r} leaves the site", "", place.line, place.column, place.source, place.width
        )
        for alias in front.aliases
        if alias_of(alias, site.config.base) is None
    ]


def _broken_links(site: Site, owners: dict[str, tuple[str, str]]) -> list[Diagnostic]:
    found = []
    for document in site.documents.values():
        for link in document.links:
            permalink = site.find(link.target)
            if permalink is not None and _is_there(permalink, owners):
                continue
            line, column, source = document.places.get(link.target, (0, 0, ""))
            path = link.target.partition(":")[2]
            unpublished = {path, f"{path}.md"} & site.unpublished
            message = f"the link {link.written!r} leads to " + (
                f"{unpublished.pop()}, which is not published" if unpublished else "nothing in this site"
            )
            found.append(
                Diagnostic(document.source, message, "", line, column, source, len(link.written), severity="warning")
            )
    return found


def _is_there(permalink: str, owners: dict[str, tuple[str, str]]) -> bool:
    """Whether a host would find it: as it is, or as a folder whose slash was left off."""
    return any(same_place(output_of(path)) in owners for path in (permalink, permalink.rstrip("/") + "/"))
