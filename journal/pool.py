"""Pool: the work of one stage, spread over processes in batches of plain data."""

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # slow, and only names here
    from concurrent.futures import Executor, Future

from journal.diagnostics import ContentError, Diagnostic

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 64
"""From so many items on, a pool costs less than it saves."""
_LOOKS_UP = 0.2
"""So often, in seconds, a worker looks whether its build is still there; until it ends it holds on to the lock."""
_PATIENCE = 2
"""Seconds that a result may take before it is asked whether it will ever come."""
_NO_THREAD = "can't start new thread"
"""What Python says of too little memory, or too many processes, for another thread."""
_AHEAD = 64
"""So many batches are on their way at once: enough for the workers never to wait, too few to fill the memory."""


def cores() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def processes(
    workers: int, count: int, initializer: Callable[..., None] | None = None, initargs: tuple[object, ...] = ()
) -> "Iterator[Executor | None]":
    """An executor for `count` items; None when they are few, one worker was asked for, or there can be no others."""
    if workers <= 1 or count < WORTH_IT:
        yield None
        return
    import multiprocessing  # noqa: PLC0415 - slow, and of no use to most builds
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # noqa: PLC0415

    # Forking hands the site to each worker without a copy; elsewhere it is sent once a worker.
    method = "fork" if sys.platform == "linux" else None
    # Whose child a forked worker is, it cannot ask: this process may have been killed by then.
    parent = os.getpid() if method else 0
    begin = partial(_begin, parent, initializer)
    try:
        several = ProcessPoolExecutor(workers, multiprocessing.get_context(method), begin, initargs)
    except (OSError, ImportError, NotImplementedError):  # what processes share has no place, as in some containers
        yield None
        return
    with several as executor:
        try:
            yield executor
        except BaseException as problem:
            executor.shutdown(wait=False, cancel_futures=True)
            # A pool that could not start all of its workers would wait for ever for the others.
            for worker in multiprocessing.active_children():
                worker.terminate()
            if isinstance(problem, BrokenExecutor):
                hint = "was the memory full? with --workers 1 it takes less"
                raise ContentError([Diagnostic("journal", "a worker process was ended from outside", hint)]) from None
            if str(problem) == _NO_THREAD:
                hint = "raise the limit of the memory or of processes, or build with --workers 1"
                raise ContentError([Diagnostic("journal", "no worker processes can be used here", hint)]) from None
            raise


def in_batches(
    executor: "Executor | None", work: Callable[[Sequence[T]], list[R]], items: Iterable[T], size: int = 32
) -> Iterator[R]:
    """What `work` makes of the items, in their order. Of many items, only some are held at a time."""
    remaining = iter(items)
    batches = iter(lambda: tuple(islice(remaining, size)), ())
    if executor is None:
        for batch in batches:
            yield from work(batch)
        return
    waiting: deque[Future[list[R]]] = deque()
    for batch in batches:
        waiting.append(executor.submit(work, batch))
        if len(waiting) >= _AHEAD:
            yield from _result(waiting.popleft(), executor)
    while waiting:
        yield from _result(waiting.popleft(), executor)


def _result(future: "Future[list[R]]", executor: "Executor") -> list[R]:
    from concurrent.futures import CancelledError, wait  # noqa: PLC0415 - as above

    # A pool has a thread that carries the work about. Where that could not go on, nobody would ever answer.
    while not wait((future,), _PATIENCE).done:
        carrier = getattr(executor, "_executor_manager_thread", None)
        if carrier is not None and not carrier.is_alive() and not future.done():
            raise RuntimeError(_NO_THREAD)
    try:
        return future.result()
    except CancelledError:
        hint = "is it running still, and are its workers?"
        raise ContentError([Diagnostic("--executor", "the work was given up there", hint)]) from None


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOKS_UP)
    os._exit(1)


def _begin(parent: int, initializer: Callable[..., None] | None, *initargs: object) -> None:
    # Ctrl-C is the main process's to answer; it ends the workers. When it is killed itself, nobody would: so each
    # looks whether it is still there.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(parent or os.getppid(),), daemon=True).start()
    if initializer:
        initializer(*initargs)
