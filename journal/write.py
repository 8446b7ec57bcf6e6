"""Write: the staged files go to their places, and what the site no longer has goes away; all of it, or nothing."""

from collections.abc import Sequence
from pathlib import Path

from journal import disk, intent, stage
from journal.config import Config
from journal.diagnostics import ContentError
from journal.intent import Intent
from journal.output import Manifest, manifest_of, stamp_of, write_manifest
from journal.prepare import prepare
from journal.report import Written
from journal.stage import Output
from journal.swap import put_back, remove_emptied, set_aside, swap, undo


def write(
    outputs: Sequence[Output], in_place: frozenset[str], config: Config, before: Manifest, folder: Path
) -> Written:
    """Make the output folder hold these files, those in place and no other of ours.

    Whatever it raises, the old ones stand as before.

    OSError when the disk will not; ContentError when a file is in the way, or the old ones could not be put back.
    """
    prepared = prepare(outputs, in_place, config, before, folder)
    todo, state = prepared.intent, config.root / ".journal"
    if todo.put or todo.gone:
        try:
            intent.keep(state, todo)
            swap(todo)
            commit(state, todo, prepared.kept)
        except BaseException as problem:
            if intent.is_pending(state):
                _revert(state, todo, problem, config)
            raise
    elif prepared.kept != before:
        write_manifest(manifest_of(state, todo.output), prepared.kept)
        remove_emptied(todo)
    return Written(tuple(todo.put), len(in_place) + len(outputs) - len(todo.put), todo.gone, prepared.left)


def commit(state: Path, todo: Intent, kept: Manifest) -> None:
    """End a write whose files are all in their places. `kept` says what is known of those it did not touch."""
    file = manifest_of(state, todo.output)
    if file.exists():
        set_aside(str(file), _old_manifest(todo))
    else:
        write_manifest(Path(_old_manifest(todo)), {})
    new = {path: (digest, stamp_of(f"{todo.output}/{path}")) for path, digest in todo.put.items()}
    write_manifest(file, {**kept, **new})
    remove_emptied(todo)
    intent.forget(state)


def revert(state: Path, todo: Intent) -> None:
    """Undo a write that cannot be completed. Raises OSError when that is not possible either."""
    undo(todo)
    put_back(_old_manifest(todo), str(manifest_of(state, todo.output)))
    intent.forget(state)


def _revert(state: Path, todo: Intent, problem: BaseException, config: Config) -> None:
    try:
        revert(state, todo)
    except OSError as second:
        raise ContentError([disk.half_written(problem, second, config)], written=True) from problem


def _old_manifest(todo: Intent) -> str:
    return f"{todo.stage}/{stage.OLD}/manifest"
