"""Resources: what entries say they were written from or lead on to, each once, and the author's shelf."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from journal.learning.shelf import STATUSES, Volume
from journal.learning.weblinks import SORTS, host_of, identity_of, sort_of
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site
from journal.views import ItemView, ResourceGroup, ResourceView

_PERMALINK = "/resources/"
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


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("resources", pages, view, passing=always))


def pages(site: Site) -> Iterator[Page]:
    """One page, where something is listed; a page that the author wrote for that place stays there."""
    if (site.items.get("resource") or site.shelf) and _PERMALINK not in site.permalinks:
        yield Page(_PERMALINK, "resources", "resources.html")


def view(_: Page, reader: Reader) -> View:
    """The shelf, then what is cited, by sort; what is on the shelf stands there only."""
    cited = _cited(reader.items("resource"))
    shelf = reader.shelf()
    shelved = {identity_of(volume.url) for volume in shelf if volume.url}
    shelves = tuple(_shelves(shelf, cited))
    sorts: dict[str, list[ResourceView]] = {sort: [] for sort in SORTS}
    for identity, items in cited.items():
        if identity not in shelved:
            named = _best_named(items)
            sort = sort_of(named.url, named.text)
            sorts[sort].append(_resource(named, sort, items))
    groups = tuple(ResourceGroup(_TITLES[sort], tuple(members)) for sort, members in sorts.items() if members)
    return View(title="Resources", data={"heading": "Resources", "shelves": shelves, "groups": groups})


def _cited(items: Iterable[ItemView]) -> Mapping[str, Sequence[ItemView]]:
    """Where each thing is cited, by what tells its links from others."""
    found: dict[str, list[ItemView]] = {}
    for item in items:
        found.setdefault(identity_of(item.url), []).append(item)
    return found


def _best_named(items: Sequence[ItemView]) -> ItemView:
    """The one that says most of what it is, rather than where."""
    host = host_of(items[0].url)
    return next((item for item in items if not item.text.startswith(host)), items[0])


def _resource(named: ItemView, sort: str, items: Sequence[ItemView]) -> ResourceView:
    host = host_of(named.url)
    return ResourceView(
        html=named.html,
        url=named.url,
        host="" if named.text.startswith(host) else host,
        kind=sort,
        note=next((item.more for item in items if item.more), Markup()),
        done=any(item.done for item in items),
        author="",
        rating=0,
        started=None,
        finished=None,
        sources=_sources(items),
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
    )
