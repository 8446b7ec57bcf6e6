"""Deputy: answers glances while the process that it was forked from is busy with a build."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait

CAN_BE = sys.platform == "linux"
"""Elsewhere a process with all that this one has in memory cannot be had for nothing."""


@contextmanager
def deputy(connection: Connection, answer: Callable[[Connection], None]) -> Iterator[None]:
    """While this lasts, another process answers what comes in; each question wholly, or not at all."""
    stops, stop = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(stop)
            with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
                while connection in wait([connection, stops]):  # to the last question, and not before
                    answer(connection)
        finally:
            os._exit(0)
    os.close(stops)
    try:
        yield
    finally:
        os.close(stop)
        os.waitpid(child, 0)
