"""Writes docs/commands.md: every command, argument and option, as click knows them."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from journal.cli import main

PAGE = Path(__file__).parent / "commands.md"
_HEAD = """\
# Commands

Everything that `journal` can be told to do. This page is written from the program itself: `journal COMMAND --help`
(`-h`) says the same in the terminal. `journal --version` (`-V`) tells which version you have.

Commands work on the journal in the folder you are in, or in the one that `--source` names.

"""


def page() -> str:
    """The whole page."""
    commands = list(_commands(main, "journal"))
    rows = [(f"[`{path}`](#{path.replace(' ', '-')})", _paragraphs(command)[0]) for path, command in commands]
    return f"{_HEAD}{_table([('command', 'what it does'), *rows])}\n{''.join(_section(*each) for each in commands)}"


def _commands(group: click.Group, above: str) -> Iterator[tuple[str, click.Command]]:
    """The commands of a group in its order, each with what is typed to call it; those below a command follow it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            raise LookupError(name)
        yield f"{above} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{above} {name}")


def _section(path: str, command: click.Command) -> str:
    parts = [f"#{'#' * path.count(' ')} {path}", *_paragraphs(command)]
    options = [p for p in command.params if isinstance(p, click.Option)]
    if not isinstance(command, click.Group):
        words = [path, *(_argument(p) for p in command.params if isinstance(p, click.Argument))]
        parts.insert(1, f"```\n{' '.join([*words, '[OPTIONS]'] if options else words)}\n```")
    if options:
        parts.append(_table([("option", "what it does", "default"), *map(_row, options)]))
    parts.append(f"```\n{_examples(command)}\n```")
    return "".join(f"\n{part}\n" for part in parts)


def _table(rows: list[tuple[str, ...]]) -> str:
    """A table with its header; a last column that says nothing is left out."""
    if not any(row[-1] for row in rows[1:]):
        rows = [row[:-1] for row in rows]
    lines = [f"| {' | '.join(row)} |".replace("|  |", "| |") for row in rows]
    return "\n".join([lines[0], "| --- " * len(rows[0]) + "|", *lines[1:]])


def _paragraphs(command: click.Command) -> list[str]:
    return [" ".join(part.split()) for part in (command.help or "").split("\n\n")]


def _argument(argument: click.Argument) -> str:
    if isinstance(argument.type, click.Choice):
        words = "|".join(argument.type.choices)
    else:
        words = (argument.metavar or str(argument.name).upper()).strip("[]")
    return words if argument.required else f"[{words}]"


def _row(option: click.Option) -> tuple[str, ...]:
    long_first = sorted(option.opts, key=lambda name: not name.startswith("--"))
    value = "" if option.is_flag else f" {option.metavar or _value(option.type)}"
    names = [f"`{long_first[0]}{value}`", *(f"`{name}`" for name in [*long_first[1:], *option.secondary_opts])]
    text, _, default = (option.help or "").strip().removesuffix("]").partition("  [default: ")
    if option.show_default is True:
        default = f"`{_default(option)}`"
    if isinstance(option.type, click.Choice):
        text += f" One of {', '.join(f'`{choice}`' for choice in option.type.choices)}."
    if option.multiple:
        text += " May be given several times."
    return ", ".join(names), _in_cell(text), _in_cell(default)


def _default(option: click.Option) -> str:
    if not option.is_flag:
        return str(option.default)
    return option.opts[0] if option.default else option.secondary_opts[0]


def _value(kind: object) -> str:
    if isinstance(kind, click.Path):
        return "DIR" if not kind.file_okay else "PATH"
    return "N" if isinstance(kind, (click.IntRange, type(click.INT))) else "TEXT" if kind is click.STRING else "WHICH"


def _in_cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def _examples(command: click.Command) -> str:
    lines = (command.epilog or "").replace("\b\n", "").strip().splitlines()
    return "\n".join(line.removeprefix("  ") for line in lines if line.strip() != "Examples:")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
