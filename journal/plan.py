"""Plan: every file of the output, before any of them is made; two for one place are an error."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from journal.addresses import output_of
from journal.blame import problem_of_code
from journal.config import settings_file
from journal.diagnostics import Diagnostic
from journal.frozen import frozen
from journal.notebooks import is_notebook
from journal.page import Page
from journal.permalinks import alias_of
from journal.registry import Registry
from journal.site import Site, StaticFile, spellings_of
from journal.slugs import same_place

_LONGEST_NAME = 255
_PLAIN = re.compile(r"(?:/[A-Za-z0-9_@-][A-Za-z0-9_.@-]*)*/?")


@frozen
class Plan:
    """What the output folder will hold."""

    pages: tuple[Page, ...]
    files: tuple[StaticFile, ...]


def plan(site: Site, registry: Registry) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """All pages and files of the site, and the places that cannot be."""
    pages, diagnostics = _pages(site, registry)
    diagnostics += _bad_aliases(site)
    owners: dict[str, tuple[str, str]] = {}
    places = [(page.source or _named(page), page.permalink) for page in pages]
    places += [(file.source, file.permalink) for file in site.files]
    for one in places:
        owner, permalink = one
        output = output_of(permalink)
        if len(output) * 4 > _LONGEST_NAME and any(len(part.encode()) > _LONGEST_NAME for part in output.split("/")):
            diagnostics.append(
                Diagnostic(owner, f"its path is too long for a file name: {permalink[:80]}…", "give it a slug")
            )
        place = same_place(output)
        first = owners.setdefault(place, one)
        if first is not one and first != one:
            diagnostics.append(_collision(owner, permalink, *first, site))
    diagnostics.extend(_files_as_folders(owners))
    diagnostics.extend(_without_a_page(site, owners))
    diagnostics.extend(_broken_links(site, owners))
    diagnostics.extend(_wikilinks_to_look_at(site))
    diagnostics.extend(_broken_menu(site, owners))
    return Plan(pages, site.files), tuple(diagnostics)


def _pages(site: Site, registry: Registry) -> tuple[tuple[Page, ...], list[Diagnostic]]:
    pages: list[Page] = []
    diagnostics = []
    for kind in registry.page_kinds.values():
        try:
            planned = tuple(kind.pages(site))
        except Exception as error:  # noqa: BLE001 - the kind of an extension may raise anything; it is told, not hidden
            message = f"the page kind {kind.name!r} cannot plan its pages"
            diagnostics.append(problem_of_code(error, site.config.root, message))
            continue
        for page in planned:
            if wrong := _wrong(page, site, registry):
                diagnostics.append(Diagnostic(page.source or settings_file(site.config), f"{_named(page)} {wrong}"))
            else:
                pages.append(page)
    return tuple(pages), diagnostics


def _wrong(page: Page, site: Site, registry: Registry) -> str:
    if page.kind not in registry.page_kinds:
        return "has a kind that is not registered"
    if page.permalink in site.permalinks or _PLAIN.fullmatch(page.permalink):  # as with most
        return ""
    if not page.permalink.startswith("/"):
        return "must begin with '/'"
    inner = page.permalink[1:].removesuffix("/").split("/")
    if page.permalink != "/" and any(part in ("", ".", "..") or "\\" in part for part in inner):
        return "leaves the site"
    return "holds a NUL, which no file name can" if "\0" in page.permalink else ""


def _named(page: Page) -> str:
    return f"the {page.kind} page {page.permalink}"


def _collision(owner: str, permalink: str, first: str, first_permalink: str, site: Site) -> Diagnostic:
    if _claim(first, first_permalink, site) > _claim(owner, permalink, site):
        owner, first, permalink, first_permalink = first, owner, first_permalink, permalink
    same = permalink if permalink == first_permalink else f"{permalink} (and {first_permalink})"
    message = f"two pages for {same}: this one and {first}"
    if permalink != first_permalink:
        message += "; most hosts and disks take them for one"
    document = site.documents.get(owner)
    if document is None:
        return Diagnostic(owner, message, "rename one of them")
    if site.addresses.get(owner) == permalink:
        hint = "give one of them another slug"
        if is_notebook(owner) != is_notebook(first):  # as beside a text that was once made from the notebook
            hint += ", or set `notebooks = false` to have notebooks copied as files"
        return Diagnostic.at(owner, document.front.place("slug"), message, hint)
    hint = f"take {permalink} out of the aliases"
    if owner == first:
        other = "the page itself" if site.addresses.get(owner) == first_permalink else f"the alias {first_permalink}"
        message = f"the alias {permalink} differs only in letter case from {other}; most hosts take them for one"
    return Diagnostic.at(owner, document.front.place("aliases"), message, hint)


def _claim(owner: str, permalink: str, site: Site) -> int:
    """How much the author has to do with a place: 2 by a slug or an alias, 1 by a file's name, 0 not at all."""
    document = site.documents.get(owner)
    if document is None:
        return 0
    return 2 if document.front.slug or site.addresses.get(owner) != permalink else 1


def _files_as_folders(owners: dict[str, tuple[str, str]]) -> list[Diagnostic]:
    """Outputs that would have to be a file and a folder at once: `/a.html` and `/a.html/b/`."""
    if not owners.keys() & _folders_of(owners):  # as with most sites
        return []
    found: list[Diagnostic] = []
    for place, (owner, permalink) in owners.items():
        above = place.rpartition("/")[0]
        while above:
            if above in owners:
                message = f"{permalink} lies below {owners[above][1]}, which is a file (from {owners[above][0]})"
                found.append(Diagnostic(owner, message, "give one of them another slug"))
            above = above.rpartition("/")[0]
    return found


def _folders_of(places: Iterable[str]) -> set[str]:
    """Every folder above some places."""
    found: set[str] = set()
    while places := {place.rpartition("/")[0] for place in places} - found - {""}:
        found |= places
    return found


def _without_a_page(site: Site, owners: dict[str, tuple[str, str]]) -> list[Diagnostic]:
    """What other pages link to although its own kind is disabled."""
    path = settings_file(site.config)
    found = []
    # Most need not be put in another form.
    if not site.permalinks <= {permalink for _, permalink in owners.values()}:
        every = (*site.entries, *site.pages)
        lost = [e.source for e in every if same_place(output_of(e.permalink)) not in owners]
        if lost:
            some = lost[0] if len(lost) == 1 else f"{lost[0]} and {len(lost) - 1} more"
            message = f"disable: {some} would have no page, and others link there"
            hint = "keep the page kinds 'post' and 'page', or move these files elsewhere"
            found.append(Diagnostic(path, message, hint))
    if "index.html" not in owners:
        message = "disable: nothing would be at '/', where every page links to"
        found.append(Diagnostic(path, message, "keep the page kind 'home', or write pages/index.md"))
    return found


def _bad_aliases(site: Site) -> list[Diagnostic]:
    with_aliases = [d for d in site.documents.values() if d.front.aliases and d.source in site.addresses]
    return [
        Diagnostic.at(d.source, d.front.place("aliases"), f"aliases: {alias!r} leaves the site")
        for d in with_aliases
        for alias in d.front.aliases
        if alias_of(alias, site.config.base, site.addresses[d.source]) is None
    ]


def _broken_links(site: Site, owners: dict[str, tuple[str, str]]) -> list[Diagnostic]:
    found = []
    for document in site.documents.values():
        for link in document.links:
            permalink = site.follow(link, document.source)
            if permalink is not None and is_there(permalink, owners):
                continue
            path = link.target.partition(":")[2].strip("/")
            unpublished = [source for source in (path, *spellings_of(path)) if source in site.unpublished]
            message = f"the link {link.written!r} leads to " + (
                f"{unpublished[0]}, which is not published" if unpublished else "nothing in this site"
            )
            found.append(Diagnostic.at(document.source, link.place, message, severity="warning", rule="broken-link"))
    return found


def _wikilinks_to_look_at(site: Site) -> Iterator[Diagnostic]:
    for source, leads in site.leads.items():
        for link in site.documents[source].wikilinks:
            if (lead := leads[link.target]).message:
                told = Diagnostic.at(source, link.place, lead.message, lead.hint, severity="warning")
                yield replace(told, rule="broken-wikilink")


def _broken_menu(site: Site, owners: dict[str, tuple[str, str]]) -> list[Diagnostic]:
    found = []
    for title, url in site.config.menu:
        path = re.split(r"[?#]", url)[0]
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", url) or (path.startswith("/") and is_there(path, owners)):
            continue
        message = f"menu: {title!r} leads to {url!r}, which is nothing in this site"
        hint = "" if path.startswith("/") else "begin it with '/'"
        found.append(Diagnostic(settings_file(site.config), message, hint, severity="warning", rule="broken-link"))
    return found


def is_there(permalink: str, places: Container[str]) -> bool:
    """Whether a host would find it among these places: as it is, or as a folder whose slash was left off."""
    return any(same_place(output_of(path)) in places for path in (permalink, permalink.rstrip("/") + "/"))
