"""What several commands share: the site's folder, and telling what is wrong."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journal.diagnostics import ContentError, Diagnostic, columns_of

if TYPE_CHECKING:  # heavy, and only a name here
    from journal.report import LeftOut

source_option = click.option(
    "--source",
    "-s",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The site's folder, the one that holds posts/.  [default: here]",
)


def tell(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics to stderr, in colour on a terminal."""
    for diagnostic in diagnostics:
        click.echo(styled(diagnostic), err=True)


def styled(diagnostic: Diagnostic) -> str:
    """A diagnostic with its severity in colour, for a terminal."""
    colour = {"error": "red", "warning": "yellow"}.get(diagnostic.severity, "cyan")
    word = f"{diagnostic.severity}:"
    return str(diagnostic).replace(word, click.style(word, fg=colour, bold=True), 1)


def fail(error: ContentError, kept: str = "nothing was written") -> None:
    """Print what is wrong and how much of it, and end with 1."""
    tell(error.diagnostics)
    errors = sum(d.severity == "error" for d in error.diagnostics)
    warnings = len(error.diagnostics) - errors
    counts = [counted(errors, "error")] if errors else []
    counts += [counted(warnings, "warning")] if warnings else []
    if not errors:  # then nothing but `--strict` stopped the build
        counts.append(f"taken for {'an error' if warnings == 1 else 'errors'} (--strict)")
    click.echo(", ".join(counts) + ("" if error.written else f"; {kept}"), err=True)
    sys.exit(1)


def tell_left_out(left: "LeftOut") -> None:
    """One line on the posts that are not published, if there are any."""
    reasons = [counted(left.drafts, "draft")] if left.drafts else []
    reasons += [f"{left.future} future"] if left.future else []
    reasons += [f"{left.expired} expired"] if left.expired else []
    if reasons:
        click.echo(f"{', '.join(reasons)}: left out")


def counted(number: int, noun: str) -> str:
    """`1 post`, `2 posts`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def fitted(text: str, width: int) -> str:
    """A text cut to so many columns of a terminal."""
    if columns_of(text) <= width:
        return text
    while text and columns_of(text) >= width:
        text = text[:-1]
    return text + "…"
