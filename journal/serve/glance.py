"""Glance: some pages as the next build will make them, rendered before it on what the last one saw.

Most saves change the text of one post and nothing that any other page shows. Then the page in the browser need not wait
for a build that goes over thousands of others. What cannot be told at a glance is left to the build, which follows in
any case and has the last word.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from journal.addresses import output_of
from journal.assemble import assemble
from journal.backlinks import backlinks
from journal.diagnostics import Diagnostic
from journal.document import Body, Document, Raw
from journal.entry import Entry
from journal.extensions import registry_of
from journal.gitdates import History
from journal.page import Page
from journal.parser import dialect_of, parse_raws
from journal.plan import Plan
from journal.records import from_headings, from_records
from journal.render import Scene
from journal.renderer import Renderer
from journal.serve.code import Code
from journal.serve.orders import Fresh
from journal.site import Site
from journal.state import State
from journal.views import Backlink


class Seen:
    """What the pages of a build could see, and which there are."""

    def __init__(self, scene: Scene, plan: Plan, code: Code) -> None:
        self.scene, self.plan, self.code = scene, plan, code

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """All pages, by output path."""
        return {output_of(page.permalink): page for page in self.plan.pages}

    @cached_property
    def copied(self) -> Mapping[str, tuple[str, str]]:
        """The output path of every file that is copied, and where it is read, by source."""
        return {file.source: (output_of(file.permalink), file.file) for file in self.plan.files if file.file}

    @cached_property
    def backlinks(self) -> Mapping[str, Sequence[Backlink]]:
        """What links to each post; to work that out takes longer than all the rest of a glance."""
        return backlinks(self.scene.site)

    def get_ready(self) -> None:
        """Have at hand what the first glance would have to wait for. Raises OSError and Damaged."""
        site = self.scene.site
        rendered(self, frozenset(output_of(entry.permalink) for entry in (site.entries or site.pages)[:1]))


@dataclass(frozen=True, slots=True)
class _Edited:
    """What has changed since."""

    documents: dict[str, Document] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    """By output path."""
    entries: dict[str, Entry] = field(default_factory=dict)


_OWN: Mapping[str, Any] = {"title": "", "excerpt": "", "minutes": 0, "status": "", "author": "", "id": ""}
"""What an entry may have otherwise without being found, sorted or listed otherwise."""


def glance(seen: Seen, changed: Iterable[str], pages: frozenset[str], now: datetime) -> Fresh | None:
    """The pages, now that these sources have changed; None where only a build can tell.

    Raises OSError and Damaged.
    """
    edited = _Edited()
    for path in changed:
        if path.startswith("templates/"):
            continue  # read when a page is rendered
        if path in seen.copied:
            output, file = seen.copied[path]
            edited.files[output] = Path(file).read_bytes()
        elif path not in seen.scene.site.documents or not _parse(path, seen, edited, now):
            return None
    found = rendered(seen, pages, _with(seen.scene, edited), edited.bodies)
    return None if found is None else Fresh({**found, **edited.files})


def rendered(
    seen: Seen, paths: frozenset[str], scene: Scene | None = None, bodies: Mapping[str, Body] | None = None
) -> dict[str, bytes] | None:
    """Those of the pages at these output paths that there are; None if one of them cannot be made.

    The scene may be another than was seen, and the bodies others than are in the state. Raises OSError and Damaged.
    """
    scene, given = scene or seen.scene, bodies or {}
    pages = {path: seen.pages[path] for path in paths & seen.pages.keys()}
    if not pages:
        return {}
    found: dict[str, bytes] = {}
    with closing(State.look(scene.state)) as state:
        facets = scene.facets(state)
        facets.backlinks = seen.backlinks
        kept = facets.body
        facets.body = lambda source: given[source] if source in given else kept(source)
        renderer = Renderer(facets, registry_of(scene.site.config), seen.code.kept_in(state))
        for path, page in pages.items():
            made = renderer.render(page)
            if isinstance(made, Diagnostic):
                return None
            found[path] = made.data
    return found


def _parse(path: str, seen: Seen, edited: _Edited, now: datetime) -> bool:
    """Add a source as it is now to what was edited; False where that may be seen elsewhere, too."""
    site = seen.scene.site
    config, before = site.config, site.documents[path]
    data = Path(config.root, path).read_bytes()
    (result,) = parse_raws([Raw(path, before.role, data)], dialect_of(config, registry_of(config)), config.zone)
    ((document, diagnostics),) = from_records([result.record], [result.places], [result.items])
    if document is None or any(diagnostic.severity == "error" for diagnostic in diagnostics):
        return False
    was, now_is = _alone(before, site, now), _alone(document, site, now)
    if was is None or now_is is None or _face(before, was) != _face(document, now_is):
        return False
    edited.documents[path] = document
    edited.bodies[path] = Body(result.html, from_headings(result.headings))
    edited.entries[path] = now_is
    leads = site.leads.get(path, {})
    return all(link.target in leads for link in document.wikilinks)


def _alone(document: Document, site: Site, now: datetime) -> Entry | None:
    """The entry of a document in a site of its own, made where all are made; None if it would not be published."""
    alone, _ = assemble((document,), (), site.config, now, History())
    return next(iter((*alone.entries, *alone.pages)), None)


def _face(document: Document, entry: Entry) -> tuple[object, ...]:
    """What decides where a document is shown, what others show of it, and what it shows of what became of its items."""
    front = document.front
    in_series = entry.title if entry.series else ""  # whose parts are named on each of them
    told = (front.template, front.cover, front.cover_alt, front.supersedes)
    return replace(entry, **_OWN), in_series, *told, document.files, document.items


def _with(scene: Scene, edited: _Edited) -> Scene:
    """The scene with the documents that were edited in the place of those from the same sources."""
    if not edited.documents:
        return scene
    site = scene.site

    def new(entry: Entry) -> Entry:
        if entry.source not in edited.entries:
            return entry
        other = edited.entries[entry.source]
        return replace(entry, **{name: getattr(other, name) for name in _OWN})

    documents = {**site.documents, **edited.documents}
    entries, pages = tuple(map(new, site.entries)), tuple(map(new, site.pages))
    return replace(scene, site=replace(site, documents=documents, entries=entries, pages=pages))
