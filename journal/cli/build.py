"""`journal build`."""

import sys
import time
from dataclasses import replace
from pathlib import Path

import click

from journal.cli.common import counted, fail, source_option, tell, tell_left_out
from journal.config import load_config
from journal.diagnostics import ContentError

_PATIENCE = 1.0
"""Seconds before a progress bar is worth a look."""


@click.command(
    "build",
    epilog="""\b
Examples:
  journal build                      build the site here into public/
  journal build --drafts --future    with what is not published yet
  journal build -s site -o /srv/www  from one folder into another
  journal build --strict             for CI: a warning fails the build""",
)
@source_option
@click.option(
    "--output",
    "-o",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to.  [default: the setting `output`: public]",
)
@click.option("--drafts", is_flag=True, help="Build drafts too.")
@click.option("--future", is_flag=True, help="Build posts dated in the future too.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--workers", type=click.IntRange(0), default=0, help="How many processes; 0: as many as there are cores.")
@click.option(
    "--executor",
    metavar="ADDRESS",
    help="Who parses the sources instead, such as dask:tcp://host:8786 (extra [dask]).",
)
@click.option("--clean", is_flag=True, help="Trust nothing of the last build: write every file again.")
@click.option("--no-wait", is_flag=True, help="Fail, rather than wait, while another build is at work in the folder.")
@click.option("--quiet", "-q", is_flag=True, help="Print only what is wrong.")
@click.option("--verbose", "-v", is_flag=True, help="Name every file that is written or removed.")
@click.option("--explain", is_flag=True, help="Say of each page that was rendered what had changed.")
def command(  # noqa: PLR0913 - one parameter an option
    *,
    source: Path,
    output: Path | None,
    drafts: bool,
    future: bool,
    strict: bool,
    workers: int,
    executor: str | None,
    clean: bool,
    no_wait: bool,
    quiet: bool,
    verbose: bool,
    explain: bool,
) -> None:
    """Build the site.

    Ends with 0 when the site is built, 1 when the content has errors (the old output is then untouched),
    2 for wrong usage.
    """
    start = time.monotonic()
    bar = _Bar(start) if sys.stderr.isatty() and not quiet else None
    try:
        from journal.build import build  # noqa: PLC0415 - so that `--help` and completion stay quick
        from journal.options import Options  # noqa: PLC0415

        config = load_config(source, output=output and output.resolve(), drafts=drafts, future=future)
        wait = None if no_wait else _say_that_we_wait
        options = Options(strict=strict, clean=clean, workers=workers, progress=bar or _nobody, seen=_hold)
        if executor:
            from journal.executors import executor_at  # noqa: PLC0415 - slow, and few need it

            with executor_at(executor) as parsers:
                report = build(config, replace(options, executor=parsers), wait=wait)
        else:
            report = build(config, options, wait=wait)
    except ContentError as error:
        if bar:
            bar.clear()
        fail(error)
        return
    if bar:
        bar.clear()
    tell(report.warnings)
    if quiet:
        return
    if explain:
        for path, reason in report.reasons.items():
            click.echo(f"rendered {path}: {reason}")
    if verbose:
        for path in report.written.written:
            click.echo(f"wrote {path}")
        for path in report.written.removed:
            click.echo(f"removed {path}")
    tell_left_out(report.left_out)
    changes = f"{len(report.written.written):,} written"
    if report.written.removed:
        changes += f", {len(report.written.removed):,} removed"
    if report.warnings:
        changes += f", {counted(len(report.warnings), 'warning')}"
    click.echo(
        f"{counted(report.posts, 'post')}, {counted(report.pages, 'page')} in {_shown(config.output)}"
        f" ({changes}) in {time.monotonic() - start:.2f} s"
    )


def _nobody(*_: object) -> None:
    """Who is told of progress when nobody watches."""


def _hold(*what: object) -> None:
    """Keep something until the process ends, which need not take it apart then."""
    held = click.get_current_context().obj
    if isinstance(held, list):
        held.append(what)


def _say_that_we_wait() -> None:
    click.echo("another build is at work in this folder; waiting for it to end", err=True)


def _shown(folder: Path) -> str:
    """A folder as the author would write it."""
    try:
        return f"{folder.relative_to(Path.cwd())}/"
    except ValueError:
        return f"{folder}/"


class _Bar:
    """A progress bar that shows itself once a build has taken a while."""

    def __init__(self, start: float) -> None:
        self._shown_from = start + _PATIENCE
        self._last = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now < self._shown_from or (now - self._last < 0.1 and done < total):  # noqa: PLR2004 - ten times a second
            return
        self._last = now
        filled = 30 * done // max(1, total)
        click.echo(f"\r{stage:7}{'━' * filled}{'─' * (30 - filled)} {done:,}/{total:,}", err=True, nl=False)

    def clear(self) -> None:
        """Leave no trace."""
        if self._last:
            click.echo("\r\033[K", err=True, nl=False)
