"""Pool: the work of one stage, spread over processes in batches of plain data."""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 64
"""From so many items on, a pool costs less than it saves."""


def cores() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def processes(
    workers: int, count: int, initializer: Callable[..., None] | None = None, initargs: tuple[object, ...] = ()
) -> Iterator[Executor | None]:
    """An executor for `count` items; None when they are few, or one worker was asked for."""
    if workers <= 1 or count < WORTH_IT:
        yield None
        return
    # Forking hands the site to each worker without a copy; elsewhere it is sent once a worker.
    method = "fork" if sys.platform == "linux" else None
    with ProcessPoolExecutor(
        workers, multiprocessing.get_context(method), initializer=_begin, initargs=(initializer, initargs)
    ) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            raise


def in_batches(
    executor: Executor | None, work: Callable[[Sequence[T]], list[R]], items: Sequence[T], size: int = 32
) -> Iterator[R]:
    """What `work` makes of the items, in their order."""
    batches = [items[start : start + size] for start in range(0, len(items), size)]
    results = executor.map(work, batches) if executor else map(work, batches)
    for result in results:
        yield from result


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _begin(initializer: Callable[..., None] | None, initargs: tuple[object, ...]) -> None:
    # Ctrl-C is the main process's to answer; it ends the workers. When it is killed itself, nobody would: so each
    # looks whether it is still there.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    if initializer:
        initializer(*initargs)
