"""`journal serve`."""

import errno
import gc
import signal
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journal.cli.common import counted, fail, source_option, tell, tell_left_out
from journal.diagnostics import ContentError, Diagnostic

if TYPE_CHECKING:  # heavy, and only names here
    from journal.serve.orders import Built, Failed
    from journal.serve.session import Session

_PORT = 8000
_TRIES = 20


@click.command(
    "serve",
    epilog="""\b
Examples:
  journal serve                      look at the site at http://127.0.0.1:8000/ while you write
  journal serve --open               and open it in the browser
  journal serve --no-drafts --no-future
                                     only what readers will see
  journal serve --host 0.0.0.0       let the phone in the same network see it""",
)
@source_option
@click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65535),
    help=f"The port; 0 for any.  [default: {_PORT}, or the next that is free]",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Who may look; by default this machine alone.")
@click.option("--open", "open_", is_flag=True, help="Open the site in the browser.")
@click.option("--drafts/--no-drafts", default=True, show_default=True, help="Show drafts, with a badge.")
@click.option(
    "--future/--no-future", default=True, show_default=True, help="Show posts dated in the future, with a badge."
)
def command(*, source: Path, port: int | None, host: str, open_: bool, drafts: bool, future: bool) -> None:
    """Show the site in a browser that follows every save.

    It is built apart from public/, which stays as the last `journal build` left it. Ctrl-C ends it.
    """
    try:
        from journal.serve.orders import Wanted  # noqa: PLC0415 - so that `--help` and completion stay quick
        from journal.serve.session import Session  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if missing.name != "watchfiles":
            raise
        hint = "pip install 'learning-journal[serve]'"
        fail(ContentError([Diagnostic("journal serve", "watchfiles is not installed", hint)]))
        return
    gc.freeze()
    gc.set_threshold(700, 10, 10)  # unlike other commands, a server goes on for hours
    session = Session(Wanted(source, drafts=drafts, future=future), _Teller())
    try:
        address = _begin(session, host, port)
        click.echo(f"Serving at {address} (Ctrl-C ends it)")
        if open_:
            webbrowser.open(address)
        signal.signal(signal.SIGTERM, lambda *_: session.stop())
        session.run()
    except ContentError as error:
        fail(error)
    except KeyboardInterrupt:
        click.echo("")
    finally:
        session.end()


def _begin(session: "Session", host: str, port: int | None) -> str:
    """Listen at the port, or where none was named, at the first one that is free."""
    wanted = [port] if port is not None else range(_PORT, _PORT + _TRIES)
    for number in wanted:
        try:
            return session.begin(host, number)
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE and number != wanted[-1]:
                continue
            hint = "choose another one with --port" if problem.errno == errno.EADDRINUSE else ""
            raise ContentError(
                [Diagnostic(f"{host}:{number}", f"cannot be served at: {problem.strerror}", hint)]
            ) from None
    raise AssertionError


class _Teller:
    """Says in the terminal what the browser shows; a warning once, not at every save."""

    def __init__(self) -> None:
        self._warnings: frozenset[Diagnostic] = frozenset()

    def __call__(self, answer: "Built | Failed") -> None:
        from journal.serve.orders import Failed  # noqa: PLC0415 - as above

        if isinstance(answer, Failed):
            tell(answer.problems)
            click.echo("the site stays as it was", err=True)
            return
        report = answer.report
        tell(warning for warning in report.warnings if warning not in self._warnings)
        if not self._warnings and not report.written.written:
            tell_left_out(report.left_out)
        self._warnings = frozenset(report.warnings)
        changes = f"{counted(len(report.written.written), 'file')} written"
        if report.written.removed:
            changes += f", {len(report.written.removed):,} removed"
        click.echo(
            f"{counted(report.posts, 'post')}, {counted(report.pages, 'page')} ({changes}) in {answer.seconds:.2f} s"
        )
        sys.stdout.flush()
