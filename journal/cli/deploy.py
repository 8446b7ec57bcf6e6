"""`journal deploy`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from journal.cli.common import counted, fail, source_option, tell
from journal.cli.values import targets
from journal.config import load_config
from journal.diagnostics import ContentError

if TYPE_CHECKING:  # heavy, and only a name here
    from journal.deploy.target import Changes

_SHOWN = 10
"""So many of the files that go are named before one is asked."""


@click.command(
    "deploy",
    epilog="""\b
Examples:
  journal deploy                     to the target of the settings
  journal deploy github              to the branch gh-pages of origin
  journal deploy me@host:/srv/www    by rsync
  journal deploy ~/Sites/notes       to a folder of this machine
  journal deploy --dry-run           only list what would change""",
)
@click.argument("target", required=False, default="", shell_complete=targets)
@click.option("--dry-run", is_flag=True, help="Build, and list what would change; change nothing.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask before many files are removed.")
@click.option("--quiet", "-q", is_flag=True, help="Print only what is wrong.")
@source_option
def command(*, target: str, dry_run: bool, yes: bool, quiet: bool, source: Path) -> None:
    """Build the site and put it where readers get it.

    TARGET is github, gitlab, codeberg or git (a branch), me@host:/folder or rsync:/folder (by rsync), or a folder.
    Only what has changed is sent. A deploy that would remove over a fifth of the files asks first.
    """
    from journal.deploy.run import Wish, deploy  # noqa: PLC0415 - so that `--help` and completion stay quick
    from journal.options import Options  # noqa: PLC0415

    agree = _yes if yes else _ask
    try:
        config = load_config(source)
        done = deploy(config, Options(), Wish(target, dry_run=dry_run, agree=agree, wait=_say_that_we_wait))
    except ContentError as error:
        fail(error, "nothing was deployed")
        return
    except KeyboardInterrupt:
        click.echo("\ninterrupted; `journal deploy` again completes what was begun", err=True)
        raise
    tell(done.warnings)
    if dry_run:
        for word, paths in _by_word(done.changes):
            for path in paths:
                click.echo(f"{word:8} {path}")
    if quiet:
        return
    if not done.changes:
        click.echo(f"{done.where}: up to date")
    else:
        counts = ", ".join(f"{len(paths):,} {word}" for word, paths in _by_word(done.changes))
        note = f" ({done.note})" if done.note else ""
        click.echo(f"{'would deploy' if dry_run else 'deployed'} to {done.where}: {counts}{note}")
    if done.begun:
        click.echo(f"urls.lock begun with {done.begun:,} addresses, which no build will lose from now on; commit it")


def _by_word(changes: "Changes") -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("added", changes.added), ("changed", changes.changed), ("removed", changes.removed)


def _yes(_where: str, _changes: "Changes") -> bool:
    return True


def _ask(where: str, changes: "Changes") -> bool:
    for path in changes.removed[:_SHOWN]:
        click.echo(f"removed  {path}", err=True)
    if len(changes.removed) > _SHOWN:
        click.echo(f"… and {len(changes.removed) - _SHOWN:,} more", err=True)
    question = f"{counted(len(changes.removed), 'file')} of {changes.there:,} would be removed from {where}. Go on?"
    try:
        return click.confirm(question, err=True)
    except click.Abort:  # there is nobody to ask, as on a machine that builds
        click.echo(err=True)
        return False


def _say_that_we_wait() -> None:
    click.echo("another build is at work in this folder; waiting for it to end", err=True)
