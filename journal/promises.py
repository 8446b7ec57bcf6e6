"""Promises: the list of published URLs as a build heeds it, and as it keeps it up."""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from journal.config import Config
from journal.diagnostics import Diagnostic
from journal.document import Document
from journal.lost import Losses, Memory, losses
from journal.plan import Plan
from journal.site import Site
from journal.traces import Traces
from journal.urls import LOCK, Lock, keep_lock, with_paths


def lost_urls(  # noqa: PLR0913, PLR0917 - a list, a plan, and all that may explain what they make of each other
    lock: Lock,
    planned: Plan,
    site: Site,
    documents: Sequence[Document],
    before: Traces,
    bodies: Callable[[], Mapping[str, str]],
    now: datetime,
) -> Losses:
    """The published URLs that a site would lose.

    `documents` are all of them, published or not; `before` are the traces of the last build, and `bodies` gives the
    digest of every body as it is now, by source.
    """

    def bodies_before() -> Mapping[str, str]:
        column = before.own.get("body")
        return dict(zip(before.paths, column.parts, strict=True)) if column else {}

    memory = Memory(bodies_before, bodies, partial(_title_in, site.config.output))
    return losses(lock, planned, site, documents, memory, now)


def kept_up(lock: Lock, gone: Losses, lasting: frozenset[str], config: Config) -> tuple[Lock, tuple[Diagnostic, ...]]:
    """The list with what is new, in its file, and why it could not be written; a preview of a site changes nothing."""
    paths = (lock.lines.keys() - gone.expired) | lasting
    if not lock.begun or not config.published or paths == lock.lines.keys():
        return lock, ()
    new = with_paths(lock, paths)
    try:
        keep_lock(config.root, new)
    except OSError as problem:
        message = f"cannot be written: {problem.strerror}; what is new is not on the list of published addresses"
        return lock, (Diagnostic(LOCK, message, "change its rights and build again", severity="warning"),)
    return new, ()


def _title_in(output: Path, path: str) -> str:
    """The title of a page as it was written."""
    try:
        found = re.search(r"<title>(.*?)</title>", (output / path).read_text("utf-8"), re.DOTALL)
    except (OSError, UnicodeError):
        return ""
    return html.unescape(found[1]).strip() if found else ""
