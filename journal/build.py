"""Build: the straight line from a folder of posts to a site."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

from journal import disk, intent, pool, stage
from journal.addresses import output_of
from journal.assemble import assemble, written_date
from journal.config import Config, require_journal, settings_file
from journal.diagnostics import ContentError, Diagnostic, in_order
from journal.document import Document
from journal.extensions import registry_of
from journal.gitdates import History, read_history
from journal.lock import lock
from journal.output import Manifest, check_foreign, check_output, read_manifest
from journal.plan import Plan, plan
from journal.read import read_documents
from journal.render import Before, Rendered, render
from journal.scan import Source, scan
from journal.site import Site
from journal.state import State
from journal.traces import Trace
from journal.write import Written, write

Progress = Callable[[str, int, int], None]
"""Told the name of a stage, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    site: Site
    pages: int
    written: Written
    reasons: Mapping[str, str]
    """Why each page that was rendered had to be, by output path."""
    warnings: tuple[Diagnostic, ...]


def build(
    config: Config,
    *,
    strict: bool = False,
    workers: int = 0,
    clean: bool = False,
    wait: Callable[[], None] | None = lambda: None,
    progress: Progress | None = None,
) -> Report:
    """Build a site. Raises ContentError, with the old output untouched, when the content has errors.

    While another build is at work in the folder, calls `wait` and waits for it; with None, that is an error.
    """
    check_output(config)
    require_journal(config.root)
    try:
        with lock(config.root / ".journal", wait):
            if intent.is_pending(config.root / ".journal"):
                from journal.recovery import recover  # noqa: PLC0415 - after a kill only

                recover(config.root / ".journal")
            return _build(config, strict=strict, workers=workers or pool.cores(), clean=clean, tell=progress or _nobody)
    except OSError as problem:
        raise ContentError([disk.of_the_disk(problem, config)]) from None


def _nobody(*_: object) -> None:
    """Who is told when nobody wants to know."""


def _build(config: Config, *, strict: bool, workers: int, clean: bool, tell: Progress) -> Report:
    registry = registry_of(config)
    sources = scan(config)
    with closing(State.open(config.root / ".journal", clean=clean)) as state:
        site, warnings = read_site(config, sources, state, workers, tell)
        planned, more = plan(site, registry)
        warnings = _only_warnings((*warnings, *_about_settings(config), *more), strict=strict)
        manifest = read_manifest(config)
        check_foreign(config, manifest, _paths(planned))
        if clean:
            manifest = {path: (digest, "") for path, (digest, _) in manifest.items()}
        rendered, written = _render_and_write(site, planned, state, manifest, workers, tell)
    return Report(site, len(planned.pages), written, rendered.reasons, (*warnings, *_left_by_hand(written, config)))


def _render_and_write(
    site: Site, planned: Plan, state: State, manifest: Manifest, workers: int, tell: Progress
) -> tuple[Rendered, Written]:
    config = site.config
    kept_in = config.root / ".journal"
    output = str(config.output)
    records = state.traces(output)
    before = Before({path: Trace.from_record(record) for path, record in records.items()}, manifest)
    try:
        folder = stage.begin(kept_in, config.output)
        rendered = render(site, planned, before, folder, workers, tell)
        written = write(rendered.outputs, config, manifest, folder)
    except OSError as problem:
        raise ContentError([disk.of_the_disk(problem, config)]) from None
    except UnicodeEncodeError as problem:
        message = f"this machine's locale has no way to write the name {problem.object!r}"
        raise ContentError([Diagnostic(str(config.output), message, "set PYTHONUTF8=1 in the environment")]) from None
    finally:
        if not intent.is_pending(kept_in):  # else the next command needs what is staged
            stage.discard(kept_in)
    state.keep_traces(output, {path: trace.to_record() for path, trace in rendered.traces.items()}, records)
    return rendered, written


def read_site(
    config: Config, sources: Sequence[Source], state: State, workers: int, tell: Progress = _nobody
) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The site in a folder, and the warnings about it. Raises ContentError for content that cannot be built."""
    documents, diagnostics = read_documents(sources, config, state, workers, tell)
    site, more = assemble(documents, sources, config, moment_of_build(), _history(config, documents))
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        raise ContentError((*diagnostics, *more))
    return site, (*diagnostics, *more)


def moment_of_build() -> datetime:
    """Now, which decides what is still to come and what has expired; `SOURCE_DATE_EPOCH` where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch) if epoch else time.time(), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, which is no number of seconds since 1970"
        raise ContentError([Diagnostic("the environment", message)]) from None


def _history(config: Config, documents: Sequence[Document]) -> History:
    needed = config.git_dates or any(d.role == "post" and written_date(d, config) is None for d in documents)
    return read_history(config.root) if needed else History()


def _about_settings(config: Config) -> list[Diagnostic]:
    if config.url:
        return []
    message = "no `url` is set: feeds, link previews and the sitemap hold paths where they need whole addresses"
    file = settings_file(config)
    where = f"in {file}" + (", below [tool.journal]" if file == "pyproject.toml" else "")
    return [Diagnostic(file, message, f'{where}: url = "https://me.example/"', severity="warning")]


def _only_warnings(diagnostics: Sequence[Diagnostic], *, strict: bool) -> tuple[Diagnostic, ...]:
    """The diagnostics in order. Raises ContentError when one is an error, or when warnings count as errors."""
    if any(strict or diagnostic.severity == "error" for diagnostic in diagnostics):
        raise ContentError(diagnostics)
    return in_order(diagnostics)


def _left_by_hand(written: Written, config: Config) -> list[Diagnostic]:
    message = "no longer part of the site, but changed by hand: left where it is"
    hint = "delete it, or keep it as a file of your own"
    paths = [disk.shown(config.output / path, config.root) for path in written.left]
    return [Diagnostic(path, message, hint, severity="warning") for path in paths]


def _paths(planned: Plan) -> list[str]:
    permalinks = [page.permalink for page in planned.pages] + [file.permalink for file in planned.files]
    return [output_of(permalink) for permalink in permalinks]
