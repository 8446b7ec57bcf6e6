"""Executors: machines elsewhere that parse the sources, reached by an address."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any, ParamSpec, TypeVar

from journal.diagnostics import ContentError, Diagnostic

P = ParamSpec("P")
T = TypeVar("T")

_PATIENCE = 10
"""Seconds to wait for an answer from the scheduler."""


def executor_at(address: str) -> Executor:
    """The executor at an address such as `dask:tcp://host:8786`. Raises ContentError for one of an unknown kind."""
    kind, _, place = address.partition(":")
    if kind != "dask" or not place:
        raise _problem(f"{address!r} is no address of an executor", "write dask: and the scheduler's own address")
    return _Dask(place)


class _Dask(Executor):
    """A Dask cluster, called only when there is something for it to do."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client: Any = None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        if self._client is None:
            self._client = _connected(self._address)
            self._executor = self._client.get_executor()
        future: Future[T] = self._executor.submit(fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as the library has it
        if self._client is not None:
            self._client.close()


def _connected(address: str) -> Any:  # noqa: ANN401 - a library without types
    try:
        from distributed import Client  # noqa: PLC0415 - of the extra
    except ImportError:
        raise _problem("Dask is not installed", "pip install 'learning-journal[dask]'") from None
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise _problem(f"no Dask scheduler answers at {address}: {problem}", "is it running?") from None


def _problem(message: str, hint: str) -> ContentError:
    return ContentError([Diagnostic("--executor", message, hint)])
