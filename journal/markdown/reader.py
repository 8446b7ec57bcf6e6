"""Reader: how far a text has been read, and which of its blocks are still open."""

from enum import Enum
from typing import Protocol
from xml.etree.ElementTree import Element

from journal.markdown.containers import CODE_INDENT, Container, Group, TooDeep
from journal.markdown.texts import Texts

_DEEPEST = 100


class Found(Enum):
    """What a line turned out to begin."""

    CONTAINER = 1
    """The rest of the line stands in it."""
    BLOCK = 2
    """The line is used up."""


class Taken(Enum):
    """What a block does with a line."""

    NO = 0
    """It ended before."""
    YES = 1
    LAST = 2
    """The line ends it."""


class Leaf(Protocol):
    """A block whose lines are not read as Markdown."""

    parted: bool
    """Whether a blank line in it parts it from what follows."""

    def take(self, reader: "Reader") -> Taken:
        """Take the line that is being read, if it belongs here."""

    def close(self, reader: "Reader") -> None:
        """Make an element of it."""


class Reader:
    """Reads the lines of one text, each once, into the elements of a tree."""

    def __init__(self, texts: Texts, root: Element, lines: list[str], first: int | None = None) -> None:
        self.texts = texts
        self.lines = lines
        self.at = 0
        """The line that is being read."""
        self.indent = 0
        self.body = ""
        """What stands in the line behind its indentation and the marks of its containers."""
        self.stack = [Container(root)]
        self.depth = 1
        """How many of the open containers the line is in."""
        self.text: list[str] | None = None
        """The lines of the paragraph that is open."""
        self.leaf: Leaf | None = None
        """What else is open."""
        self.goes_on = self.lazy = False
        """Whether the line may go on with the paragraph: being in all its containers, or not in all."""
        self.skipped = self.forced = 0
        """Lines before these have been read already, or can be nothing but text of the paragraph."""
        self.begun = 0
        self.pasted = False
        """Whether every line is a paragraph."""
        self.endless = False
        """Whether no comment ends below."""
        self.groups: list[Group] = []
        self.closed: frozenset[tuple[int, str]] | None = None
        """Which shortcodes are closed below; None before the first."""
        self._fixed = first
        self._blank_at = -2
        self._blank_in = self.stack[0]

    def number(self, at: int) -> int:
        """The number of a line in the source, from 0."""
        return at if self._fixed is None else self._fixed

    def match(self, line: str) -> None:
        """Find out which of the open containers a line is in, and what stands behind their marks."""
        body = line.lstrip(" ")
        indent = len(line) - len(body)
        depth = 1
        stack = self.stack
        while depth < len(stack):
            container = stack[depth]
            if container.quote:
                if indent >= CODE_INDENT or not body.startswith(">"):
                    break
                rest = body[1:]
                body = rest.lstrip(" ")
                indent = max(0, len(rest) - len(body) - 1)
            elif not body:
                if not container.filled:
                    break
            elif indent >= container.indent:
                indent = max(0, indent - container.most)
            else:
                break
            depth += 1
        self.indent, self.body, self.depth = indent, body, depth

    def blank(self) -> None:
        """Note that the line is blank."""
        self._blank_at, self._blank_in = self.at, self._quote() if self.depth > 1 else self.stack[0]

    def parts(self) -> bool:
        """Whether a blank line parts what the line begins from what stands before it in the same container."""
        return self._blank_at == self.at - 1 and self._blank_in is self._quote()

    def close(self, depth: int) -> None:
        """Close the open paragraph or other block, and the containers from that depth on."""
        if self.text is not None:
            lines, self.text = self.text, None
            self.texts.paragraph(self.stack[-1], lines, self.number(self.begun))
        elif self.leaf is not None:
            leaf, self.leaf = self.leaf, None
            leaf.close(self)
        del self.stack[depth:]

    def room(self) -> Container:
        """Close what the line is not in; the container of the block that it begins."""
        self.close(self.depth)
        self.goes_on = self.lazy = False
        container = self.stack[-1]
        if container.filled and container.group is not None and self.parts():
            container.group.loose = True
        container.filled = True
        return container

    def push(self, container: Container) -> Found:
        """Open a container in which the rest of the line stands."""
        if len(self.stack) > _DEEPEST:
            raise TooDeep
        self.stack.append(container)
        self.depth = len(self.stack)
        return Found.CONTAINER

    def begin(self, text: str) -> None:
        """Begin a paragraph."""
        self.room()
        self.text, self.begun = [text], self.at

    def _quote(self) -> Container:
        """The innermost quotation that the line is in, or else the whole text."""
        return next((container for container in reversed(self.stack[: self.depth]) if container.quote), self.stack[0])
