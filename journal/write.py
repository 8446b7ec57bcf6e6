"""Write: the staged files go to their places, and what the site no longer has goes away."""

import errno
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from journal.config import Config
from journal.output import write_manifest
from journal.stage import Output


@dataclass(frozen=True, slots=True)
class Written:
    """What the write did, by output path."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]


def write(outputs: Sequence[Output], config: Config, before: Mapping[str, tuple[str, int, int]]) -> Written:
    """Put every output in its place, each replaced in one step; remove those of the last build that are no more."""
    manifest: dict[str, tuple[str, int, int]] = {}
    written = []
    for output in outputs:
        file = config.output / output.path
        if output.path in before and before[output.path] == (output.digest, *_stat(file)):
            manifest[output.path] = before[output.path]
            continue
        _place(output, file)
        manifest[output.path] = (output.digest, *_stat(file))
        written.append(output.path)
    removed = [path for path in before if path not in manifest and _remove(config.output, path)]
    write_manifest(config, manifest)
    return Written(tuple(written), len(manifest) - len(written), tuple(removed))


def _place(output: Output, file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        # What was a page's file is a folder now: `/a.html` gave way to `/a.html/…`.
        for parent in file.parents:
            if parent.is_file():
                parent.unlink()
                break
        file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
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


def _remove(folder: Path, path: str) -> bool:
    file = folder / path
    try:
        file.unlink()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
        return False
    for parent in file.parents:
        if parent == folder:
            break
        try:
            parent.rmdir()
        except OSError:
            break
    return True


def _stat(file: Path) -> tuple[int, int]:
    try:
        stat = os.lstat(file)
    except OSError:
        return (-1, -1)
    return (stat.st_size, stat.st_mtime_ns)
