"""Page: one file of the output that a template makes, and View: what its kind lets that template see."""

from collections.abc import Mapping
from dataclasses import field

from journal.entry import Cover
from journal.frozen import frozen
from journal.views import FeedLink


@frozen
class Page:
    """A page that is planned: where it will be, and enough to make it."""

    permalink: str
    kind: str
    """Name of the page kind."""
    template: str
    """Empty for a file that no template makes."""
    subject: str = ""
    """What it shows, in the kind's own terms: a source, the permalink of a term, a year …"""
    number: int = 1
    """Its place among several pages of one list, from 1."""
    source: str = ""
    """The source it is made from, where there is one."""


@frozen
class View:
    """A page's own contribution to what its template sees."""

    title: str = ""
    description: str = ""
    cover: Cover | None = None
    noindex: bool = False
    feeds: tuple[FeedLink, ...] = ()
    """Feeds beside those of the whole site."""
    json_ld: Mapping[str, object] | None = None
    data: Mapping[str, object] = field(default_factory=dict)
    """The template's variables, by name."""
    content: bytes | None = None
    """The whole file, where it is one that no template makes."""
