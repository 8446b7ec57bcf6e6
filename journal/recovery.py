"""Recovery: a write that was cut off is completed, or undone, by the next command."""

from pathlib import Path

from journal import disk, intent, stage
from journal.diagnostics import ContentError, Diagnostic
from journal.intent import Intent
from journal.lock import lock
from journal.output import list_of, manifest_of, write_manifest
from journal.swap import can_be_completed, can_be_undone, remove_emptied, swap
from journal.write import commit, revert


def recover(state: Path) -> None:
    """Complete the write that a killed build began, or undo it; for one who holds the lock.

    Raises OSError when the disk allows neither.
    """
    if not intent.is_pending(state):
        return
    todo = intent.read(state)
    if todo is None:  # cut off while it was declared, so nothing was touched
        intent.forget(state)
    elif not _completed(state, todo):
        if can_be_undone(todo):
            revert(state, todo)
        else:
            _give_up(state, todo)
    stage.discard(state)


def mend(state: Path) -> tuple[Diagnostic, ...]:
    """Recover on the way to something else, unless a build is at work; a warning if that fails."""
    if not intent.is_pending(state):
        return ()
    try:
        with lock(state, None):
            recover(state)
    except ContentError:
        return ()
    except OSError as problem:
        return (disk.cut_off(problem, state),)
    return ()


def _completed(state: Path, todo: Intent) -> bool:
    if not can_be_completed(todo):
        return False
    try:
        swap(todo)
        known = list_of(manifest_of(state, todo.output))
        for path in (*todo.gone, *todo.forgotten):
            known.pop(path, None)
        commit(state, todo, known)
    except OSError:
        if not can_be_undone(todo):
            raise
        return False
    return True


def _give_up(state: Path, todo: Intent) -> None:
    """Somebody has deleted what was staged: old and new pages stand side by side, and the next build makes all anew."""
    file = manifest_of(state, todo.output)
    write_manifest(file, list_of(file) | {path: (digest, "") for path, digest in todo.put.items()})
    remove_emptied(todo)
    intent.forget(state)
