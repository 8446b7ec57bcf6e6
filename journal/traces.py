"""Traces: what each page read when it was last rendered, so that one whose reads are all the same is left alone."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from journal.config import Config
from journal.defaults import TEMPLATES
from journal.engine import engine_stamp
from journal.extensions import file_of
from journal.facets import Facets, Key
from journal.page import Page
from journal.stage import digest_of, digest_of_file


@dataclass(frozen=True, slots=True)
class Trace:
    """What one page was made from, and what came of it."""

    page: str
    """Digest of the page as it was planned."""
    ground: str
    """Digest of what every page depends on."""
    reads: Mapping[str, str]
    """Digest of each answer, by its question as JSON."""
    output: str
    """Digest of the file."""

    def to_record(self) -> str:
        """The trace as JSON."""
        return json.dumps([self.page, self.ground, dict(self.reads), self.output], ensure_ascii=False)

    @classmethod
    def from_record(cls, record: str) -> "Trace":
        """The trace that `to_record` was given."""
        return cls(*json.loads(record))


def trace_of(page: Page, ground: str, reads: Iterable[Key], facets: Facets, output: str) -> Trace:
    """The trace of a page that has just been rendered."""
    return Trace(_planned(page), ground, {json.dumps(key): facets.digest(key) for key in reads}, output)


def what_changed(trace: Trace | None, page: Page, ground: str, facets: Facets) -> str:
    """Which read of a page is no longer what it was, in words; empty when all are."""
    if trace is None:
        return "new"
    if trace.page != _planned(page):
        return "planned otherwise"
    if trace.ground != ground:
        return "settings, templates, extensions or journal itself"
    for question, digest in trace.reads.items():
        key = json.loads(question)
        if facets.digest(tuple(key)) != digest:
            return " ".join(str(part) for part in key if part is not None)
    return ""


def ground_of(config: Config) -> str:
    """A digest of what every page depends on: settings, templates, extensions, this program and its libraries."""
    # Where the folder lies and which posts are let through is not what a page shows.
    settings = replace(config, root=Path(), output=Path(), drafts=False, future=False)
    parts = [engine_stamp(), repr(settings)]
    for name in config.extensions:
        file = file_of(name, config.root)
        parts.append(f"{name} {digest_of_file(file) if file else ''}")
    for folder in (TEMPLATES, config.root / "templates"):
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        parts += [f"{file.relative_to(folder).as_posix()} {digest_of_file(file)}" for file in files]
    return digest_of("\n".join(parts).encode("utf-8", "surrogatepass"))


def _planned(page: Page) -> str:
    return digest_of(repr(page).encode("utf-8", "surrogatepass"))
