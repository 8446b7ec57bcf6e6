"""`journal completion`."""

import os
import subprocess
import sys
from pathlib import Path

import click
from click.shell_completion import get_completion_class

_SHELLS = ("bash", "zsh", "fish")
_PROGRAM, _VARIABLE = "journal", "_JOURNAL_COMPLETE"
_MARK = "# journal: shell completion"


@click.group(
    "completion",
    epilog="""\b
Examples:
  journal completion install           for the shell that you use
  journal completion install fish      for another one
  journal completion install --print   only show the script""",
)
def command() -> None:
    """Have your shell complete commands, options and values of journal."""


@command.command(
    "install",
    epilog="""\b
Examples:
  journal completion install
  journal completion install zsh --print""",
)
@click.argument("shell", type=click.Choice(_SHELLS), required=False)
@click.option("--print", "only_print", is_flag=True, help="Print the script, and change nothing.")
def install(*, shell: str | None, only_print: bool) -> None:
    """Install completion for a shell, by default the one in $SHELL. Once is enough; twice does no harm."""
    shell = shell or Path(os.environ.get("SHELL", "")).name
    if shell not in _SHELLS:
        raise click.UsageError(f"which shell? name one: {', '.join(_SHELLS)}")
    script = _script(shell)
    if only_print:
        click.echo(script, nl=False)
        return
    try:
        _install(shell, script)
    except OSError as problem:
        click.echo(f"{problem.filename}: cannot be written: {problem.strerror}", err=True)
        sys.exit(1)


def _script(shell: str) -> str:
    from journal.cli import main  # noqa: PLC0415 - it is what imports this

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell} in this version of click")
    made = kind(main, {}, _PROGRAM, _VARIABLE)
    # Click asks bash for its version first, and so fails where there is no bash; the script is the same.
    return made.source_template % made.source_vars()


def _install(shell: str, script: str) -> None:
    home = Path.home()
    if shell == "fish":  # which looks there by itself
        folder = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "fish/completions"
        _write(folder / "journal.fish", script)
        click.echo("It is there in every new fish.")
        return
    folder = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share") / "journal"
    file = folder / f"completion.{shell}"
    _write(file, script)
    zdotdir = os.environ.get("ZDOTDIR") if shell == "zsh" else None
    start = Path(zdotdir or home) / f".{shell}rc"
    _add(start, _lines(shell, file))
    click.echo(f"It is there in every new {shell}; in this one after: source {start}")
    if shell == "bash" and (old := _old_bash()):
        click.echo(f"This needs bash 4.4 or newer; the one here is {old}.", err=True)


def _lines(shell: str, file: Path) -> str:
    quoted = "'" + str(file).replace("'", "'\\''") + "'"
    if shell == "zsh":  # whose own completion may not have been started
        begin = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }"
        return f"{begin}\n[[ -r {quoted} ]] && source {quoted}"
    return f"[ -r {quoted} ] && . {quoted}"


def _write(file: Path, script: str) -> None:
    if file.is_file() and file.read_text("utf-8") == script:
        click.echo(f"kept  {file}")
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(script, "utf-8")
    click.echo(f"wrote {file}")


def _add(start: Path, lines: str) -> None:
    """Add lines to the file that a shell starts with, unless they are there."""
    try:
        text = start.read_bytes()
    except FileNotFoundError:
        text = b""
    if lines.encode() in text:
        click.echo(f"kept  {start}")
        return
    gap = "" if not text or text.endswith(b"\n") else "\n"
    with start.open("ab") as stream:
        stream.write(f"{gap}\n{_MARK}\n{lines}\n".encode())
    click.echo(f"added to {start}:\n{lines}")


def _old_bash() -> str:
    """The version of a bash that is too old for this; empty for one that is not, or cannot be asked."""
    try:
        told = subprocess.run(["bash", "-c", "echo $BASH_VERSION"], capture_output=True, text=True, check=False).stdout
        major, minor = map(int, told.split(".")[:2])
    except (OSError, ValueError):
        return ""
    return "" if (major, minor) >= (4, 4) else told.strip()
