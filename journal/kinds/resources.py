"""Resources: what entries say they were written from or lead on to, each once, and the author's shelf."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from journal.items import Collected
from journal.itemviews import ItemView, ResourceGroup, ResourceView, SectionLink
from journal.kinds.listing import place_among
from journal.kinds.narrowed import Narrow, narrow_of, pages_in_sections
from journal.learning.collected import page_size
from journal.learning.shelf import STATUSES, Volume
from journal.learning.weblinks import best_named, host_of, identity_of
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site

_NAME, _LIST, _SORTS = "resources", "resources.html", "sections.html"
_TITLES = {
    "course": "Courses",
    "book": "Books",
    "video": "Videos",
    "paper": "Papers",
    "article": "Articles",
    "code": "Code",
    "documentation": "Documentation",
    "discussion": "Discussions",
    "other": "Elsewhere",
}
_SHELVES = {"reading": "Reading now", "wanted": "To read", "finished": "Finished", "dropped": "Dropped"}
Cited = Sequence[tuple[Collected, tuple[ItemView, ...]]]


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind(_NAME, pages, view, passing=always))


def pages(site: Site) -> Iterator[Page]:
    """Of all posts and of each journal and series that list some: a page, or one a sort where there are many."""
    also = [("", "")] if site.shelf else []
    yield from pages_in_sections(site, _NAME, (_LIST, _SORTS), "resource", also)


def view(page: Page, reader: Reader) -> View:
    """The shelf, then what is cited, by sort, or the sorts; what is on the shelf stands there only."""
    narrow = narrow_of(page)
    term = narrow.term(reader)
    title = f"Resources of {term.name}" if term else "Resources"
    data = {"heading": "Resources", "term": term, "noun": ("resource", "resources")}
    shelf = () if term or narrow.section else reader.shelf()
    if page.template == _SORTS:
        shelves = tuple(_shelves(shelf, {}))
        return View(title=title, data={**data, "shelves": shelves, "sections": _sorts(narrow, reader, counted=True)})
    size = page_size(reader.config) if narrow.section else 0
    part = narrow.part(page, size)
    cited = reader.collected("resource", *part)
    total = reader.collected_pages("resource", *part[:3], size)
    shelved = {identity_of(volume.url) for volume in shelf if volume.url}
    by_identity = {one.name: items for one, items in cited}
    title = f"{title}: {_TITLES[narrow.section]}" if narrow.section else title
    return View(
        title=title if page.number == 1 else f"{title}, page {page.number}",
        data={
            **data,
            "shelves": tuple(_shelves(shelf, by_identity)),
            "groups": tuple(_groups([(one, items) for one, items in cited if one.name not in shelved])),
            "sections": _sorts(narrow, reader) if narrow.section else (),
            "section": narrow.list(_NAME) if narrow.section else "",
            "pagination": place_among(narrow.list(_NAME), page.number, total),
        },
    )


def _sorts(narrow: Narrow, reader: Reader, *, counted: bool = False) -> tuple[SectionLink, ...]:
    """The pages of the sorts. Only where they lead to all is told how many each has, as that changes often."""
    term = narrow.taxonomy, narrow.permalink
    if counted:
        sizes = reader.section_sizes("resource", *term)
    else:
        sizes = tuple((section, 0) for section in reader.sections("resource", *term))
    return tuple(SectionLink(_TITLES[name], f"{narrow.top(_NAME)}{name}/", count) for name, count in sizes)


def _groups(cited: Cited) -> Iterator[ResourceGroup]:
    for sort, members in groupby(cited, key=lambda pair: pair[0].section):
        yield ResourceGroup(_TITLES[sort], tuple(_resource(one, items) for one, items in members))


def _resource(one: Collected, items: Sequence[ItemView]) -> ResourceView:
    named = best_named(items)
    host = host_of(named.url)
    return ResourceView(
        html=named.html,
        url=named.url,
        host="" if named.text.startswith(host) else host,
        kind=one.section,
        note=next((item.more for item in items if item.more), Markup()),
        done=any(item.done for item in items),
        author="",
        rating=0,
        started=None,
        finished=None,
        sources=_sources(items),
        more=len(one.places) - len(items),
    )


def _sources(items: Iterable[ItemView]) -> tuple[ItemView, ...]:
    """One an entry."""
    first: dict[str, ItemView] = {}
    for item in items:
        first.setdefault(item.entry.source, item)
    return tuple(first.values())


def _shelves(shelf: Sequence[Volume], cited: Mapping[str, Sequence[ItemView]]) -> Iterator[ResourceGroup]:
    """By status; in the order in which they were written down, as nothing else orders what is yet to be read."""
    for status in STATUSES:
        volumes = [volume for volume in shelf if volume.status == status]
        # What was finished last comes first; what has no date keeps its place behind.
        volumes.sort(key=lambda volume: -volume.finished.timestamp() if volume.finished else 0.0)
        if volumes:
            yield ResourceGroup(_SHELVES[status], tuple(_shelved(volume, cited) for volume in volumes))


def _shelved(volume: Volume, cited: Mapping[str, Sequence[ItemView]]) -> ResourceView:
    items = cited.get(identity_of(volume.url), ()) if volume.url else ()
    return ResourceView(
        html=escape(volume.title),
        url=volume.url,
        host="",
        kind=volume.kind,
        note=escape(volume.note),
        done=volume.status == "finished",
        author=volume.author,
        rating=volume.rating,
        started=volume.started,
        finished=volume.finished,
        sources=_sources(items),
        more=0,
    )
