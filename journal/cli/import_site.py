"""`journal import`."""

import shlex
import sys
from pathlib import Path

import click

from journal.cli.common import fail
from journal.diagnostics import ContentError

_NAMES = (
    *("auto", "jekyll", "hugo", "gatsby", "hexo", "pelican", "eleventy"),
    *("quartz", "obsidian", "quarto", "til", "daily-log"),
)
_SHOWN = 20


@click.command(
    "import",
    epilog="""\b
Examples:
  journal import ~/old-blog my-journal              from whatever made it
  journal import ~/old-blog --dry-run               only say what would be done
  journal import notes.md log --from daily-log      one file of dated entries
  journal import ~/vault garden --from obsidian""",
)
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.argument("dest", required=False, type=click.Path(path_type=Path))
@click.option(
    "--from", "name", type=click.Choice(_NAMES), default="auto", show_default=True, help="What made the site."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be done.")
@click.option("--sanitize", is_flag=True, help="Take scripts and the like out of raw HTML (extra [sanitize]).")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to report."
)
def command(*, source: Path, dest: Path | None, name: str, dry_run: bool, sanitize: bool, style: str) -> None:
    """Make a journal of a site of another generator. SOURCE is only read, and nothing in it is run.

    DEST is a new folder, by default one here that is named like SOURCE with -journal behind. Nothing is overwritten.
    """
    from journal.importers import report as reports  # noqa: PLC0415 - so that `--help` and completion stay quick
    from journal.importers.run import import_site  # noqa: PLC0415

    dest = dest or Path(f"{source.resolve().stem if source.is_file() else source.resolve().name}-journal")
    try:
        if sanitize:
            from journal.importers.sanitizing import cleaner  # noqa: PLC0415 - needs an extra

            report = import_site(source, dest, name, dry_run=dry_run, clean=cleaner())
        else:
            report = import_site(source, dest, name, dry_run=dry_run)
    except ContentError as error:
        fail(error)
        return
    if style == "json":
        click.echo(reports.as_json(report))
        return
    for line in reports.for_terminal(report, sys.maxsize if dry_run else _SHOWN):
        click.echo(line)
    if dry_run:
        click.echo(f"nothing was written (--dry-run); without it, {dest}/ would hold all this")
    else:
        click.echo(f"file by file: {dest / reports.NAME}")
        click.echo(f"Next: cd {shlex.quote(str(dest))} && journal build")
