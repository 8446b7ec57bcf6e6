"""Seal: a note of all that a build came from and made, so that the next one can tell that there is nothing to do.

Only names, sizes and times are looked at on the way, and nothing heavy is imported.
"""

import os
import time
from collections.abc import Sequence
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path

from journal import datafile
from journal.config import Config
from journal.diagnostics import Diagnostic
from journal.engine import installation_stamp
from journal.modules import files_of
from journal.output import Manifest, note_file, read_manifest, stamp_in
from journal.output import stamp_of as stamp_now
from journal.report import LeftOut, Report, Written
from journal.scan import Source, stamp_of
from journal.stage import digest_of, digest_of_file
from journal.urls import LOCK


def inputs_of(config: Config, sources: Sequence[Source]) -> str:
    """A digest of all that a build comes from, but for the moment and the history."""
    told = [installation_stamp(), repr(config)]
    told += [f"{source.path}\0{source.file}\0{source.role}\0{source.stamp}" for source in sources]
    started = time.time_ns()
    for name in config.extensions:
        stamps = [f"{file}\0{stamp_of(os.stat(file), started)}" for file in files_of(name, config.root)]
        told.append("\0".join((name, *stamps)))
    return digest_of("\n".join(told).encode("utf-8", "surrogatepass"))


def seal(config: Config, inputs: str, since: datetime, report: Report) -> None:
    """Note what a build came from, from which moment on, and what it had to say."""
    note = [
        inputs,
        datafile.digest_in(note_file(config, "output")),
        _stamp_of_urls(config, report.urls),
        since.timestamp(),
        report.valid_until.timestamp() if report.valid_until else None,
        report.head,
        report.posts,
        report.pages,
        astuple(report.left_out),
        [astuple(warning) for warning in report.warnings],
    ]
    datafile.keep(_file(config), note)


def sealed(config: Config, inputs: str, now: datetime) -> Report | None:
    """What the build reported that stands in the output folder, if another one would do the same."""
    try:
        note = datafile.read(_file(config))
    except OSError:
        return None
    if not isinstance(note, list) or note[0] != inputs:
        return None
    _, made, urls, since, until, head, posts, pages, left_out, warnings = note
    if (
        urls != stamp_now(config.root / LOCK)
        or now.timestamp() < since
        or (until is not None and now.timestamp() >= until)
        or (head is not None and head != _head(config.root))
    ):
        return None
    manifest = read_manifest(config)  # none when it is damaged
    if (
        not manifest
        or made != datafile.digest_in(note_file(config, "output"))
        or not _is_all_there(config.output, manifest)
    ):
        return None
    found = tuple(Diagnostic(*warning) for warning in warnings)
    stands = datetime.fromtimestamp(until, UTC) if until is not None else None
    return Report(posts, pages, LeftOut(*left_out), found, Written((), len(manifest), ()), valid_until=stands)


def _file(config: Config) -> Path:
    return note_file(config, "seal")


def _is_all_there(folder: Path, manifest: Manifest) -> bool:
    """Whether every file that was written still is as it was."""
    below = f"{folder}{os.sep}"
    try:
        for path, (_, stamp) in manifest.items():
            if stamp != stamp_in(os.lstat(below + path)):
                return False
    except OSError:
        return False
    return True


def _stamp_of_urls(config: Config, digest: str) -> str:
    """What the file system says of the list of URLs; of another one than this build knew, what it says of none."""
    file = config.root / LOCK
    stamp = stamp_now(file)
    try:
        return stamp if not stamp or digest_of_file(file) == digest else "another"
    except OSError:
        return "another"


def _head(root: Path) -> str:
    from journal.gitdates import head_of  # noqa: PLC0415 - only a site with posts that have no date needs git

    return head_of(root)
