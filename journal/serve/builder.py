"""Builder: the process that builds, as the server sees it; when it dies, there is another one for the next order."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from journal.diagnostics import Diagnostic
from journal.serve.orders import Answer, Build, Failed, Fresh, Order, Progress, These, Wanted, Which
from journal.serve.worker import work

_PATIENCE = 10.0
"""Seconds for a build to put everything back when the server ends."""


class Builder:
    """Does one thing at a time."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._process: BaseProcess | None = None
        self._connection: Connection

    def begin(self) -> None:
        """Have a process get ready, if there is none."""
        if self._process and self._process.is_alive():
            return
        # Not forked: it must not have the server's threads and connections, and forks itself.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, self._wanted), name="journal serve: builder")
        self._process.start()
        theirs.close()

    def do(self, order: Order, which: Callable[[], These], meanwhile: Callable[[Fresh | Progress], None]) -> Answer:
        """Have something done; `which` says what to show of a build before it is done, `meanwhile` is told that."""
        self.begin()
        try:
            self._connection.send(order)
            while True:
                answer: Answer = self._connection.recv()
                if isinstance(answer, Which):
                    self._connection.send(which())
                elif isinstance(order, Build) and isinstance(answer, Fresh | Progress):
                    meanwhile(answer)
                else:
                    return answer
        except (EOFError, OSError):
            self.end()
            hint = "was the memory full? the next save tries again"
            return Failed((Diagnostic("journal", "the process that builds was ended from outside", hint),))

    def end(self) -> None:
        """Have the process end, once its build has put back what it had begun to write."""
        process, self._process = self._process, None
        if process is None:
            return
        self._connection.close()  # whoever waits for an order goes by this
        process.terminate()
        process.join(_PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()
