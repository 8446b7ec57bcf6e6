"""Aside: a process that gets ready for some work, and does it, while this one is busy with something else."""

import contextlib
import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Generic, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_LENGTH = 8
"""Bytes of a number."""


class Aside(Generic[T, R]):
    """Somebody to do one piece of work; where there can be no such process, it is done when the result is asked for."""

    def __init__(self, ready: Callable[[], object], work: Callable[[T], R], *, wanted: bool) -> None:
        self._work = work
        self._task: T
        self._child = 0
        if not wanted or sys.platform != "linux" or threading.active_count() > 1:
            return
        pipes: list[int] = []
        try:
            pipes += os.pipe()
            pipes += os.pipe()
            self._child = os.fork()
        except OSError:  # no more files or processes
            for end in pipes:
                os.close(end)
            return
        if self._child == 0:
            _serve(pipes, ready, work)
        os.close(pipes[0])
        os.close(pipes[3])
        self._out, self._in = os.fdopen(pipes[1], "wb"), os.fdopen(pipes[2], "rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the process, whether it has done anything or not."""
        if self._child:
            child, self._child = self._child, 0
            self._out.close()
            self._in.close()
            with contextlib.suppress(ChildProcessError):  # as when whoever began us ignored such ends
                os.waitpid(child, 0)

    def begin(self, task: T) -> None:
        """Hand over the work."""
        self._task = task
        if self._child and self._out.closed:  # it has had its one task
            self.__exit__()
        if self._child:
            data = pickle.dumps(task)
            with contextlib.suppress(BrokenPipeError), self._out:  # it may have died, which `result` will see
                # Its length first: the end of the pipe is not seen while another such process holds on to it, too.
                self._out.write(len(data).to_bytes(_LENGTH) + data)

    def result(self) -> R:
        """What came of it. Raises what the work raises."""
        if self._child:
            length, data = int.from_bytes(self._in.read(_LENGTH)), self._in.read()
            if data and len(data) == length:  # it may have been ended half-way
                found: R = pickle.loads(data)  # noqa: S301 - from ourselves
                return found
        return self._work(self._task)  # what went wrong there goes wrong here, where it can be told


def _serve(pipes: Sequence[int], ready: Callable[[], object], work: Callable[[T], R]) -> None:
    try:
        os.close(pipes[1])
        os.close(pipes[2])
        ready()
        with os.fdopen(pipes[0], "rb") as stream:
            data = stream.read(int.from_bytes(stream.read(_LENGTH)))
        if data:
            answer = pickle.dumps(work(pickle.loads(data)))  # noqa: S301 - from ourselves
            with os.fdopen(pipes[3], "wb") as stream:
                stream.write(len(answer).to_bytes(_LENGTH) + answer)
    finally:
        os._exit(0)
