"""Lookout: a process that looks which outputs are still as they were written, while this one is busy with the site."""

import os
from collections.abc import Mapping
from pathlib import Path

from journal import pool
from journal.aside import Aside
from journal.config import Config
from journal.frozen import frozen
from journal.options import Options
from journal.output import list_of, note_file, stamp_of, whose


@frozen
class Seen:
    """The files of a manifest of which the file system says something else than the manifest does."""

    touched: frozenset[str]
    """Those that are no longer what was written."""
    moved: Mapping[str, tuple[str, str]]
    """Those that hold the same bytes still, as in a copy of the site or the cache of a host; with what it says now."""


Lookout = Aside[tuple[Path, str], Seen]


def lookout_for(config: Config, options: Options) -> Lookout:
    """A lookout over the output folder of a site; a process of its own where there is something to see."""
    known = note_file(config, "output").exists() and not options.clean
    # To ask after thousands of files takes a twentieth of a second, and each is asked after by itself.
    return Aside(lambda: None, _look, wanted=known and (options.workers or pool.cores()) > 1)


def begin(lookout: Lookout, config: Config) -> None:
    """Send it out."""
    lookout.begin((note_file(config, "output"), f"{config.output}{os.sep}"))


def _look(where: tuple[Path, str]) -> Seen:
    file, below = where
    touched: set[str] = set()
    moved: dict[str, tuple[str, str]] = {}
    for path, (digest, stamp) in list_of(file).items():
        now = stamp_of(below + path)
        if stamp == now:
            continue
        if stamp and whose(below + path, (digest, stamp)) == "ours":
            moved[path] = (digest, now)
        else:
            touched.add(path)
    return Seen(frozenset(touched), moved)
