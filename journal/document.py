"""Document: a source that has been parsed, knowing nothing of the rest of the site."""

from typing import Literal

from journal.diagnostics import Diagnostic
from journal.frontmatter import FrontMatter
from journal.frozen import frozen
from journal.items import NONE, Gathered
from journal.links import Link


@frozen
class Raw:
    """A source as read from disk."""

    path: str
    role: Literal["post", "page"]
    data: bytes


@frozen
class Heading:
    """A heading of the body."""

    level: int
    id: str
    html: str


@frozen
class Body:
    """What a document says, as HTML with links still symbolic. There are too many bodies to hold at once."""

    html: str
    headings: tuple[Heading, ...]


@frozen
class Document:
    """One post or page without its body, knowing nothing of the rest of the site."""

    source: str
    """Path from the site's folder."""
    role: Literal["post", "page"]
    front: FrontMatter
    title: str
    """From the front matter, the first heading or the file name; never empty."""
    links: tuple[Link, ...]
    """Those of its body that lead into the site."""
    excerpt: str
    """Plain text: as written in the front matter, else from the body."""
    words: int
    front_digest: str
    """Of the front matter, wherever it was written."""
    body_digest: str
    items: Gathered = NONE
    """What its body holds beside prose; links in there are symbolic, too."""
    files: tuple[str, ...] = ()
    """Names of the files that it brings of its own, which end up beside its page."""
    wikilinks: tuple[Link, ...] = ()
    """Links of its body that name what they lead to."""
    anchors: str = ""
    """Ids of its headings and blocks, with a space between."""


@frozen
class Parsed:
    """What parsing one source gave: a document unless there is an error among the diagnostics."""

    document: Document | None
    body: Body | None
    diagnostics: tuple[Diagnostic, ...]
    files: tuple["OwnFile", ...] = ()


@frozen
class OwnFile:
    """A file that a document brings of its own, such as a picture in a notebook."""

    name: str
    """Another one when the content is another."""
    data: bytes
