"""`journal urls`: the list of published addresses."""

from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import click

from journal.cli.common import fail, source_option
from journal.config import load_config
from journal.diagnostics import ContentError, Diagnostic, did_you_mean
from journal.urls import LOCK, Lock, keep_lock, read_lock, with_paths


@click.group(
    "urls",
    epilog="""\b
Examples:
  journal urls lock                    begin urls.lock, or add what is new
  journal urls accept /old-post/       let an address go
  journal urls accept --all            let all go that the site has lost""",
)
def command() -> None:
    """Keep every published address: urls.lock lists them, and a build that would lose one fails."""


@command.command(
    "lock",
    epilog="""\b
Examples:
  journal urls lock
  journal urls lock -s site""",
)
@source_option
def lock(*, source: Path) -> None:
    """Begin the list of published addresses, or add what is new to it."""
    from journal.survey import survey  # noqa: PLC0415 - so that `--help` and completion stay quick

    try:
        config = load_config(source)
        known = read_lock(config.root)
        found = survey(config, known)
        _refuse(found.losses.diagnostics)
        paths = ({*known.lines} - found.losses.expired) | found.lasting
        if known.begun and paths == known.lines.keys():
            click.echo(f"{LOCK}: {_addresses(len(paths))}, as before")
            return
        _keep(config.root, with_paths(known, paths))
    except ContentError as error:
        fail(error)
        return
    new = len(paths - known.lines.keys())
    verb = f"{new:,} new" if known.begun else "begun; commit it"
    click.echo(f"{LOCK}: {_addresses(len(paths))}, {verb}")


@command.command(
    "accept",
    epilog="""\b
Examples:
  journal urls accept /old-post/ /tags/typo/
  journal urls accept --all""",
)
@click.argument("paths", metavar="PATH...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Let all addresses go that the site has lost.")
@source_option
def accept(*, paths: tuple[str, ...], every: bool, source: Path) -> None:
    """Let addresses go that the site has lost, each with its feeds: their old links will be dead."""
    from journal.lost import with_feeds  # noqa: PLC0415 - so that `--help` and completion stay quick
    from journal.survey import survey  # noqa: PLC0415

    if bool(paths) == every:
        raise click.UsageError("name the addresses to let go, or give --all")
    try:
        config = load_config(source)
        known = read_lock(config.root)
        if not known.begun:
            raise click.UsageError(f"there is no {LOCK} here; `journal urls lock` begins it")
        lost = survey(config, known).losses.lost
        named = [_path_in(path, config.base, known.lines) for path in paths]
        _refuse([_not_lost(path, known.lines, lost) for path in named if path not in lost])
        go = dict.fromkeys(each for path in (lost if every else named) for each in with_feeds(path, lost))
        if go:
            _keep(config.root, with_paths(known, known.lines.keys() - go.keys()))
    except ContentError as error:
        fail(error)
        return
    for path in go:
        click.echo(f"let go {path}")
    click.echo(f"{LOCK}: {_addresses(len(known.lines) - len(go))}" + ("; commit it" if go else ", nothing was lost"))


def _refuse(diagnostics: Sequence[Diagnostic]) -> None:
    if diagnostics:
        raise ContentError(diagnostics)


def _keep(root: Path, lock: Lock) -> None:
    try:
        keep_lock(root, lock)
    except OSError as problem:
        raise ContentError([Diagnostic(LOCK, f"cannot be written: {problem.strerror}")]) from None


def _path_in(written: str, base: str, known: Container[str]) -> str:
    """An address as the list has it: of a whole one its path, without the folder that the site lives in."""
    path = unquote(urlsplit(written).path) if "://" in written else written
    if base and path not in known and f"{path}/".startswith(f"{base}/"):
        path = path.removeprefix(base)
    path = f"/{path.lstrip('/')}"
    return next((p for p in (path, unquote(path), f"{path}/", f"{unquote(path)}/") if p in known), path)


def _not_lost(path: str, known: Mapping[str, int], lost: Sequence[str]) -> Diagnostic:
    if path in known:
        return Diagnostic(LOCK, f"{path} is not lost: the site has it", "", known[path], 1, path, width=len(path))
    return Diagnostic(LOCK, f"there is no address {path}", did_you_mean(path, lost))


def _addresses(number: int) -> str:
    return f"{number:,} address{'' if number == 1 else 'es'}"
