"""Orders: what the server asks of the process that builds, and what that answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from journal.diagnostics import Diagnostic
from journal.report import Report


@dataclass(frozen=True, slots=True)
class Wanted:
    """The site that is to be built."""

    root: Path
    drafts: bool = True
    future: bool = True
    workers: int = 0
    """As in `Options`."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Show these pages as they will be, now that these sources have changed."""

    changed: frozenset[str]
    """From the site's folder, as `Source.path`."""
    pages: frozenset[str]
    """By output path."""


@dataclass(frozen=True, slots=True)
class Build:
    """Build the site."""


@dataclass(frozen=True, slots=True)
class Which:
    """A question: which pages are to be shown before the site is built."""


@dataclass(frozen=True, slots=True)
class These:
    """These, if they can be made."""

    pages: frozenset[str]
    """By output path."""
    files: bool
    """Tell also where the files lie that are copied, as there is no site yet to take them from."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """Pages and files before the site is written that they are part of, by output path."""

    pages: Mapping[str, bytes] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    """Where each is to be copied from."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build has come."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Unseen:
    """A glance is not enough to tell what the pages will be."""


@dataclass(frozen=True, slots=True)
class Built:
    """The site is built."""

    report: Report
    title: str
    base: str
    """As in `Config`."""
    extensions: tuple[str, ...]
    """The files of the site's own code."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """The site cannot be built."""

    problems: tuple[Diagnostic, ...]
    extensions: tuple[str, ...] = ()
    """As in `Built`; none where the settings do not tell."""


@dataclass(frozen=True, slots=True)
class Deputised:
    """Glances will be answered all through this build."""


Answer = Deputised | Which | Fresh | Progress | Built | Failed
