"""Session: from the first build to Ctrl-C; hears of changes, has them built, and publishes what came of it."""

import contextlib
import queue
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime

from journal import intent
from journal.config import load_config, require_journal
from journal.diagnostics import ContentError, Diagnostic
from journal.lock import lock
from journal.output import PREVIEW, list_of, manifest_of
from journal.serve.builder import Builder
from journal.serve.desk import Desk
from journal.serve.edition import Edition
from journal.serve.orders import Built, Failed, Fresh, Glance, Progress, These, Wanted
from journal.serve.server import Server
from journal.serve.watch import Watch

_QUIET, _LONGEST = 0.3, 2.0
"""Seconds that the build waits for more saves once a glance has shown the last one, and how long at most."""
_SECOND_LOOK = 0.5
"""Seconds after a build to look once more: no system tells of all that happens in a folder that was made just now."""
_LONG = 3600.0
"""Seconds after which it is looked again in any case whether a post has come due: a machine may sleep in between."""
_HASTE = 0.05
"""Seconds in which a failure may turn out to be half of a save."""
_STAGES = {"parse": "Posts read", "render": "Pages made"}

_EVERYWHERE = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - asked for with --host
"""Where this machine itself finds a server that listens to the whole network."""

Tell = Callable[[Built | Failed], None]
"""Is told of every build that did anything or could not."""


class _Stopped(Exception):  # noqa: N818 - nothing is wrong
    pass


class Session:
    """One run of the server."""

    def __init__(self, wanted: Wanted, tell: Tell = lambda _: None) -> None:
        self._root = wanted.root.resolve()
        self._tell = tell
        self._changes: queue.SimpleQueue[frozenset[str] | None] = queue.SimpleQueue()
        self._pending: set[str] = set()
        self._builder = Builder(wanted)
        self._watch = Watch(self._root, self._changes.put)
        self._open = ExitStack()
        self._later: set[str] = set()
        """What has changed since the build began that is on its way."""
        self._glanced: dict[str, bytes] = {}
        """The pages that were shown at a glance since."""
        self._is_first = True
        self.desk: Desk

    def begin(self, host: str, port: int) -> str:
        """Answer requests from now on; gives the address. Raises OSError where it cannot listen, and ContentError."""
        try:
            return self._begin(host, port)
        except BaseException:
            self.end()
            raise

    def _begin(self, host: str, port: int) -> str:
        require_journal(self._root)
        try:
            self._open.enter_context(lock(self._root / ".journal" / "serving", None))
        except ContentError:
            hint = "end the other `journal serve`, or look at the address that it told"
            raise ContentError([Diagnostic(str(self._root), "is being served already", hint)]) from None
        self.desk = Desk(self._old_edition())
        server = Server(host, port, self.desk)
        self._open.callback(server.server_close)
        self._open.callback(server.shutdown)
        self._open.callback(self.desk.close)
        self._open.callback(self._builder.end)
        self._builder.begin()
        self._open.callback(self._watch.end)
        self._watch.begin()
        threading.Thread(target=server.serve_forever, args=(0.1,), name="journal serve: server", daemon=True).start()
        name = _EVERYWHERE.get(host, host)
        name = f"[{name}]" if ":" in name else name
        return f"http://{name}:{server.server_port}{self.desk.edition.base}/"

    def run(self) -> None:
        """Build and follow the changes, until `stop`."""
        due: float | None = time.monotonic()
        latest = float("inf")
        with contextlib.suppress(_Stopped):
            while True:
                found = self._wait(due)
                now = time.monotonic()
                if found:
                    self._pending |= found
                    latest = min(latest, now + _LONGEST)
                    due = min(now + _QUIET, latest) if self._glance() else now
                elif due is not None:
                    latest = float("inf")
                    due = self._build()

    def stop(self) -> None:
        """Have `run` end."""
        self._changes.put(None)

    def end(self) -> None:
        """Answer no more, once what is being written is whole or put back."""
        self._open.close()

    def _wait(self, due: float | None) -> frozenset[str]:
        """What has changed; nothing, once a build is due."""
        try:
            found = self._changes.get(timeout=None if due is None else max(0.0, due - time.monotonic()))
        except queue.Empty:
            return frozenset()
        if found is None:
            raise _Stopped
        return found

    def _old_edition(self) -> Edition:
        folder = self._root / PREVIEW
        try:
            base = load_config(self._root).base
        except ContentError:  # the build will tell
            base = ""
        outputs = self._written()
        if not outputs and not intent.is_pending(self._root / ".journal"):
            shutil.rmtree(folder, ignore_errors=True)  # nobody knows any more what is in there
        return Edition(folder=folder, base=base, outputs=outputs)

    def _written(self) -> dict[str, str]:
        file = manifest_of(self._root / ".journal", str(self._root / PREVIEW))
        return {path: digest for path, (digest, _) in list_of(file).items()}

    def _glance(self) -> bool:
        """Show at once what the pages in the browser will be, if that can be told without a build."""
        edition, changed = self.desk.edition, frozenset(self._pending | self._later)
        if edition.problems or not edition.outputs or any(path.endswith(".py") for path in changed):
            return False
        fresh = self._builder.glance(Glance(changed, self.desk.looked_at()))
        if fresh is None:
            return False
        self.desk.publish(fresh={**edition.fresh, **fresh.pages})
        self._glanced.update(fresh.pages)
        return True

    def _build(self) -> float | None:
        """Build; gives when to do so again if nothing changes until then."""
        if any(path.endswith(".py") for path in self._pending):
            self._builder.end()  # another process knows nothing of the old code
        self._glanced.clear()
        answer = self._builder.build(self._these, self._meanwhile, self._idle)
        known, later, self._later = self._pending, self._later, set()
        if isinstance(answer, Failed):
            later |= self._wait(time.monotonic() + _HASTE)
            self._pending = known | later
            return time.monotonic() if later else self._fail(answer)
        self._pending = later
        is_first, self._is_first = self._is_first, False
        self._publish(answer, told=is_first)
        is_new = self._watch.also(answer.extensions)
        if later:
            return time.monotonic()
        again = _due(answer.report.valid_until)
        look = bool(known) or is_first or is_new
        return min(again or float("inf"), time.monotonic() + _SECOND_LOOK) if look else again

    def _idle(self) -> None:
        """While a build is on its way, hear of changes, and show what can be seen of them at a glance."""
        if found := self._wait(time.monotonic()):
            self._later |= found
            if self._builder.can_glance:
                self._glance()

    def _publish(self, built: Built, *, told: bool) -> None:
        edition, written = self.desk.edition, built.report.written
        if written.written or written.removed or edition.fresh or edition.problems or not edition.outputs:
            # What was seen at a glance while this was built is newer.
            fresh, outputs = dict(self._glanced), self._written()
            self.desk.publish(outputs=outputs, fresh=fresh, files={}, problems=(), progress="", base=built.base)
            told = True
        if told:
            self._tell(built)

    def _fail(self, failed: Failed) -> float | None:
        if failed.extensions:  # which may be what is wrong, and is to be mended
            self._watch.also(failed.extensions)
        if failed.problems == self.desk.edition.problems:
            return None
        self.desk.publish(problems=failed.problems, fresh={}, progress="")
        self._tell(failed)
        return time.monotonic() + _SECOND_LOOK

    def _these(self) -> These:
        edition = self.desk.edition
        seen = bool(edition.problems or edition.fresh)
        return These(frozenset() if seen else self.desk.looked_at(), files=not edition.outputs)

    def _meanwhile(self, answer: Fresh | Progress) -> None:
        edition = self.desk.edition
        if isinstance(answer, Fresh):
            self.desk.publish(fresh={**edition.fresh, **answer.pages}, files=answer.files)
        elif not edition.outputs:
            stage = _STAGES.get(answer.stage, answer.stage)
            self.desk.publish(progress=f"{stage}: {answer.done:,} of {answer.total:,}")


def _due(moment: datetime | None) -> float | None:
    """A moment by the clock that `time.monotonic` reads."""
    if moment is None:
        return None
    return time.monotonic() + min((moment - datetime.now(UTC)).total_seconds() + 0.1, _LONG)
