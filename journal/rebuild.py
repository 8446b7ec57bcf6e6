"""Rebuild: the straight line from sources to a site."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from journal import disk, intent, stage
from journal.addresses import output_of
from journal.assemble import assemble, written_date
from journal.comparison import Comparison, comparison
from journal.config import Config, settings_file
from journal.diagnostics import ContentError, Diagnostic, in_order
from journal.document import Body, Document
from journal.extensions import registry_of
from journal.facets import Facets
from journal.frozen import frozen
from journal.gitdates import History, head_of, history_as_kept
from journal.ground import ground_of
from journal.learning.kept import with_learned, with_uses
from journal.learning.shelf import shelf_as_kept
from journal.lookout import Lookout, begin
from journal.lost import Losses, lasting
from journal.options import Options
from journal.output import check_foreign, note_file, read_manifest, write_manifest
from journal.parser import Parser
from journal.plan import Plan, plan
from journal.promises import kept_up, lost_urls
from journal.read import Found, read_documents
from journal.registry import Registry
from journal.related import related_as_kept
from journal.render import Before, Rendered, Scene, render
from journal.report import Report, Written
from journal.scan import Source
from journal.site import Site
from journal.state import Damaged, State
from journal.traces import Traces, keep_traces, read_traces
from journal.urls import Lock, read_lock
from journal.write import write


@frozen
class Read:
    """The site in a folder."""

    site: Site
    documents: tuple[Document, ...]
    """All of them, published or not."""
    warnings: tuple[Diagnostic, ...]
    head: str | None
    """The last commit of the history that was looked at; None when none was needed."""
    is_whole: bool = True
    """Whether every source could be read."""


def rebuild(
    config: Config, sources: Sequence[Source], now: datetime, options: Options, parser: Parser, lookout: Lookout
) -> Report:
    """Build the site of these sources. Raises ContentError, and OSError."""
    folder = config.root / ".journal"
    with contextlib.closing(State.open(folder, clean=options.clean)) as state:
        try:
            return _rebuild(config, sources, now, state, options, parser, lookout)
        except Damaged:
            pass
    with contextlib.closing(State.open(folder, clean=True)) as state:
        return _rebuild(config, sources, now, state, options, parser, lookout)


def _rebuild(  # noqa: PLR0913, PLR0917 - the whole of a build meets here
    config: Config,
    sources: Sequence[Source],
    now: datetime,
    state: State,
    options: Options,
    parser: Parser,
    lookout: Lookout,
) -> Report:
    registry = registry_of(config)
    # What needs none of the posts comes first: the parser takes longest to get ready.
    before = _before(config, options)
    ground = ground_of(config, sources, state)
    found = read_documents(sources, config, registry, state, options, parser)
    begin(lookout, config)  # no sooner, as the parser has a core to itself until here
    read = _whole(site_of(found, config, sources, now, state))
    site, lock = with_uses(read.site, state), read_lock(config.root)
    scene = Scene(site, related_as_kept(site, state), ground, config.root / ".journal")
    facets = scene.facets(state)
    with comparison(before.traces, ground, facets, options) as answers:
        planned, more = plan(site, registry)
        gone = lost(lock, planned, read, before.traces, now) if not _errors(more) else Losses()
        warnings = _only_warnings(
            (*read.warnings, *_about_settings(config), *more, *gone.diagnostics), strict=options.strict
        )
        options.seen(scene, planned)
        rendered, written = _render_and_write(scene, facets, planned, state, options, before, answers, lookout)
    lock, unkept = kept_up(lock, gone, lasting(planned, registry) if lock.begun else frozenset(), config)
    return Report(
        posts=len(site.entries),
        pages=len(planned.pages),
        left_out=site.left_out,
        warnings=(*warnings, *unkept, *_left_by_hand(written, config)),
        written=written,
        reasons=rendered.reasons,
        valid_until=site.valid_until,
        head=read.head,
        urls=lock.digest,
    )


def read_site(  # noqa: PLR0913, PLR0917 - all that reading takes
    config: Config,
    sources: Sequence[Source],
    registry: Registry,
    now: datetime,
    state: State,
    options: Options,
    parser: Parser,
) -> Read:
    """The site in a folder, and the warnings about it.

    Raises ContentError for content that cannot be built, OSError, and Damaged.
    """
    found = read_documents(sources, config, registry, state, options, parser)
    return _whole(site_of(found, config, sources, now, state))


def _whole(read: Read) -> Read:
    if not read.is_whole:
        raise ContentError(read.warnings)
    return read


def site_of(found: Found, config: Config, sources: Sequence[Source], now: datetime, state: State) -> Read:
    """The site of the documents that were found, and all that is wrong, errors too. Raises Damaged."""
    head = head_of(config.root) if _needs_history(config, found.documents) else None
    history = history_as_kept(config.root, head, state) if head else History()
    shelf, wrong = shelf_as_kept(sources, config.zone, state)
    site, more = assemble(found.documents, sources, config, now, history, shelf)
    site = with_learned(site, state)
    of_sources = (*found.diagnostics, *wrong)
    is_whole = not any(diagnostic.severity == "error" for diagnostic in of_sources)
    return Read(site, tuple(found.documents), (*of_sources, *more), head, is_whole)


def lost(lock: Lock, planned: Plan, read: Read, before: Traces, now: datetime) -> Losses:
    """The published URLs that a site would lose; `before` are the traces of its last build."""

    def bodies() -> Mapping[str, str]:
        return Facets(read.site, (), _no_body).digests("body")

    return lost_urls(lock, planned, read.site, read.documents, before, bodies, now)


def _no_body(source: str) -> Body:
    raise LookupError(source)


def _before(config: Config, options: Options) -> Before:
    """What the last build left."""
    traces = Traces() if options.clean else read_traces(note_file(config, "traces"))
    # Where the list of outputs is lost, the traces still know what is ours by its content.
    manifest = read_manifest(config) or {
        path: (digest, "") for path, digest in zip(traces.paths, traces.digest.parts, strict=True)
    }
    if options.clean:
        manifest = {path: (digest, "") for path, (digest, _) in manifest.items()}
    return Before(traces, manifest)


def _render_and_write(  # noqa: PLR0913, PLR0917 - all that the second half of a build takes
    scene: Scene,
    facets: Facets,
    planned: Plan,
    state: State,
    options: Options,
    before: Before,
    answers: Comparison,
    lookout: Lookout,
) -> tuple[Rendered, Written]:
    config = scene.site.config
    check_foreign(config, before.manifest, dict.fromkeys(_paths(planned), ""))
    kept_in = config.root / ".journal"
    try:
        folder = stage.begin(kept_in, config.output)
        seen = lookout.result()
        moved = {} if options.clean else seen.moved
        before = replace(before, manifest={**before.manifest, **moved}, touched=seen.touched)
        rendered = render(scene, facets, state, planned, before, answers, folder, options)
        written = write(rendered.outputs, rendered.in_place, config, before.manifest, folder)
        if moved and not written.written and not written.removed:
            write_manifest(note_file(config, "output"), before.manifest)
    except UnicodeEncodeError as problem:
        message = f"this machine's locale has no way to write the name {problem.object!r}"
        raise ContentError([Diagnostic(str(config.output), message, "set PYTHONUTF8=1 in the environment")]) from None
    finally:
        if not intent.is_pending(kept_in):  # else the next command needs what is staged
            stage.discard(kept_in)
    # When nobody knows what the pages were made with, they will be made again.
    traces = rendered.traces if scene.ground.stands() else Traces()
    with contextlib.suppress(OSError):  # the site stands; without traces the next build only takes longer
        keep_traces(note_file(config, "traces"), traces)
    return rendered, written


def _needs_history(config: Config, documents: Sequence[Document]) -> bool:
    return config.git_dates or any(d.role == "post" and written_date(d, config) is None for d in documents)


def _about_settings(config: Config) -> list[Diagnostic]:
    needs = not {"feed", "sitemap"} <= {*config.disable}
    if config.url or not needs:
        return []
    message = "no `url` is set: feeds, link previews and the sitemap hold paths where they need whole addresses"
    file = settings_file(config)
    where = f"in {file}" + (", below [tool.journal]" if file == "pyproject.toml" else "")
    return [Diagnostic(file, message, f'{where}: url = "https://me.example/"', severity="warning")]


def _only_warnings(diagnostics: Sequence[Diagnostic], *, strict: bool) -> tuple[Diagnostic, ...]:
    """The diagnostics in order. Raises ContentError when one is an error, or when warnings count as errors."""
    if _errors(diagnostics) or (strict and diagnostics):
        raise ContentError(diagnostics)
    return in_order(diagnostics)


def _errors(diagnostics: Sequence[Diagnostic]) -> bool:
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


def _left_by_hand(written: Written, config: Config) -> list[Diagnostic]:
    message = "no longer part of the site, but changed by hand: left where it is"
    hint = "delete it, or keep it as a file of your own"
    paths = [disk.shown(config.output / path, config.root) for path in written.left]
    return [Diagnostic(path, message, hint, severity="warning") for path in paths]


def _paths(planned: Plan) -> list[str]:
    permalinks = [page.permalink for page in planned.pages] + [file.permalink for file in planned.files]
    return [output_of(permalink) for permalink in permalinks]
