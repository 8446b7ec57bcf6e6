"""Records: what an importer finds in an old site, and what an importer is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from journal.importers.tree import Tree
from journal.yaml_nodes import Node


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell the author about a file."""

    text: str
    line: int = 0
    """In the old file, from 1; 0 when the whole file is meant."""
    look: bool = False
    """Whether the author should have a look, rather than only may."""


@dataclass(frozen=True, slots=True)
class Post:
    """A text of the old site: its head as it was read, its body converted."""

    source: str
    """Path from the old site's folder."""
    path: str
    """Where it is to stand in the new site; `posts/…` or `pages/…`."""
    head: Mapping[str, Node]
    """By the keys of the old generator."""
    body: str
    address: str = ""
    """The path at which the old site showed it; empty when nobody can tell."""
    line: int = 1
    """The line of the old file that the body begins on."""
    notes: tuple[Note, ...] = ()
    bases: tuple[str, ...] = ()
    """Folders of the old site that its relative links may be meant from, beside its own."""
    spaced_names: bool = False
    """Whether spaces part tags that are written as one text."""
    day_first: bool = False
    """Whether 7/8/2023 is a day in August."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to copy as it is."""

    source: str
    path: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not imported, and why."""

    source: str
    reason: str
    look: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What the old configuration says that the new one can say too, by the names of `journal.toml`."""

    source: str
    values: Mapping[str, object]
    notes: tuple[Note, ...] = ()


Record = Post | Asset | LeftOut | Settings


@dataclass(frozen=True, slots=True)
class Importer:
    """How to read the sites of one generator."""

    name: str
    doc: str
    """One sentence."""
    detect: Callable[[Tree], int]
    """How sure it is that the folder is such a site: 0 not at all, 100 quite."""
    read: Callable[[Tree], Iterator[Record]]
    """Everything in the folder, each file once."""
