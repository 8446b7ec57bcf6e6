"""Document: a source that has been parsed, knowing nothing of the rest of the site."""

from dataclasses import dataclass
from typing import Literal

from journal.frontmatter import FrontMatter
from journal.links import Link


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body."""

    level: int
    id: str
    html: str


@dataclass(frozen=True, slots=True)
class Document:
    """One post or page: its front matter, and its body as HTML with links still symbolic."""

    source: str
    """Path from the site's folder."""
    role: Literal["post", "page"]
    front: FrontMatter
    title: str
    """From the front matter, the first heading or the file name; never empty."""
    body: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    excerpt: str
    """Plain text: as written in the front matter, else from the body."""
    words: int
