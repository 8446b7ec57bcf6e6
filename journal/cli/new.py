"""`journal new`."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journal.cli.common import fail, source_option, tell
from journal.cli.values import archetypes
from journal.config import load_config, require_journal
from journal.dates import date_in_name
from journal.diagnostics import ContentError, Diagnostic
from journal.slugs import slugify

if TYPE_CHECKING:  # heavy, and only a name here
    from journal.archetypes import Post


@click.command(
    "new",
    epilog="""\b
Examples:
  journal new "What I learned about tries"
  journal new "Chapter two" --journal reading --tags books,rust
  journal new "Parsing, part 2" --series "A parser from scratch" --edit
  journal new "jq, at last" --archetype til""",
)
@click.argument("title")
@click.option("--journal", "notebook", metavar="J", default="", help="The journal (notebook) it belongs to.")
@click.option("--tags", metavar="A,B", default="", help="Tags, with commas between them.")
@click.option("--series", metavar="S", default="", help="The series it is a part of.")
@click.option(
    "--archetype",
    metavar="NAME",
    shell_complete=archetypes,
    default="",
    help="The file in archetypes/ to begin with.  [default: that of the journal, else default.md]",
)
@click.option("--edit", is_flag=True, help="Open it in $EDITOR.")
@source_option
def command(  # noqa: PLR0913 - one parameter an option
    *, title: str, notebook: str, tags: str, series: str, archetype: str, edit: bool, source: Path
) -> None:
    """Begin a post: a file with today's date and its front matter. Prints the file's path."""
    from journal.archetypes import Post  # noqa: PLC0415 - so that `--help` and completion stay quick
    from journal.recovery import mend  # noqa: PLC0415

    title = " ".join(title.split())
    if not title:
        raise click.UsageError("a post needs a title")
    names = tuple(name for part in tags.split(",") if (name := " ".join(part.split())))
    folder = source / "posts"
    try:
        config = load_config(source)
        require_journal(config.root)
        tell(mend(config.root / ".journal"))
        slug = _free(slugify(title) or "post", folder)
        author = config.author.name
        post = Post(title, datetime.now(config.zone), slug, notebook.strip(), names, series.strip(), author)
        text = _text(config.root, archetype, post)
    except ContentError as error:
        fail(error)
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{post.now.date().isoformat()}-{slug}.md"
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as problem:
        click.echo(f"{problem.filename or folder}: cannot be written: {problem.strerror}", err=True)
        sys.exit(1)
    click.echo(file)
    if edit:
        click.edit(filename=str(file))


def _free(slug: str, folder: Path) -> str:
    """The slug, with a number where a post has it already: two of one slug, on any days, cannot be built."""
    there = folder.iterdir() if folder.is_dir() else ()
    taken = {slugify(date_in_name(file.stem)[1]) for file in there}
    return next(name for n in count(1) if (name := slug if n == 1 else f"{slug}-{n}") not in taken)


def _text(root: Path, name: str, post: "Post") -> str:
    """The text of the post, and a word on what an archetype keeps out of it. Raises ContentError."""
    from journal.archetypes import archetype_for, built_in, filled  # noqa: PLC0415 - Jinja stays out, YAML does not

    found = archetype_for(root, name, post.journal)
    if found is None:
        return built_in(post)
    path, archetype = found
    text = filled(path, archetype, post)
    tell(_to_look_at(path, text, post))
    return text


def _to_look_at(path: str, text: str, post: "Post") -> Iterator[Diagnostic]:
    """What an author who was explicit should know. Raises ContentError for front matter that cannot be read."""
    from journal.heads import read_front_matter, split  # noqa: PLC0415 - YAML comes with it

    head = split(text, path)
    if isinstance(head, Diagnostic):
        raise ContentError([head])
    front, problems = read_front_matter(head, path, UTC)
    if any(problem.severity == "error" for problem in problems):
        raise ContentError(problems)
    said = (
        ("--tags", {*post.tags} - {*front.tags} - {f"@{name}" for name in front.journals}, "tags: {{ tags }}"),
        ("--journal", {post.journal.lstrip("@")} - {*front.journals, ""}, "journal: {{ journal }}"),
        ("--series", {" ".join(post.series.split())} - {front.series, ""}, "series: {{ series }}"),
    )
    for option, lost, line in said:
        if lost:
            message = f"has no place for {option}: {', '.join(sorted(lost))}"
            yield Diagnostic(path, message, f"write a line `{line}` into its front matter", severity="warning")
