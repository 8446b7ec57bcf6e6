"""Worker: the process that builds, kept warm between two saves; nothing but orders and answers passes in and out."""

import contextlib
import gc
import signal
import sys
import time
import traceback
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait

from journal.addresses import output_of
from journal.build import build, moment_of_build
from journal.config import Config, load_config
from journal.diagnostics import ContentError, Diagnostic
from journal.modules import files_of
from journal.options import Options
from journal.output import PREVIEW
from journal.parser import dialect_of, parse_raws
from journal.plan import Plan
from journal.render import Scene
from journal.serve.code import Code
from journal.serve.deputy import CAN_BE, deputy
from journal.serve.glance import Seen, glance, rendered
from journal.serve.orders import (
    Answer,
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
from journal.state import Damaged

_PAUSE = 0.1
"""Seconds between two tellings of the progress."""


def work(connection: Connection, glances: Connection, wanted: Wanted) -> None:
    """Build, and answer glances, until nobody is there to ask for it."""
    gc.set_threshold(1_000_000, 50, 50)  # as `journal build` does
    # Ctrl-C reaches every process of a terminal; what it means is the server's to say, and it says it once.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        try:
            signal.signal(signal.SIGTERM, _stop)
            _work(connection, glances, _Worker(wanted, connection))
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it is being done


def _work(connection: Connection, glances: Connection, worker: "_Worker") -> None:
    worker.get_ready()
    while True:
        ready = wait([connection, glances])
        if glances in ready:
            worker.glance(glances)
        if connection in ready:
            connection.recv()
            connection.send(worker.build(glances))
            worker.get_ready_for_a_glance()


def _code_of(config: Config) -> tuple[str, ...]:
    return tuple(str(file) for name in config.extensions for file in files_of(name, config.root))


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


@dataclass(slots=True)
class _Worker:
    wanted: Wanted
    connection: Connection
    _seen: Seen | None = None
    _code: Code = field(default_factory=Code)
    _told: float = 0.0

    def get_ready(self) -> None:
        """Have all at hand that parsing takes, which is slow to begin with."""
        from journal.document import Raw  # noqa: PLC0415 - as it is only needed here

        with contextlib.suppress(ContentError):
            config = self._config()
            parse_raws([Raw("a.md", "page", b"---\ntitle: A\n---\n*A* `b` [c](d)\n")], dialect_of(config), config.zone)

    def get_ready_for_a_glance(self) -> None:
        """Work out ahead what the next save would have to wait for."""
        with contextlib.suppress(OSError, Damaged, ContentError):
            if self._seen:
                self._seen.get_ready()

    def glance(self, glances: Connection) -> None:
        """Answer the next glance."""
        order: Glance = glances.recv()
        fresh = None
        with contextlib.suppress(Exception):  # a file is gone again, or the site's own code fails: the build will tell
            fresh = self._seen and glance(self._seen, order.changed, order.pages, moment_of_build())
        glances.send(fresh or Unseen())

    def build(self, glances: Connection) -> Answer:
        """Build."""
        try:
            if self._seen is None or not CAN_BE:
                return self._build()
            with deputy(glances, self.glance):
                self.connection.send(Deputised())
                return self._build()
        except ContentError as error:
            return Failed(error.diagnostics, self._known_code())
        except BrokenPipeError:  # the server has ended
            raise
        except Exception as error:  # noqa: BLE001 - the server outlives whatever a build dies of, and says so
            traceback.print_exc(file=sys.stderr)
            return Failed((Diagnostic("journal", f"the build broke off: {type(error).__name__}: {error}"),))

    def _config(self) -> Config:
        root = self.wanted.root.resolve()
        return load_config(root, output=root / PREVIEW, drafts=self.wanted.drafts, future=self.wanted.future)

    def _known_code(self) -> tuple[str, ...]:
        with contextlib.suppress(ContentError):
            return _code_of(self._config())
        return ()

    def _build(self) -> Answer:
        started = time.monotonic()
        config = self._config()

        def seen(scene: Scene, plan: Plan) -> None:
            self._seen = Seen(scene, plan, self._code)
            with contextlib.suppress(OSError, Damaged):  # what is wrong, the build will find, too
                self._show_first(self._seen)

        # The first save is to find what later ones will find.
        thorough = self._seen is None
        options = Options(thorough=thorough, workers=self.wanted.workers, progress=self._progress, seen=seen)
        report = build(config, options)
        return Built(report, config.title, config.base, _code_of(config), time.monotonic() - started)

    def _show_first(self, seen: Seen) -> None:
        """Show what is being looked at, while all the rest is still to be made."""
        self.connection.send(Which())
        these: These = self.connection.recv()
        files = {output_of(file.permalink): file.file for file in seen.plan.files if file.file and these.files}
        if (pages := rendered(seen, these.pages)) is not None and (pages or files):
            self.connection.send(Fresh(pages, files))

    def _progress(self, stage: str, done: int, total: int) -> None:
        if (now := time.monotonic()) >= self._told + _PAUSE:
            self._told = now
            self.connection.send(Progress(stage, done, total))
