"""Render: every planned output to a staged file, but for those whose reads are what they were."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from journal import pool, stage
from journal.addresses import output_of
from journal.comparison import Comparison
from journal.diagnostics import ContentError, Diagnostic
from journal.document import Body
from journal.extensions import registry_of
from journal.facets import Facets
from journal.frozen import frozen
from journal.ground import Ground
from journal.options import Options
from journal.output import Manifest
from journal.page import Page
from journal.plan import Plan
from journal.records import from_headings
from journal.related import Related
from journal.site import Site
from journal.stage import Output
from journal.state import State
from journal.traces import Trace, Traces, as_found, trace_of, what_changed

if TYPE_CHECKING:  # Jinja comes with it
    from journal.renderer import Renderer


@frozen
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


@frozen
class Before:
    """What the last build left: where every file is, and what each of them had read."""

    traces: Traces
    manifest: Manifest
    touched: frozenset[str] = frozenset()
    """The files of the manifest that are no longer as it says."""

    def altered(self, traces: Traces) -> list[str]:
        """The files of the output that are not what came of their traces."""
        known, digests = self.manifest, traces.digest
        listed = [known[path][0] if path in known and known[path][1] else "" for path in digests.among(traces.paths)]
        altered = {traces.paths[place] for place in digests.unlike(listed)} | self.touched
        return [path for path in traces.paths if path in altered] if altered else []


@frozen
class Rendered:
    """What the output folder is to hold, and what it was made from."""

    outputs: tuple[Output, ...]
    """Those that were made."""
    in_place: frozenset[str]
    """The paths of the others, which are there already."""
    traces: Traces
    reasons: Mapping[str, str]
    """Why each of those that were made had to be, by output path."""


@frozen
class _Made:
    output: Output
    trace: Trace


def render(  # noqa: PLR0913, PLR0917 - all that rendering takes
    scene: Scene,
    facets: Facets,
    state: State,
    plan: Plan,
    before: Before,
    answers: Comparison,
    folder: Path,
    options: Options,
) -> Rendered:
    """Stage in `folder` what is not in its place already; `facets` are those of the scene.

    Raises ContentError when a page cannot be made, OSError, and Damaged.
    """
    # Jinja comes with these; there is time for it while the comparison goes on.
    from journal.compiled import Compiled  # noqa: PLC0415
    from journal.renderer import Renderer  # noqa: PLC0415

    config = scene.site.config
    paths = {output_of(page.permalink): page for page in plan.pages}
    copied = {output_of(file.permalink): file for file in plan.files}
    was = before.traces.at([*paths, *copied])
    reasons = what_changed(was, [*paths.values()], [*copied.values()], scene.ground, facets, answers.result)
    for path in before.altered(was):
        reasons.setdefault(path, "the file is not as it was written")
    outputs: dict[str, Output] = {}
    # Lists take longest: were they last, there would be one process to be waited for in the end.
    pages = sorted((page for path, page in paths.items() if path in reasons), key=lambda page: page.source != "")
    traces: dict[str, Trace] = {}
    problems: dict[Page, Diagnostic] = {}
    with pool.processes(options.workers or pool.cores(), len(pages), _begin, (scene,)) as executor:
        compiled = Compiled(state)
        here = Renderer(facets, registry_of(config), compiled)
        if executor:
            here.get_ready(pages)
            compiled.keep()  # for the workers, and for the edits that come
        work = _in_worker if executor else partial(_make, here, scene.ground)
        results = pool.in_batches(executor, partial(work, folder), pages)
        for done, (page, made) in enumerate(zip(pages, results, strict=True), 1):
            options.progress("render", done, len(pages))
            if isinstance(made, Diagnostic):
                problems[page] = made
            else:
                outputs[made.output.path], traces[made.output.path] = made.output, made.trace
    compiled.keep()
    if problems:
        raise ContentError(_one_a_place(problems[page] for page in plan.pages if page in problems))
    for path, file in copied.items():
        if path in reasons:
            if file.file:
                outputs[path] = Output(path, stage.digest_of_file(file.file), file.file, copied=True)
            else:
                outputs[path] = stage.put(folder, path, state.file(file.source))
            traces[path] = Trace(as_found(file), "", outputs[path].digest)
    in_order = tuple(outputs[path] for path in was.paths if path in outputs)  # in which they were planned
    return Rendered(in_order, frozenset(was.paths) - outputs.keys(), was.with_new(traces), reasons)


def _make(renderer: "Renderer", ground: Ground, folder: Path, pages: Sequence[Page]) -> list[_Made | Diagnostic]:
    results: list[_Made | Diagnostic] = []
    for page in pages:
        made = renderer.render(page)
        if isinstance(made, Diagnostic):
            results.append(made)
            continue
        output = stage.put(folder, output_of(page.permalink), made.data)
        trace = trace_of(page, ground, made.reads, renderer.facets, output.digest)
        results.append(_Made(output, trace))
    return results


class _Worker:
    """What a worker process makes pages with, opened once by its pool's initializer."""

    renderer: "Renderer"
    ground: Ground


def _begin(scene: Scene) -> None:
    # At hand already where workers are forked.
    from journal.compiled import Compiled  # noqa: PLC0415
    from journal.renderer import Renderer  # noqa: PLC0415

    state = State.look(scene.state).hold()  # of its own, as a connection cannot be handed to another process
    renderer = Renderer(scene.facets(state), registry_of(scene.site.config), Compiled(state))
    _Worker.renderer, _Worker.ground = renderer, scene.ground


def _in_worker(folder: Path, pages: Sequence[Page]) -> list[_Made | Diagnostic]:
    return _make(_Worker.renderer, _Worker.ground, folder, pages)


def _one_a_place(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """A mistake in a template shows on every page made with it; the first page tells it well enough."""
    first: dict[tuple[str, int], Diagnostic] = {}
    for problem in problems:
        first.setdefault((problem.path, problem.line), problem)
    return list(first.values())
