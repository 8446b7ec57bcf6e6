"""Lookout: a process that looks which outputs are still as they were written, while this one is busy with the site."""

import os
from pathlib import Path

from journal import pool
from journal.aside import Aside
from journal.config import Config
from journal.options import Options
from journal.output import list_of, note_file, stamp_of

Lookout = Aside[tuple[Path, str], frozenset[str]]


def lookout_for(config: Config, options: Options) -> Lookout:
    """A lookout over the output folder of a site; a process of its own where there is something to see."""
    known = note_file(config, "output").exists() and not options.clean
    # To ask after thousands of files takes a twentieth of a second, and each is asked after by itself.
    return Aside(lambda: None, _touched, wanted=known and (options.workers or pool.cores()) > 1)


def begin(lookout: Lookout, config: Config) -> None:
    """Send it out."""
    lookout.begin((note_file(config, "output"), f"{config.output}{os.sep}"))


def _touched(where: tuple[Path, str]) -> frozenset[str]:
    """The files of a manifest that are no longer as it says."""
    file, below = where
    return frozenset(path for path, (_, stamp) in list_of(file).items() if stamp != stamp_of(below + path))
