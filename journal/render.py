"""Render: every planned page to a staged file, but for those whose reads are what they were."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from journal import pool, stage
from journal.addresses import output_of
from journal.diagnostics import ContentError, Diagnostic
from journal.extensions import registry_of
from journal.facets import Facets
from journal.output import Manifest, is_as_written
from journal.page import Page
from journal.plan import Plan
from journal.renderer import Renderer
from journal.site import Site
from journal.stage import Output
from journal.traces import Trace, ground_of, trace_of, what_changed


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the output folder is to hold, and what the pages of it read."""

    outputs: tuple[Output, ...]
    traces: Mapping[str, Trace]
    """By output path."""
    reasons: Mapping[str, str]
    """Why each page that was rendered had to be, by output path."""


@dataclass(frozen=True, slots=True)
class _Made:
    output: Output
    trace: Trace


@dataclass(frozen=True, slots=True)
class Before:
    """What the last build left: where every file is, and what each page of it had read."""

    traces: Mapping[str, Trace]
    manifest: Manifest


def render(
    site: Site, planned: Plan, before: Before, folder: Path, workers: int, tell: Callable[[str, int, int], None]
) -> Rendered:
    """Stage in `folder` what is not in its place already. Raises ContentError when a page cannot be made."""
    facets, ground = Facets(site), ground_of(site.config)
    outputs: dict[str, Output] = {}
    traces: dict[str, Trace] = {}
    reasons: dict[str, str] = {}
    pages = []
    for page in planned.pages:
        path = output_of(page.permalink)
        trace = before.traces.get(path)
        reason = what_changed(trace, page, ground, facets)
        if (
            trace
            and not reason
            and not is_as_written(site.config.output / path, trace.output, before.manifest.get(path))
        ):
            reason = "the file is not as it was written"
        if trace and not reason:
            outputs[path], traces[path] = Output(path, trace.output), trace
        else:
            reasons[path] = reason
            pages.append(page)
    problems = []
    with pool.processes(workers, len(pages), _begin, (site, ground)) as executor:
        work = _in_worker if executor else partial(_make, Renderer(facets, registry_of(site.config)), ground)
        for done, made in enumerate(pool.in_batches(executor, partial(work, folder), pages), 1):
            tell("render", done, len(pages))
            if isinstance(made, Diagnostic):
                problems.append(made)
            else:
                outputs[made.output.path], traces[made.output.path] = made.output, made.trace
    if problems:
        raise ContentError(_one_a_place(problems))
    for file in planned.files:
        path = output_of(file.permalink)
        outputs[path] = Output(path, stage.digest_of_file(file.file), file.file, copied=True)
    return Rendered(tuple(outputs.values()), traces, reasons)


def _make(renderer: Renderer, ground: str, folder: Path, pages: Sequence[Page]) -> list[_Made | Diagnostic]:
    results: list[_Made | Diagnostic] = []
    for page in pages:
        made = renderer.render(page)
        if isinstance(made, Diagnostic):
            results.append(made)
            continue
        output = stage.put(folder, output_of(page.permalink), made.data)
        results.append(_Made(output, trace_of(page, ground, made.reads, renderer.facets, output.digest)))
    return results


class _Worker:
    """What a worker process makes pages with, opened once by its pool's initializer."""

    renderer: Renderer
    ground: str


def _begin(site: Site, ground: str) -> None:
    _Worker.renderer, _Worker.ground = Renderer(Facets(site), registry_of(site.config)), ground


def _in_worker(folder: Path, pages: Sequence[Page]) -> list[_Made | Diagnostic]:
    return _make(_Worker.renderer, _Worker.ground, folder, pages)


def _one_a_place(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """A mistake in a template shows on every page made with it; the first page tells it well enough."""
    first: dict[tuple[str, int], Diagnostic] = {}
    for problem in problems:
        first.setdefault((problem.path, problem.line), problem)
    return list(first.values())
