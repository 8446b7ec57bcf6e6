"""`journal list`."""

import json
import os
import shutil
from pathlib import Path

import click

from journal.addresses import output_of
from journal.cli.common import counted, fail, fitted, source_option, tell, tell_left_out
from journal.cli.reading import read_the_site
from journal.config import load_config
from journal.dates import iso
from journal.diagnostics import ContentError, columns_of
from journal.entry import Entry
from journal.site import Site


@click.command(
    "list",
    epilog="""\b
Examples:
  journal list                     a table for people
  journal list --format json       every field, for scripts
  journal list --drafts            with drafts""",
)
@source_option
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to list them.",
)
@click.option("--drafts", is_flag=True, help="List drafts too.")
@click.option("--future", is_flag=True, help="List posts dated in the future too.")
def command(*, source: Path, style: str, drafts: bool, future: bool) -> None:
    """List every post that a build would publish, newest first."""
    try:
        read, _ = read_the_site(load_config(source, drafts=drafts, future=future))
    except ContentError as error:
        fail(error)
        return
    if style == "json":
        click.echo(json.dumps([_facts(entry, read.site) for entry in read.site.entries], ensure_ascii=False, indent=2))
        return
    tell(read.warnings)
    _print_table(read.site)
    click.echo(counted(len(read.site.entries), "post"))
    tell_left_out(read.site.left_out)


def _facts(entry: Entry, site: Site) -> dict[str, object]:
    config = site.config
    output = os.path.relpath(config.output, config.root).replace(os.sep, "/")
    return {
        "source": entry.source,
        "output": f"{output}/{output_of(entry.permalink)}",
        "permalink": entry.permalink,
        "title": entry.title,
        "date": iso(entry.date) if entry.date else None,
        "tags": [tag.name for tag in entry.tags],
        "journal": entry.journal.name if entry.journal else None,
        "series": entry.series.name if entry.series else None,
        "draft": entry.draft,
        "words": site.documents[entry.source].words,
    }


def _print_table(site: Site) -> None:
    width = shutil.get_terminal_size((100, 24)).columns
    sources = max((columns_of(entry.source) for entry in site.entries), default=0)
    sources = min(sources, width // 3)
    for entry in site.entries:
        date = entry.date.date().isoformat() if entry.date else "undated   "
        mark = " (draft)" if entry.draft else ""
        room = max(20, width - sources - 24 - len(mark))
        title = fitted(entry.title, room - 1)
        source = fitted(entry.source, sources)
        click.echo(
            f"{date}  {title}{mark}{' ' * (room - columns_of(title))}"
            f"{source}{' ' * (sources - columns_of(source))}  {site.documents[entry.source].words:>6,}"
        )
