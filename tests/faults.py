"""Faults: a process that dies, or a disk that fails, at any one call by which a build changes the disk."""

import builtins
import os
import pickle
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

CALLS = ("replace", "rename", "link", "mkdir", "rmdir", "unlink", "fsync")


@dataclass(frozen=True)
class Call:
    """A call that changes the disk."""

    number: int
    name: str
    paths: tuple[object, ...]


@dataclass
class Count:
    """How many such calls there were."""

    calls: int = 0


@contextmanager
def faults(strike: Callable[[Call], None], *, after: bool = False) -> Iterator[Count]:
    """Within, whoever changes the disk first has to do with `strike`; or when it is done, if so asked."""
    count = Count()

    def counted(name, call):
        def called(*args, **kwargs):
            paths = args[: 2 if name in ("replace", "rename", "link") else 0 if name == "fsync" else 1]
            struck = Call(count.calls, name, paths)
            count.calls += 1
            if not after:
                strike(struck)
            opened = None
            try:
                opened = call(*args, **kwargs)
            finally:
                if after:
                    try:
                        strike(struck)
                    except BaseException:
                        if opened is not None:
                            opened.close()
                        raise
            return opened

        return called

    def opened(file, mode="r", *args, **kwargs):
        return (writes if "w" in mode else open_)(file, mode, *args, **kwargs)

    open_ = builtins.open
    writes = counted("open", open_)
    with pytest.MonkeyPatch.context() as patched:
        for name in CALLS:
            patched.setattr(os, name, counted(name, getattr(os, name)))
        patched.setattr(builtins, "open", opened)
        # What a disk can do is asked of these sets, by the function itself.
        patched.setattr(os, "supports_follow_symlinks", {*os.supports_follow_symlinks, os.link})
        patched.setattr(os, "supports_dir_fd", {*os.supports_dir_fd, os.unlink, os.rmdir})
        yield count


def fails_at(number: int, code: int) -> Callable[[Call], None]:
    """A disk that fails once."""

    def strike(call):
        if call.number == number:
            raise _problem(code, call)

    return strike


def fails_from(number: int, code: int, names: tuple[str, ...]) -> Callable[[Call], None]:
    """A disk that from some call on fails whenever it is asked for one of these."""

    def strike(call):
        if call.number >= number and call.name in names:
            raise _problem(code, call)

    return strike


def _problem(code: int, call: Call) -> OSError:
    first, second, *_ = *map(os.fspath, call.paths), None, None
    return OSError(code, os.strerror(code), first, None, second)


def dies_at(number: int) -> Callable[[Call], None]:
    """A process that is killed, as by `kill -9`."""

    def strike(call):
        if call.number == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return strike


def in_child(work: Callable[[], object]) -> tuple[int, object]:
    """Do something in a process of its own: what it was ended by (0: nothing), and what came of it."""
    reads, writes = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # later Pythons warn of threads, of which this needs none
        child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reads)
            data = pickle.dumps(work())
            os.write(writes, data)
            status = 0
        finally:
            os._exit(status)
    os.close(writes)
    with os.fdopen(reads, "rb") as stream:
        data = stream.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return status, pickle.loads(data) if data else None
