"""Write: the staged files go to their places, and what the site no longer has goes away."""

import errno
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from journal.config import Config
from journal.output import Manifest, is_as_written, stamp_of, write_manifest
from journal.report import Written
from journal.stage import Output


def write(outputs: Sequence[Output], config: Config, before: Manifest) -> Written:
    """Put every output in its place, each replaced in one step; remove those of the last build that are no more."""
    staged = [output for output in outputs if output.staged]
    new = [o for o in staged if not is_as_written(config.output / o.path, o.digest, before.get(o.path))]
    kept = {output.path for output in outputs}
    gone = [path for path in before if path not in kept]
    if new or gone:
        # Before any of it: a write that is cut off half-way must find again what is its own.
        write_manifest(config, {**before, **{output.path: ("", "") for output in new}})
    # First what is gone, which may be a file where a folder will be, or the other way round.
    removed = [path for path in gone if _remove(config.output, path)]
    for output in new:
        _place(output, config.output / output.path)
    after = dict(before) | {output.path: (output.digest, stamp_of(config.output / output.path)) for output in new}
    write_manifest(config, {path: after[path] for path in sorted(kept)})
    return Written(tuple(output.path for output in new), len(outputs) - len(new), tuple(removed))


def _place(output: Output, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir() and not file.is_symlink():
        _remove_empty(file)
    if not output.copied:
        try:
            os.replace(output.staged, file)
        except OSError as problem:
            if problem.errno != errno.EXDEV:
                raise
        else:
            return
    beside = file.with_name(f".{file.name[:100]}.journal-new")
    shutil.copyfile(output.staged, beside)
    beside.replace(file)


def _remove_empty(folder: Path) -> None:
    """Remove a folder in which there are only folders. Raises OSError when there is a file."""
    for here, _, _ in os.walk(folder, topdown=False):
        os.rmdir(here)


def _remove(folder: Path, path: str) -> bool:
    file = folder / path
    try:
        file.unlink()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False
    except PermissionError:
        if not file.is_dir():  # macOS says of a folder, too, that it is not permitted
            raise
        return False
    for parent in file.parents:
        if parent == folder:
            break
        try:
            parent.rmdir()
        except OSError:
            break
    return True
