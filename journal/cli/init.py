"""`journal init`."""

import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from journal.cli.common import counted
from journal.config import settings_in
from journal.diagnostics import ContentError

_SETTINGS = """\
# Settings of this journal. Every line may be left out; the values in comments are the defaults.

title = "My journal"
description = "What I learn, as I learn it."
author = ""

# Where the site will live, such as "https://me.example/"; a path after the host is kept.
# Feeds, link previews and the sitemap need it.
# url = ""

language = "en"
# timezone = "UTC"             # the zone of dates that name none, such as "Europe/Berlin"
# licence = ""                 # a line for the footer, such as "CC BY 4.0"

# Links of the masthead.
menu = [
    { title = "Archive", url = "/archive/" },
    # { title = "Tags", url = "/tags/" },
]

# permalink = "/{folder}/{slug}/"  # also {year} {month} {day} {journal}
# date_format = "{day} {month_name} {year}"
# paginate = 20                # entries on a page of a list; 0 puts all on one
# related = 3                  # related posts below a post; 0 for none
# toc = 4                      # a table of contents from so many headings on; 0 never
# git_dates = false            # take `updated` from git where a post does not say
# relative_urls = false        # links that work when the site is opened from disk
# output = "public"

# [feed]
# limit = 20                   # entries in a feed; 0 for all
# content = "full"             # or "excerpt"

# [markdown]
# smart_quotes = true
# emoji = true
# math = true                  # $…$ and $$…$$; needs: pip install 'learning-journal[math]'
# line_numbers = false

# [extra]                      # anything you like; your templates see it as site.extra
"""

_POST = """\
---
title: Hello, notebook
date: {today}
tags: [meta]
---

This is the first entry of a journal about what I learn. I write it in Markdown, in `posts/`.

## Questions

- [ ] What do I want to be able to do a year from now?
- [x] How do I start? With `journal new "A title"`, then `journal build`.

## What's next

- [ ] Put my name into `journal.toml`
- [ ] Write down one thing I learned today
"""

_IGNORED = """\
/public/
/.journal/
"""


@click.command(
    "init",
    epilog="""\b
Examples:
  journal init                begin a journal in this folder
  journal init my-journal     in a new one
  journal init --no-vscode    without the settings, snippets and tasks for VS Code""",
)
@click.argument("folder", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--no-vscode", is_flag=True, help="Do not set up VS Code, which is done by files in .vscode/.")
def command(*, folder: Path, no_vscode: bool) -> None:
    """Begin a journal: settings, a first post, a .gitignore, and help for VS Code. No file is ever overwritten."""
    from journal.vscode import SCHEMA  # noqa: PLC0415 - so that `--help` and completion stay quick
    from journal.vscode import files as vscode_files  # noqa: PLC0415

    today = datetime.now(UTC).date().isoformat()
    files = {
        "journal.toml": _SETTINGS if no_vscode else f"#:schema {SCHEMA}\n{_SETTINGS}",
        ".gitignore": _IGNORED,
        f"posts/{today}-hello-notebook.md": _POST.format(today=today),
    }
    if any((folder / "posts").glob("**/*.md")):
        files.popitem()  # the author has posts already
    if not no_vscode:
        files |= vscode_files()
    if _has_settings_elsewhere(folder):
        del files["journal.toml"]  # it would take the place of all of them
        click.echo(f"kept  {folder / 'pyproject.toml'}")
    made = 0
    for path, text in files.items():
        file = folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8") as stream:
                stream.write(text)
        except OSError as problem:
            if file.exists():
                click.echo(f"kept  {file}")
                continue
            click.echo(f"{file}: cannot be written: {problem.strerror}", err=True)
            sys.exit(1)
        click.echo(f"wrote {file}")
        made += 1
    there = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    click.echo(f"{counted(made, 'file')} written. Next: {there}journal build")


def _has_settings_elsewhere(folder: Path) -> bool:
    try:
        return settings_in(folder) == "pyproject.toml"
    except ContentError:  # a build will tell
        return False
