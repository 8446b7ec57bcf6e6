"""Entry: what a list, a neighbour or a feed may see of a post."""

from datetime import datetime
from typing import NamedTuple

from journal.frozen import frozen


@frozen
class TermLink:
    """The name of a tag, journal or series, and where its page is."""

    name: str
    permalink: str


@frozen
class Cover:
    """The picture of a post."""

    url: str
    """A permalink of this site, or an absolute URL."""
    alt: str


@frozen
class Entry:
    """A post as others see it: everything but its body."""

    source: str
    """Path of the source from the site's folder: `posts/a.md`."""
    permalink: str
    """Path of the page from the site's root: `/a/`."""
    id: str
    """What feeds know the entry by; the permalink unless the front matter has an `id`."""
    title: str
    date: datetime | None
    """With the zone it was written in, so that the day never shifts."""
    updated: datetime | None
    excerpt: str
    """Plain text, one line."""
    tags: tuple[TermLink, ...]
    journals: tuple[TermLink, ...]
    series: TermLink | None
    cover: Cover | None
    author: str
    status: str
    """`seedling`, `budding`, `evergreen` or empty."""
    draft: bool
    future: bool
    """Dated after the moment of the build, which was told to let it through."""
    minutes: int
    """Reading time, at least 1."""

    @property
    def journal(self) -> TermLink | None:
        """The first journal of the entry."""
        return self.journals[0] if self.journals else None


class Mention(NamedTuple):
    """A post as a list sees it in which it stands among many."""

    title: str
    permalink: str
    date: datetime | None


UNDATED = "Without a date"


def year_of(entry: Entry) -> str:
    """The heading that an entry stands under in a list by year."""
    return f"{entry.date.year:04d}" if entry.date else UNDATED


def told_of(e: Entry) -> list[str]:
    """An entry as texts, which two share only when they are the same.

    An edit of one post goes over those of all, and `repr` would take three times as long.
    """
    dates = f"{e.date.isoformat() if e.date else ''} {e.updated.isoformat() if e.updated else ''}"
    rest = f"{e.draft} {e.future} {e.minutes} {len(e.tags)} {len(e.journals)} {e.series is None} {e.cover is None}"
    told = [e.source, e.permalink, e.id, e.title, e.excerpt, e.author, e.status, dates, rest]
    for link in (*e.tags, *e.journals, *((e.series,) if e.series else ())):
        told += (link.name, link.permalink)
    if e.cover:
        told += (e.cover.url, e.cover.alt)
    return told
