"""Build: the straight line from a folder of posts to a site."""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from journal import pool, stage
from journal.addresses import output_of
from journal.assemble import assemble, written_date
from journal.config import Config, settings_file
from journal.diagnostics import ContentError, Diagnostic, in_order
from journal.document import Document
from journal.extensions import registry_of
from journal.gitdates import History, read_history
from journal.output import check_foreign, check_output, read_manifest
from journal.plan import Plan, plan
from journal.read import read_documents
from journal.render import Renderer, open_renderer, render_batch, render_with
from journal.scan import Source, scan
from journal.site import Site
from journal.stage import Output
from journal.state import State
from journal.write import Written, write

Progress = Callable[[str, int, int], None]
"""Told the name of a stage, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    site: Site
    pages: int
    written: Written
    warnings: tuple[Diagnostic, ...]


def build(
    config: Config, *, strict: bool = False, workers: int = 0, clean: bool = False, progress: Progress | None = None
) -> Report:
    """Build a site. Raises ContentError, with the old output untouched, when the content has errors."""
    tell = progress or (lambda *_: None)
    workers = workers or pool.cores()
    check_output(config)
    registry = registry_of(config)
    sources = scan(config)
    with closing(State.open(config.root / ".journal", clean=clean)) as state:
        site, warnings = read_site(config, sources, state, workers, tell)
    planned, more = plan(site, registry)
    warnings = _only_warnings((*warnings, *_about_settings(config), *more), strict=strict)
    before = {} if clean else read_manifest(config)
    outputs_before = read_manifest(config)
    check_foreign(config, outputs_before, _paths(planned))
    folder = config.root / ".journal" / "stage"
    begun = False
    try:
        stage.clear(folder)
        outputs = _render(site, planned, folder, workers, tell)
        begun = True
        written = write(outputs, config, before or dict.fromkeys(outputs_before, ("", -1, -1)))
    except OSError as problem:
        raise ContentError([_of_the_disk(problem, config)], written=begun) from None
    except UnicodeEncodeError as problem:
        message = f"this machine's locale has no way to write the name {problem.object!r}"
        raise ContentError([Diagnostic(str(config.output), message, "set PYTHONUTF8=1 in the environment")]) from None
    finally:
        stage.discard(folder)
    return Report(site, len(planned.pages), written, warnings)


def read_site(
    config: Config, sources: Sequence[Source], state: State, workers: int, tell: Progress = lambda *_: None
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


def _render(site: Site, planned: Plan, folder: Path, workers: int, tell: Progress) -> list[Output]:
    outputs: list[Output] = []
    problems: list[Diagnostic] = []
    with pool.processes(workers, len(planned.pages), open_renderer, (site,)) as executor:
        if executor:
            work = partial(render_batch, folder)
        else:
            work = partial(render_with, Renderer(site, registry_of(site.config)), folder)
        for done, output in enumerate(pool.in_batches(executor, work, planned.pages), 1):
            tell("render", done, len(planned.pages))
            if isinstance(output, Diagnostic):
                problems.append(output)
            else:
                outputs.append(output)
    outputs.extend(
        Output(output_of(file.permalink), stage.digest_of_file(file.file), file.file, copied=True)
        for file in planned.files
    )
    if problems:
        raise ContentError(_one_a_place(problems))
    return outputs


def _one_a_place(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """A mistake in a template shows on every page made with it; the first page tells it well enough."""
    first: dict[tuple[str, int], Diagnostic] = {}
    for problem in problems:
        first.setdefault((problem.path, problem.line), problem)
    return list(first.values())


def _about_settings(config: Config) -> list[Diagnostic]:
    if config.url:
        return []
    message = "no `url` is set: feeds, link previews and the sitemap hold paths where they need whole addresses"
    hint = 'in journal.toml: url = "https://me.example/"'
    return [Diagnostic(settings_file(config), message, hint, severity="warning")]


def _only_warnings(diagnostics: Sequence[Diagnostic], *, strict: bool) -> tuple[Diagnostic, ...]:
    """The diagnostics in order. Raises ContentError when one is an error, or when warnings count as errors."""
    if any(strict or diagnostic.severity == "error" for diagnostic in diagnostics):
        raise ContentError(diagnostics)
    return in_order(diagnostics)


def _paths(planned: Plan) -> list[str]:
    permalinks = [page.permalink for page in planned.pages] + [file.permalink for file in planned.files]
    return [output_of(permalink) for permalink in permalinks]


def _of_the_disk(problem: OSError, config: Config) -> Diagnostic:
    path = Path(str(problem.filename or config.output))
    shown = path.relative_to(config.root).as_posix() if path.is_relative_to(config.root) else str(path)
    if not any(path.is_relative_to(folder) for folder in (config.output, config.root / ".journal")):
        return Diagnostic(shown, f"cannot be read: {problem.strerror}")
    hint = "the next build completes what this one began"
    return Diagnostic(shown, f"cannot be written: {problem.strerror}", hint)
