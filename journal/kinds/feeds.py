"""Feeds in RSS 2.0, Atom and JSON Feed: of the site, and of each tag, journal and series."""

from collections.abc import Iterator

from journal.config import Config
from journal.entry import Entry
from journal.feedlinks import FORMATS
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry
from journal.site import Site, Taxonomy
from journal.views import FeedItem, FeedView


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("feed", pages, view))


def pages(site: Site) -> Iterator[Page]:
    """Three feeds for the site, three for each term."""
    yield from _feeds("/", "")
    taxonomies: tuple[Taxonomy, ...] = (site.tags, site.journals, site.series)
    for taxonomy in taxonomies:
        for term in taxonomy.terms:
            yield from _feeds(term.permalink, taxonomy.name)


def _feeds(permalink: str, taxonomy: str) -> Iterator[Page]:
    for _, file, _ in FORMATS:
        yield Page(permalink + file, "feed", file, subject=f"{taxonomy} {permalink}".strip())


def view(page: Page, reader: Reader) -> View:
    """The newest entries, in full or as excerpts; drafts and those without a date cannot be in a feed."""
    config = reader.config
    taxonomy, _, permalink = page.subject.rpartition(" ")
    title = f"{config.title}: {reader.term_count(taxonomy, permalink)[0].name}" if taxonomy else config.title
    items = tuple(_item(entry, reader) for entry in reader.newest(config.feed_limit, taxonomy, permalink))
    feed = FeedView(
        title=title,
        description=config.description,
        url=reader.absolute(page.permalink),
        link=reader.absolute(permalink),
        updated=max((item.updated for item in items), default=None),
        items=items,
    )
    return View(
        title=title, data={"feed": feed, "json_feed": json_feed(feed, config) if page.template == "feed.json" else {}}
    )


def _item(entry: Entry, reader: Reader) -> FeedItem:
    url = reader.absolute(entry.permalink)
    if entry.date is None:
        raise ValueError(entry.source)
    return FeedItem(
        # A path as `id` is what the post's own path once was, and feeds have always known that as a whole address.
        id=reader.absolute(entry.id) if entry.id.startswith("/") else entry.id,
        url=url,
        title=entry.title,
        published=entry.date,
        updated=entry.updated or entry.date,
        summary=entry.excerpt,
        content=reader.absolute_body(entry.source) if reader.config.feed_full else "",
        author=entry.author,
        tags=tuple(tag.name for tag in entry.tags),
        image=reader.absolute(entry.cover.url) if entry.cover else "",
    )


def json_feed(feed: FeedView, config: Config) -> dict[str, object]:
    """The feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    author = {"name": config.author.name} | ({"url": config.author.url} if config.author.url else {})
    data: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.link,
        "feed_url": feed.url,
        "language": config.language,
    }
    if feed.description:
        data["description"] = feed.description
    if config.author.name:
        data["authors"] = [author]
    data["items"] = [_json_item(item) for item in feed.items]
    return data


def _json_item(item: FeedItem) -> dict[str, object]:
    data: dict[str, object] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
    }
    # One of the two contents is required by the format.
    data |= {"content_html": item.content} if item.content else {"content_text": item.summary}
    if item.summary:
        data["summary"] = item.summary
    if item.image:
        data["image"] = item.image
    if item.author:
        data["authors"] = [{"name": item.author}]
    if item.tags:
        data["tags"] = list(item.tags)
    return data
