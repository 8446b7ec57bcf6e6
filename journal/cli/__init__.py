"""The command line: one file a command, imported when it is called for."""

import importlib

import click

from journal import __version__

COMMANDS = {
    "init": "init",
    "new": "new",
    "build": "build",
    "check": "check",
    "serve": "serve",
    "list": "listing",
    "status": "status",
    "urls": "urls",
    "deploy": "deploy",
    "import": "import_site",
    "schema": "schema",
    "completion": "completion",
}
"""Each command, and the module below this one that holds it."""


class _Lazy(click.Group):
    """Imports a command's module only when that command is run or helped with."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"journal.cli.{COMMANDS[name]}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as problem:
            from journal.diagnostics import did_you_mean  # noqa: PLC0415 - only a slip needs it

            near = did_you_mean(args[0], list(COMMANDS))
            raise click.UsageError(problem.message + (f" {near[0].upper()}{near[1:]}" if near else ""), ctx) from None


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Shell completion: journal completion install",
)
@click.version_option(__version__, "-V", "--version", prog_name="journal")
def main() -> None:
    """A static blog generator for people who learn in public.

    \b
    Begin a site:     journal init my-journal
    Write a post:     journal new "What I learned today"
    Build the site:   journal build
    """  # noqa: D301 - \b is click's sign for lines that are not to be wrapped
