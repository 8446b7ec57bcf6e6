"""What the Markdown stage gives back."""

from dataclasses import dataclass

from journal.frozen import frozen
from journal.items import Item


@frozen
class Heading:
    """A heading of the body."""

    level: int
    """As it stands in the HTML, after shifting."""
    id: str
    html: str
    """Inline HTML that may stand inside a link: without the anchor, other links and footnote marks."""
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the text that the author should look at; the rest is rendered all the same."""

    line: int
    """From 1, in the text as given."""
    column: int
    """From 1."""
    message: str
    hint: str = ""


@frozen
class Rendered:
    """A text, read."""

    html: str
    title: str
    """The title as given or, for lack of one, the plain text of the first level-1 heading."""
    headings: tuple[Heading, ...]
    """In order, without a heading that became the title."""
    blocks: tuple[str, ...]
    """Ids that the author gave to blocks, each with its `^`."""
    tags: tuple[str, ...]
    """Tags that stand in the text, each once."""
    excerpt: str
    """Plain text on one line."""
    words: int
    """Of prose, not of code; a Chinese, Japanese or Korean character counts as one."""
    problems: tuple[Problem, ...]
    """In order of place."""
    items: tuple[Item, ...] = ()
    """In order of place."""
