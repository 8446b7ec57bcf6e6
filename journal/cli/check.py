"""`journal check`."""

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journal.cli.common import counted, fail, source_option, styled
from journal.cli.values import rules
from journal.diagnostics import ContentError

if TYPE_CHECKING:  # heavy, and only names here
    from collections.abc import Iterable, Iterator

    from journal.check.run import Checked
    from journal.check.subject import Ask
    from journal.check.web import Answer
    from journal.config import Config


@click.command(
    "check",
    epilog="""\b
Examples:
  journal check                        what is wrong, or missing, in the whole site
  journal check --fix                  mend what is safe; shows first what it would change
  journal check --ignore missing-alt   without that rule (also: the setting check.ignore)
  journal check --external             ask other sites, too, whether links to them still work
  journal check --format github        in a workflow: each finding beside its line""",
)
@source_option
@click.option(
    "--external", is_flag=True, help="Look whether links to other sites work; the answers are kept for a while."
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for scripts, or as annotations of a workflow on GitHub.",
)
@click.option("--fix", is_flag=True, help="Mend keys and tags of front matter that are safe to mend.")
@click.option("--yes", "-y", is_flag=True, help="With --fix: do not ask before it writes.")
@click.option(
    "--ignore",
    "ignored",
    metavar="RULE[:WHAT]",
    shell_complete=rules,
    multiple=True,
    help="A rule to leave out, as a whole or for some files, tags or addresses.",
)
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@click.option("--drafts", is_flag=True, help="Check drafts too.")
@click.option("--future", is_flag=True, help="Check posts dated in the future too.")
@click.option("--rules", is_flag=True, help="List the rules instead.")
def command(  # noqa: PLR0913 - one parameter an option
    *,
    source: Path,
    external: bool,
    style: str,
    fix: bool,
    yes: bool,
    ignored: tuple[str, ...],
    strict: bool,
    drafts: bool,
    future: bool,
    rules: bool,
) -> None:
    """Look for what is broken, missing or unused in the whole site.

    Ends with 0 when there is no error (with --strict: no warning either), 1 when there is one, 2 for wrong usage.
    What other sites say of links to them is advice, and never counts.
    """
    from journal.check.rules import RULES  # noqa: PLC0415 - so that `--help` and completion stay quick
    from journal.check.run import broken, check  # noqa: PLC0415

    names = [rule.name for rule in RULES]
    if rules:
        for rule in RULES:
            click.echo(f"{rule.name:16} {rule.says}")
        return
    for name in (one.partition(":")[0] for one in ignored):
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            raise click.UsageError(
                f"there is no rule {name!r}; " + (f"did you mean {near[0]!r}?" if near else "see --rules")
            )
    if fix and style != "text":
        raise click.UsageError("--fix goes with --format text only")
    if yes and not fix:
        raise click.UsageError("--yes goes with --fix only")
    try:
        asker = _asker if external else None
        checked = check(source, drafts=drafts, future=future, ignore=ignored, asker=asker, wait=_say_that_we_wait)
        if fix and _mended(checked, yes=yes):
            checked = check(source, drafts=drafts, future=future, ignore=ignored, asker=asker)
    except ContentError as error:
        if style == "text":
            fail(error)
        checked = broken(source, error)
    _print(checked, style)
    if checked.count("error") or (strict and checked.count("warning")):
        sys.exit(1)


def _print(checked: "Checked", style: str) -> None:
    from journal.check import formats  # noqa: PLC0415 - so that `--help` and completion stay quick

    if style == "json":
        click.echo(formats.as_json(checked.findings))
        return
    if style == "github":
        for line in formats.for_github(checked.findings, checked.root):
            click.echo(line)
    else:
        for finding in checked.findings:
            click.echo(styled(formats.as_text(finding)))
    click.echo(_summary(checked), err=True)


def _summary(checked: "Checked") -> str:
    counts = [counted(number, kind) for kind in ("error", "warning") if (number := checked.count(kind))]
    if advice := checked.count("notice"):
        counts.append(f"{counted(advice, 'link')} elsewhere to look at")
    told = ", ".join(counts) or "nothing to mend"
    safe = len(checked.mends)
    more = f"; {counted(safe, 'word')} can be mended with --fix" if safe else ""
    return f"{counted(checked.posts, 'post')} checked: {told}{more}"


def _mended(checked: "Checked", *, yes: bool) -> bool:
    """Show and, when the author agrees, make the changes; whether any was made."""
    from journal.check.mend import changes  # noqa: PLC0415 - only --fix needs it

    try:
        made, left = changes(checked.mends, checked.root)
        for path in left:
            click.echo(f"{path}: left as it is: it cannot be mended without a change of what else it says", err=True)
        if not made:
            click.echo("nothing that is safe to mend", err=True)
            return False
        for change in made:
            click.echo(change.diff(), nl=False)
        if not yes and not click.confirm(f"Write {counted(len(made), 'file')}?", err=True):
            click.echo("nothing was written", err=True)
            return False
        for change in made:
            if change.write():
                click.echo(f"mended {change.path}", err=True)
            else:
                click.echo(f"{change.path}: left as it is: it was changed meanwhile", err=True)
    except OSError as problem:
        click.echo(f"{problem.filename}: cannot be written: {problem.strerror}", err=True)
        sys.exit(1)
    return True


def _asker(config: "Config") -> "Ask":
    from journal.check.visits import ask_with_memory  # noqa: PLC0415 - only --external needs it
    from journal.check.web import visit_all  # noqa: PLC0415

    def visit(urls: "Iterable[str]") -> "Iterator[tuple[str, Answer]]":
        if wanted := list(urls):
            click.echo(f"asking other sites after {counted(len(wanted), 'link')} …", err=True)
        return visit_all(wanted)

    return lambda urls: ask_with_memory(urls, config.root / ".journal", visit)


def _say_that_we_wait() -> None:
    click.echo("a build is at work in this folder; waiting for it to end", err=True)
