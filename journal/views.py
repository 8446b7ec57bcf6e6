"""What a template may see: small frozen types, apart from what the build uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from journal.entry import Entry, Mention


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One link of the masthead."""

    title: str
    url: str
    """A permalink of this site (`/about/`) or an absolute URL."""


@dataclass(frozen=True, slots=True)
class AuthorView:
    """Who writes the site, or one post of it."""

    name: str
    email: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One feed that a page offers to feed readers."""

    title: str
    permalink: str
    type: str
    """Media type, such as `application/rss+xml`."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """Something that was gathered from a post, such as a question, a word or a plan."""

    entry: Entry
    """Where it was found."""
    id: str
    """Its anchor there."""
    html: Markup
    text: str
    more: Markup
    """Its other half: the meaning of a word, the back of a card."""
    done: bool
    url: str
    """Where it leads, for an item that is a link."""
    kind: str
    """`question`, `term`, `correction` …"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the dashboard, with the page that tells more."""

    title: str
    permalink: str
    number: int
    of: str
    """What is counted: `open questions`."""
    note: str = ""
    """The rest in a few words."""


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A question or a plan, and what became of it."""

    item: ItemView
    end: ItemView | None
    """The answer, or the item that was ticked, where that stands elsewhere; `more` is what an answer says."""

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it, or done it."""
        return self.end is None and not self.item.done


@dataclass(frozen=True, slots=True)
class WeekView:
    """A week, and what its posts brought."""

    entries: tuple[Entry, ...]
    """Newest first."""
    items: tuple[ItemView, ...]
    answered: tuple[ThreadView, ...]
    done: tuple[ThreadView, ...]


@dataclass(frozen=True, slots=True)
class CardView:
    """A flashcard."""

    key: str
    """What stays the same when the card moves, or is written a little differently."""
    front: Markup
    back: Markup
    entry: Entry
    """Where it was found."""
    id: str
    """Its anchor there."""


@dataclass(frozen=True, slots=True)
class DeckView:
    """The flashcards of one journal or series, or of the posts in none."""

    name: str
    """Empty for those in none."""
    permalink: str
    """Of the page with these alone, or empty."""
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class TermView:
    """A tag, journal or series, with the number of its entries."""

    name: str
    permalink: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading of a list: a year, or those without a date."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where a page stands in a list of several pages."""

    number: int
    """From 1."""
    total: int
    newer: str
    """Permalink of the page before, or empty."""
    older: str
    """Permalink of the page after, or empty."""


@dataclass(frozen=True, slots=True)
class TocItem:
    """A heading of the body, with the headings below it."""

    id: str
    html: Markup
    children: tuple["TocItem", ...]


@dataclass(frozen=True, slots=True)
class SeriesView:
    """The series of a post, seen from one of its parts."""

    name: str
    permalink: str
    number: int
    """This post's place in the series, from 1."""
    parts: tuple[Entry, ...]
    previous: Entry | None
    next: Entry | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence in which a link stands, as plain text."""

    before: str
    words: str
    """Those that are the link."""
    after: str


@dataclass(frozen=True, slots=True)
class Backlink:
    """A post or page that links to the one being shown."""

    title: str
    permalink: str
    quotes: tuple[Quote, ...]
    """Empty where the link stands alone."""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class SitemapUrl:
    """A page as a sitemap lists it."""

    url: str
    modified: datetime | None


@dataclass(frozen=True, slots=True)
class MeaningView:
    """What a word means, as one or more entries say."""

    html: Markup
    sources: tuple[ItemView, ...]
    """Where it says so, oldest first."""


@dataclass(frozen=True, slots=True)
class WordView:
    """A word of the glossary."""

    id: str
    """Its anchor on that page."""
    html: Markup
    meanings: tuple[MeaningView, ...]
    """Oldest first: the first source of the first is where the word was met first."""
    more: int
    """So many more entries explain it, which are not named."""
    used: int
    """The number of other entries that use it."""
    uses: tuple[Mention, ...]
    """These, newest first; of very many the newest."""


@dataclass(frozen=True, slots=True)
class WordGroup:
    """The words of one letter."""

    title: str
    id: str
    words: tuple[WordView, ...]


@dataclass(frozen=True, slots=True)
class ResourceView:
    """Something to read, watch or work through."""

    html: Markup
    url: str
    """Empty for what is on the shelf and names none."""
    host: str
    """Empty where its name says it."""
    kind: str
    """`book`, `course` …"""
    note: Markup
    done: bool
    """Whether a box before it is ticked, or it was finished."""
    author: str
    rating: int
    """From 1 to 5; 0 for none."""
    started: datetime | None
    finished: datetime | None
    """Or dropped."""
    sources: tuple[ItemView, ...]
    """Where it is cited, oldest first, one an entry."""
    more: int
    """So many more entries cite it, which are not named."""


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A part of a long list, such as the words with one letter."""

    title: str
    permalink: str
    """With the anchor, of a part of the same page."""
    count: int
    """0 where it is not told."""


@dataclass(frozen=True, slots=True)
class ResourceGroup:
    """Resources of one sort, or of one place on the shelf."""

    title: str
    resources: tuple[ResourceView, ...]
