"""Builder: the process that builds, as the server sees it; when it dies, there is another one for the next order."""

import multiprocessing
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from journal.diagnostics import Diagnostic
from journal.serve.orders import (
    Answer,
    Build,
    Built,
    Deputised,
    Failed,
    Fresh,
    Glance,
    Progress,
    These,
    Unseen,
    Wanted,
    Which,
)
from journal.serve.worker import work

_PATIENCE = 10.0
"""Seconds for a build to put everything back when the server ends."""
_TICK = 0.01
"""Seconds between two looks whether there is something else to do, while a build is on its way."""
_LONG = 20.0
"""Seconds after which there will be no answer to a glance."""


class Builder:
    """Does one build at a time."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._process: BaseProcess | None = None
        self._connection: Connection
        self._glances: Connection
        self._early: deque[Answer] = deque()
        """What a build has said while a glance was waited for."""
        self.can_glance = True
        """Whether a glance would be answered now."""
        self._builds = False

    def begin(self) -> None:
        """Have a process get ready, if there is none."""
        if self._process and self._process.is_alive():
            return
        # Not forked: it must not have the server's threads and connections, and forks itself.
        context = multiprocessing.get_context("spawn")
        self._early.clear()
        self._connection, theirs = context.Pipe()
        self._glances, their_glances = context.Pipe()
        what = (theirs, their_glances, self._wanted)
        self._process = context.Process(target=work, args=what, name="journal serve: builder")
        self._process.start()
        theirs.close()
        their_glances.close()

    def glance(self, order: Glance) -> Fresh | None:
        """What can be told at a glance; None if nothing can."""
        if not self._builds:  # another process would know nothing of the build that is waited for
            self.begin()
        try:
            self._glances.send(order)
            # Of a build, too, all must be taken in, or the process would wait for that before it answers.
            while ready := wait([self._glances, self._connection], _LONG):
                if self._glances in ready:
                    answer: Fresh | Unseen = self._glances.recv()
                    return answer if isinstance(answer, Fresh) else None
                self._early.append(self._connection.recv())
        except (EOFError, OSError):
            pass
        self.end()
        return None

    def build(
        self,
        which: Callable[[], These],
        meanwhile: Callable[[Fresh | Progress], None],
        idle: Callable[[], None] = lambda: None,
    ) -> Built | Failed:
        """Build. `which` says what to show before that is done, `meanwhile` is told it, `idle` called over and over."""
        self.begin()
        self.can_glance, self._builds = False, True
        try:
            self._connection.send(Build())
            while True:
                while not (self._early or self._connection.poll(_TICK)):
                    idle()
                answer = self._early.popleft() if self._early else self._connection.recv()
                match answer:
                    case Built() | Failed():
                        return answer
                    case Which():
                        self._connection.send(which())
                    case Fresh() | Progress():
                        meanwhile(answer)
                    case Deputised():
                        self.can_glance = True
        except (EOFError, OSError):
            self.end()
            hint = "was the memory full? the next save tries again"
            return Failed((Diagnostic("journal", "the process that builds was ended from outside", hint),))
        finally:
            self.can_glance, self._builds = True, False

    def end(self) -> None:
        """Have the process end, once its build has put back what it had begun to write."""
        process, self._process = self._process, None
        if process is None:
            return
        for connection in (self._connection, self._glances):  # whoever waits for an order goes by this
            connection.close()
        process.terminate()
        process.join(_PATIENCE)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()
