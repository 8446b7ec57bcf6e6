"""`journal init`."""

import re
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from journal.cli.common import counted, fail
from journal.config import load_config, settings_file, settings_in
from journal.diagnostics import ContentError, Diagnostic

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

# [deploy]
# target = ""                  # of `journal deploy`: "github", "gitlab", "codeberg", "me@host:/srv/www", a folder

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
  journal init --ci github    with what GitHub needs to build and serve it
  journal init --no-vscode    without the settings, snippets and tasks for VS Code""",
)
@click.argument("folder", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--no-vscode", is_flag=True, help="Do not set up VS Code, which is done by files in .vscode/.")
@click.option(
    "--ci",
    "host",
    type=click.Choice(["github", "gitlab", "netlify", "cloudflare"]),
    help="Add what this host needs to build the site at every push.",
)
def command(*, folder: Path, no_vscode: bool, host: str | None) -> None:
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
    if host:
        try:
            files |= _for_host(host, folder)
        except ContentError as error:
            fail(error)
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
    if host:
        from journal.ci import NEXT  # noqa: PLC0415 - only who asks for a host needs it

        click.echo(f"For {host}: {NEXT[host]}")
        top = None if (folder / ".git").exists() else _top_above(folder)
        if top:
            click.echo(f"{top} is the repository: move these files there, and let them run in {folder}", err=True)


def _for_host(host: str, folder: Path) -> dict[str, str]:
    from journal.ci import HOSTS  # noqa: PLC0415 - only who asks for a host needs it
    from journal.ci.site import Site  # noqa: PLC0415

    config = load_config(folder)
    if not config.output.is_relative_to(config.root):
        hint = "a host builds in the folder of the site: set `output` to one in there"
        raise ContentError([Diagnostic(settings_file(config), "`output` lies outside of the site", hint)])
    output = config.output.relative_to(config.root).as_posix()
    return dict(HOSTS[host](Site(_name(config.root), _branch(config.root), output)))


def _name(root: Path) -> str:
    """A name that any host takes for a project."""
    return re.sub(r"[^a-z0-9]+", "-", root.name.lower()).strip("-") or "journal"


def _branch(root: Path) -> str:
    """The branch that is checked out."""
    try:
        head = (root / ".git/HEAD").read_text(encoding="utf-8")
    except OSError:
        return "main"
    return head.partition("refs/heads/")[2].strip() or "main"


def _top_above(folder: Path) -> Path | None:
    """The folder of the repository, where a site is only a part of one."""
    root = folder.resolve()
    return next((top for top in root.parents if (top / ".git").exists()), None)


def _has_settings_elsewhere(folder: Path) -> bool:
    try:
        return settings_in(folder) == "pyproject.toml"
    except ContentError:  # a build will tell
        return False
