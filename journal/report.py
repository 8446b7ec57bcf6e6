"""Report: what a build did, for whoever asked for it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from journal.diagnostics import Diagnostic
from journal.frozen import frozen


@frozen
class LeftOut:
    """How many posts are not published, by reason."""

    drafts: int = 0
    future: int = 0
    expired: int = 0


@frozen
class Written:
    """What the write did, by output path."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    left: tuple[str, ...] = ()
    """Files that are no longer part of the site, but were changed by hand."""


@frozen
class Report:
    """What a build did."""

    posts: int
    pages: int
    left_out: LeftOut
    warnings: tuple[Diagnostic, ...]
    written: Written
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why each output that was made had to be, by output path."""
    valid_until: datetime | None = None
    """When a post comes due or expires, so that the same sources make another site."""
    head: str | None = None
    """The last commit of the history that dates were taken from; None when none were."""
    urls: str = ""
    """A digest of the list of published URLs, as the build left it; empty where there is none."""
