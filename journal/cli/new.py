"""`journal new`."""

import re
import sys
from datetime import datetime
from itertools import count
from pathlib import Path

import click

from journal.cli.common import fail, source_option, tell
from journal.config import load_config, require_journal
from journal.dates import date_in_name
from journal.diagnostics import ContentError
from journal.slugs import slugify

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML takes in quotes only when it is spelled out."""


@click.command(
    "new",
    epilog="""\b
Examples:
  journal new "What I learned about tries"
  journal new "Chapter two" --journal reading --tags books,rust
  journal new "Parsing, part 2" --series "A parser from scratch" --edit""",
)
@click.argument("title")
@click.option("--journal", "notebook", metavar="J", help="The journal (notebook) it belongs to.")
@click.option("--tags", metavar="A,B", help="Tags, with commas between them.")
@click.option("--series", metavar="S", help="The series it is a part of.")
@click.option("--edit", is_flag=True, help="Open it in $EDITOR.")
@source_option
def command(
    *, title: str, notebook: str | None, tags: str | None, series: str | None, edit: bool, source: Path
) -> None:
    """Begin a post: a file with today's date and its front matter. Prints the file's path."""
    from journal.recovery import mend  # noqa: PLC0415 - so that `--help` and completion stay quick

    title = " ".join(title.split())
    if not title:
        raise click.UsageError("a post needs a title")
    try:
        config = load_config(source)
        require_journal(config.root)
        tell(mend(config.root / ".journal"))
    except ContentError as error:
        fail(error)
        return
    today = datetime.now(config.zone).date().isoformat()
    folder = source / "posts"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{today}-{_free(slugify(title) or 'post', folder)}.md"
        with file.open("x", encoding="utf-8") as stream:
            stream.write(_front_matter(title, today, notebook, tags, series))
    except OSError as problem:
        click.echo(f"{problem.filename or folder}: cannot be written: {problem.strerror}", err=True)
        sys.exit(1)
    click.echo(file)
    if edit:
        click.edit(filename=str(file))


def _free(slug: str, folder: Path) -> str:
    """The slug, with a number where a post has it already: two of one slug, on any days, cannot be built."""
    taken = {slugify(date_in_name(file.stem)[1]) for file in folder.iterdir()}
    return next(name for n in count(1) if (name := slug if n == 1 else f"{slug}-{n}") not in taken)


def _front_matter(title: str, today: str, notebook: str | None, tags: str | None, series: str | None) -> str:
    lines = ["---", f"title: {_quoted(title)}", f"date: {today}"]
    names = [name.strip() for name in (tags or "").split(",") if name.strip()]
    lines.append(f"tags: [{', '.join(map(_quoted, names))}]")
    if notebook:
        lines.append(f"journal: {_quoted(notebook)}")
    if series:
        lines.append(f"series: {_quoted(series)}")
    return "\n".join([*lines, "---", "", ""])


def _quoted(text: str) -> str:
    """A YAML scalar, in quotes where a bare one could be read as something else."""
    plain = text.replace(" ", "").replace("-", "").isalnum() and text[:1].isalpha()
    if plain and text.lower() not in ("true", "false", "yes", "no", "on", "off", "null"):
        return text
    return '"' + _UNSAFE.sub(lambda sign: f"\\U{ord(sign[0]):08x}", re.sub(r'(["\\])', r"\\\1", text)) + '"'
