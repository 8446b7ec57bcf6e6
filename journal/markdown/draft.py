"""Draft: what the steps of the pipeline note down about the text that they are reading."""

from dataclasses import dataclass, field

from journal.items import Item
from journal.markdown.result import Heading, Problem


@dataclass(slots=True)
class Opened:
    """A shortcode with other blocks in it."""

    name: str
    line: int
    column: int
    """Of its first sign, from 1."""
    behind: str
    """The placeholder of what stands behind its body."""
    closed: bool = False


@dataclass(slots=True)
class Draft:
    """Made new for every text."""

    given: str = ""
    """The title that the caller knows."""
    lines: tuple[str, ...] = ()
    """The text as given."""
    escaped: bool = False
    """Whether there is a backslash in it."""
    displays: bool = False
    """Whether there is what formulas of several lines begin with."""
    marked: bool = False
    """Whether there is a block of HTML in which Markdown is read."""
    comments: bool = False
    """Whether comments may begin and end in it."""
    marks: bool = False
    """Whether there is a sign that words are marked with."""
    hashes: bool = False
    """Whether there may be tags in it."""
    blockids: bool = False
    """Whether there may be a block with an id."""
    wikilinks: bool = False
    """Whether a wikilink was found."""
    title: str = ""
    headings: list[Heading] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    """Ids of blocks."""
    ids: set[str] = field(default_factory=set)
    """All that there are in the tree, once they are known to be different ones."""
    tags: list[str] = field(default_factory=list)
    """As they stand in the text."""
    excerpt: str = ""
    """From the first, where the caller knows it."""
    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    code: dict[int, str] = field(default_factory=dict)
    """Source of each code block, by its number in the stash of HTML."""
    fences: list[tuple[int, int]] = field(default_factory=list)
    """Numbers of the lines that open and close each fence, from 0."""
    html: set[int] = field(default_factory=set)
    """Numbers, in the stash of HTML, of blocks that an author wrote in HTML."""
    unset: bool = False
    """Whether there is a formula that cannot be set for lack of the library."""
    formulas: dict[int, str] = field(default_factory=dict)
    """Source of each formula, by its number in the stash of HTML."""
    templates: dict[int, str] = field(default_factory=dict)
    """Source of each template or shortcode, by its number in the stash of HTML."""

    shortcodes: bool = False
    """Whether there may be a shortcode in it."""
    opened: list[Opened] = field(default_factory=list)

    def problem(self, line: int, column: int, message: str, hint: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(line, column, message, hint))
