"""Run: the straight line from a folder to what is found in it."""

import contextlib
import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from journal import disk, intent
from journal.addresses import output_of
from journal.build import moment_of_build
from journal.check.finding import Finding, Mend, Rule
from journal.check.ignored import Ignored
from journal.check.outline import outline_of
from journal.check.rules import RULES
from journal.check.subject import Ask, Subject
from journal.check.templates import problems_of_templates
from journal.config import Config, look_at_config, settings_file
from journal.diagnostics import ContentError, Diagnostic, did_you_mean, in_order
from journal.extensions import registry_of
from journal.lock import lock
from journal.options import Options
from journal.output import note_file
from journal.parser import parser_for
from journal.plan import Plan, plan
from journal.read import read_documents
from journal.rebuild import Read, lost, site_of
from journal.recovery import recover
from journal.registry import Registry
from journal.scan import Source, look_around
from journal.slugs import same_place
from journal.state import Damaged, State
from journal.traces import read_traces
from journal.urls import read_lock


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a site."""

    root: Path
    posts: int
    findings: tuple[Finding, ...]
    """In order of place."""

    def count(self, severity: str) -> int:
        """How many findings are that severe."""
        return sum(finding.diagnostic.severity == severity for finding in self.findings)

    @property
    def mends(self) -> tuple[Mend, ...]:
        """All that is safe to mend, each once."""
        return tuple(dict.fromkeys(mend for finding in self.findings for mend in finding.mends))


def check(
    root: Path,
    *,
    drafts: bool = False,
    future: bool = False,
    ignore: Collection[str] = (),
    asker: Callable[[Config], Ask] | None = None,
    wait: Callable[[], None] | None = lambda: None,
) -> Checked:
    """Look at a site with every rule that is not ignored. Raises ContentError for a folder that is nobody's journal."""
    config, problems = look_at_config(root, drafts=drafts, future=future)
    problems += tuple(_unknown_rules(config))
    try:
        with lock(config.root / ".journal", wait):
            if intent.is_pending(config.root / ".journal"):
                recover(config.root / ".journal")
            subject = _subject(config, problems)
    except OSError as problem:
        raise ContentError([disk.of_the_disk(problem, config)]) from None
    if asker:
        subject = subject.asking(asker(config))
    off = [Ignored.of(written) for written in (*ignore, *config.check_ignore)]
    found = [finding for rule in RULES for finding in _found(rule, subject, off)]
    by_diagnostic = {finding.diagnostic: finding for finding in found}
    ordered = tuple(by_diagnostic[diagnostic] for diagnostic in in_order(by_diagnostic))
    return Checked(config.root, len(subject.site.entries), ordered)


def broken(root: Path, error: ContentError) -> Checked:
    """What was found where nothing could be looked at."""
    findings = tuple(Finding(replace(diagnostic, rule="build")) for diagnostic in error.diagnostics)
    return Checked(root.resolve(), 0, findings)


def _found(rule: Rule, subject: Subject, off: Sequence[Ignored]) -> Iterator[Finding]:
    """What a rule finds that is not ignored; of one that is ignored as a whole, only what cannot be."""
    if not rule.keeps and any(one.rule == rule.name and not one.what for one in off):
        return
    for finding in rule.find(subject):
        is_kept = rule.keeps and finding.diagnostic.severity == "error"
        if is_kept or not any(one.covers(rule, finding) for one in off):
            yield replace(finding, diagnostic=replace(finding.diagnostic, rule=rule.name))


def _unknown_rules(config: Config) -> Iterable[Diagnostic]:
    names = [rule.name for rule in RULES]
    for name in (Ignored.of(written).rule for written in config.check_ignore):
        if name not in names:
            hint = did_you_mean(name, names) or f"there are {', '.join(names)}"
            message = f"check.ignore: there is no rule {name!r}"
            yield Diagnostic(settings_file(config), message, hint, severity="warning")


def _subject(config: Config, problems: Sequence[Diagnostic]) -> Subject:
    now = moment_of_build()
    folder = config.root / ".journal"
    sources, more = look_around(config)
    before = gc.get_threshold()
    gc.set_threshold(1_000_000, 50, 50)  # as in a build: much is made and little thrown away
    try:
        for clean in (False, True):
            with contextlib.closing(State.open(folder, clean=clean)) as state, contextlib.suppress(Damaged):
                return _look(config, sources, now, state, (*problems, *more))
    finally:
        gc.set_threshold(*before)
    raise AssertionError


def _look(
    config: Config, sources: Sequence[Source], now: datetime, state: State, problems: Sequence[Diagnostic]
) -> Subject:
    """All there is to see. Raises OSError and Damaged."""
    registry, trouble = _registry(config)
    with parser_for(config, Options()) as parser:
        found = read_documents(sources, config, registry, state, Options(), parser)
    read = site_of(found, config, sources, now, state)
    planned, more = plan(read.site, registry)
    # What would be lost is known only of a site that is there as a whole.
    is_known = read.is_whole and not any(d.severity == "error" for d in (*problems, *trouble, *more))
    gone = _lost(config, planned, read, now) if is_known else ()
    permalinks = [page.permalink for page in planned.pages] + [file.permalink for file in planned.files]
    documents = {document.source: document for document in found.documents}
    still_more = problems_of_templates(planned.pages, documents, sources, config, registry)
    return Subject(
        site=read.site,
        sources=sources,
        documents=documents,
        outlines={source: outline_of(state.body(source).html) for source in documents},
        unread=frozenset(s.path for s in sources if s.role in ("post", "page")) - documents.keys(),
        places=frozenset(same_place(output_of(permalink)) for permalink in permalinks),
        told=(*problems, *trouble, *read.warnings, *more, *still_more, *gone),
    )


def _lost(config: Config, planned: Plan, read: Read, now: datetime) -> tuple[Diagnostic, ...]:
    """What is wrong with the list of published addresses, or would be lost of them."""
    try:
        published = read_lock(config.root)
    except ContentError as error:
        return error.diagnostics
    return lost(published, planned, read, read_traces(note_file(config, "traces")), now).diagnostics


def _registry(config: Config) -> tuple[Registry, tuple[Diagnostic, ...]]:
    """What the site can make; without its extensions where they cannot be used."""
    try:
        return registry_of(config), ()
    except ContentError as error:
        return registry_of(replace(config, extensions=(), disable=())), error.diagnostics
