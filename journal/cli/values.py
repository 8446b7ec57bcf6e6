"""Values: what a shell offers for an argument or option that takes more than a fixed choice."""

from collections.abc import Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem


def targets(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """What a site may be deployed to: a host, or else a folder, which the shell knows."""
    from journal.deploy.hosts import HOSTS  # noqa: PLC0415 - only who completes this needs it

    return _offered(HOSTS, begun) or [CompletionItem(begun, type="dir")]


def rules(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The rules of a check."""
    from journal.check.rules import RULES  # noqa: PLC0415 - as above

    return _offered([rule.name for rule in RULES], begun)


def archetypes(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """What new posts of the site may begin with."""
    from journal.archetypes import FOLDER  # noqa: PLC0415 - as above

    folder = Path(context.params.get("source") or "") / FOLDER
    return _offered(sorted(file.stem for file in folder.glob("*.md")), begun)


def _offered(names: Iterable[str], begun: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(begun)]
