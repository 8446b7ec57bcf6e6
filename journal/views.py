"""What a template may see: small frozen types, apart from what the build uses."""

from collections.abc import Mapping
from datetime import datetime

from markupsafe import Markup

from journal.entry import Entry
from journal.frozen import frozen


@frozen
class MenuItem:
    """One link of the masthead."""

    title: str
    url: str
    """A permalink of this site (`/about/`) or an absolute URL."""


@frozen
class AuthorView:
    """Who writes the site, or one post of it."""

    name: str
    email: str = ""
    url: str = ""


@frozen
class SiteView:
    """The site as every template sees it, under the name `site`."""

    title: str
    description: str
    url: str
    """Absolute, with a slash at its end; empty when the settings name none."""
    language: str
    author: AuthorView
    menu: tuple[MenuItem, ...]
    licence: str
    generator: str
    """Name and version of this program."""
    extra: Mapping[str, object]
    """The settings' own table `[extra]`, as it stands."""


@frozen
class FeedLink:
    """One feed that a page offers to feed readers."""

    title: str
    permalink: str
    type: str
    """Media type, such as `application/rss+xml`."""


@frozen
class PageView:
    """The page being rendered, under the name `page`."""

    kind: str
    """The page kind: `post`, `page`, `home`, `tag` …"""
    permalink: str
    title: str
    """The page's own title; empty on the home page."""
    description: str
    canonical: str
    """Absolute URL of this page."""
    feeds: tuple[FeedLink, ...]
    image: str
    """Absolute URL of a picture for link previews, or empty."""
    image_alt: str
    noindex: bool
    json_ld: Markup
    """A JSON-LD object, safe inside `<script>`; empty on pages that are not a post."""


@frozen
class TermView:
    """A tag, journal or series, with the number of its entries."""

    name: str
    permalink: str
    count: int


@frozen
class Group:
    """Entries under one heading of a list: a year, or those without a date."""

    title: str
    entries: tuple[Entry, ...]


@frozen
class Pagination:
    """Where a page stands in a list of several pages."""

    number: int
    """From 1."""
    total: int
    newer: str
    """Permalink of the page before, or empty."""
    older: str
    """Permalink of the page after, or empty."""


@frozen
class TocItem:
    """A heading of the body, with the headings below it."""

    id: str
    html: Markup
    children: tuple["TocItem", ...]


@frozen
class SeriesView:
    """The series of a post, seen from one of its parts."""

    name: str
    permalink: str
    number: int
    """This post's place in the series, from 1."""
    parts: tuple[Entry, ...]
    previous: Entry | None
    next: Entry | None


@frozen
class Quote:
    """A sentence in which a link stands, as plain text."""

    before: str
    words: str
    """Those that are the link."""
    after: str


@frozen
class Backlink:
    """A post or page that links to the one being shown."""

    title: str
    permalink: str
    quotes: tuple[Quote, ...]
    """Empty where the link stands alone."""


@frozen
class FeedItem:
    """An entry as a feed carries it; every URL is absolute."""

    id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    summary: str
    content: str
    """HTML of the whole body; empty where the feed carries excerpts only."""
    author: str
    tags: tuple[str, ...]
    image: str


@frozen
class FeedView:
    """A feed, under the name `feed`; every URL is absolute."""

    title: str
    description: str
    url: str
    """Of the feed itself."""
    link: str
    """Of the page that shows the same entries."""
    updated: datetime | None
    """The newest change among its items; none when it is empty."""
    items: tuple[FeedItem, ...]


@frozen
class SitemapUrl:
    """A page as a sitemap lists it."""

    url: str
    modified: datetime | None
