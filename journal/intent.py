"""Intent: what a write is about to do, on disk before it does any of it, so that a kill leaves no riddle."""

import os
from collections.abc import Mapping
from pathlib import Path

from journal import datafile
from journal.frozen import frozen


@frozen
class Intent:
    """A write, all of it; its paths are from the output folder, with forward slashes."""

    output: str
    stage: str
    put: Mapping[str, str]
    """The digest of each file that is staged, by path."""
    replaced: frozenset[str]
    """Those of them that stand where a file stood."""
    gone: tuple[str, ...]
    """Files to be removed."""
    forgotten: tuple[str, ...]
    """Files that stay, or were missing, and are listed no more."""
    made: tuple[str, ...]
    """Folders to be made, outermost first; absolute, as the output may be one of them."""
    cleared: tuple[str, ...]
    """Folders to be removed because a file will be there; all that is in them is gone by then."""


def keep(state: Path, intent: Intent) -> None:
    """Declare a write; from here on it is to be completed or undone. Raises OSError, with nothing declared."""
    record = [
        _stored(intent.output, state),
        _stored(intent.stage, state),
        dict(intent.put),
        sorted(intent.replaced),
        intent.gone,
        intent.forgotten,
        [_stored(folder, state) for folder in intent.made],
        intent.cleared,
    ]
    datafile.keep(_file(state), record, durable=True)


def read(state: Path) -> Intent | None:
    """The write that was declared and not ended; None if it was not wholly declared, so that nothing was touched."""
    match datafile.read(_file(state)):
        case [
            str(output),
            str(stage),
            dict(put),
            list(replaced),
            list(gone),
            list(forgotten),
            list(made),
            list(cleared),
        ]:
            return Intent(
                _absolute(output, state),
                _absolute(stage, state),
                put,
                frozenset(replaced),
                tuple(gone),
                tuple(forgotten),
                tuple(_absolute(folder, state) for folder in made),
                tuple(cleared),
            )
    return None


def is_pending(state: Path) -> bool:
    """Whether a write was declared and has not ended."""
    return os.path.exists(_file(state))


def forget(state: Path) -> None:
    """The write has ended."""
    _file(state).unlink(missing_ok=True)


def _file(state: Path) -> Path:
    return state / "write.json"


def _stored(folder: str, state: Path) -> str:
    """A folder from the site's own where it lies in there: a site that is moved or copied takes its writes along."""
    return folder.removeprefix(f"{state.parent}{os.sep}")


def _absolute(folder: str, state: Path) -> str:
    return os.path.join(state.parent, folder)
