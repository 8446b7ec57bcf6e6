"""Render: every planned output to a staged file, but for those whose reads are what they were."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from journal import pool, stage
from journal.addresses import output_of
from journal.diagnostics import ContentError, Diagnostic
from journal.document import Body
from journal.extensions import registry_of
from journal.facets import Facets
from journal.ground import Ground
from journal.options import Options
from journal.output import Manifest, is_as_written
from journal.page import Page
from journal.plan import Plan
from journal.records import from_headings
from journal.related import Related
from journal.renderer import Renderer
from journal.site import Site, StaticFile
from journal.stage import Output
from journal.state import State
from journal.traces import Trace, to_record, trace_of, what_changed


@dataclass(frozen=True, slots=True)
class Scene:
    """All that pages can see."""

    site: Site
    related: Related
    ground: Ground
    state: Path
    """The folder of the state, which holds the bodies."""

    def facets(self, state: State) -> Facets:
        """The scene, ready to be asked; bodies come from the state."""

        def body(source: str) -> Body:
            kept = state.body(source)
            return Body(kept.html, from_headings(kept.headings))

        return Facets(self.site, self.related, body)


@dataclass(frozen=True, slots=True)
class Before:
    """What the last build left: where every file is, and what each of them had read."""

    traces: Mapping[str, Trace]
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the output folder is to hold, and what the new files of it read."""

    outputs: tuple[Output, ...]
    traces: Mapping[str, str]
    """The record of each that was made, by output path."""
    reasons: Mapping[str, str]
    """Why each of them had to be, by output path."""


@dataclass(frozen=True, slots=True)
class _Made:
    output: Output
    trace: str


def render(
    scene: Scene,
    state: State,
    plan: Plan,
    before: Before,
    folder: Path,
    options: Options,
) -> Rendered:
    """Stage in `folder` what is not in its place already.

    Raises ContentError when a page cannot be made, OSError, and Damaged.
    """
    config = scene.site.config
    facets = scene.facets(state)
    below = f"{config.output}{os.sep}"
    outputs: dict[str, Output] = {}
    reasons: dict[str, str] = {}

    def changed(path: str, reason: str) -> bool:
        trace = before.traces.get(path)
        if trace and not reason:
            if is_as_written(below + path, trace.digest, before.manifest.get(path)):
                outputs[path] = Output(path, trace.digest)
                return False
            reason = "the file is not as it was written"
        reasons[path] = reason
        return True

    pages, files = [], []
    for page in plan.pages:
        path = output_of(page.permalink)
        if changed(path, what_changed(before.traces.get(path), page, scene.ground, facets)):
            pages.append(page)
    for file in plan.files:
        path = output_of(file.permalink)
        trace = before.traces.get(path)
        same = trace is not None and trace.planned == _planned(file)
        if changed(path, "" if same else f"file {file.source}" if trace else "new"):
            files.append(file)
    traces: dict[str, str] = {}
    problems = []
    with pool.processes(options.workers or pool.cores(), len(pages), _begin, (scene,)) as executor:
        work = _in_worker if executor else partial(_make, Renderer(facets, registry_of(config)), scene.ground)
        for done, made in enumerate(pool.in_batches(executor, partial(work, folder), pages), 1):
            options.progress("render", done, len(pages))
            if isinstance(made, Diagnostic):
                problems.append(made)
            else:
                outputs[made.output.path], traces[made.output.path] = made.output, made.trace
    if problems:
        raise ContentError(_one_a_place(problems))
    for file in files:
        path = output_of(file.permalink)
        outputs[path] = Output(path, stage.digest_of_file(file.file), file.file, copied=True)
        traces[path] = to_record(Trace(_planned(file), "", outputs[path].digest, {}, ()))
    return Rendered(tuple(outputs.values()), traces, reasons)


def _planned(file: StaticFile) -> str:
    """A file that is copied, as it was found."""
    return f"{file.file}\0{file.stamp}"


def _make(renderer: Renderer, ground: Ground, folder: Path, pages: Sequence[Page]) -> list[_Made | Diagnostic]:
    results: list[_Made | Diagnostic] = []
    for page in pages:
        made = renderer.render(page)
        if isinstance(made, Diagnostic):
            results.append(made)
            continue
        output = stage.put(folder, output_of(page.permalink), made.data)
        trace = trace_of(page, ground, made.reads, renderer.facets, output.digest)
        results.append(_Made(output, to_record(trace)))
    return results


class _Worker:
    """What a worker process makes pages with, opened once by its pool's initializer."""

    renderer: Renderer
    ground: Ground


def _begin(scene: Scene) -> None:
    # Of its own, as a connection cannot be handed to another process.
    facets = scene.facets(State.look(scene.state).hold())
    _Worker.renderer, _Worker.ground = Renderer(facets, registry_of(scene.site.config)), scene.ground


def _in_worker(folder: Path, pages: Sequence[Page]) -> list[_Made | Diagnostic]:
    return _make(_Worker.renderer, _Worker.ground, folder, pages)


def _one_a_place(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """A mistake in a template shows on every page made with it; the first page tells it well enough."""
    first: dict[tuple[str, int], Diagnostic] = {}
    for problem in problems:
        first.setdefault((problem.path, problem.line), problem)
    return list(first.values())
