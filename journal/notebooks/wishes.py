"""Wishes: what of a cell its author wants to be seen, as written for nbdev, Quarto, Jupyter Book and fastpages.

What is only to be folded away there is left out here as well, if the wish is called `hide`: hidden is hidden.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from journal.notebooks.cells import Cell

_OPTION = re.compile(r"[ \t]*(?:#|//|--|%)\|[ \t]*(?P<key>[\w.-]+)[ \t]*(?P<colon>:)?[ \t]*(?P<value>.*?)[ \t]*$")
_FLAG = re.compile(
    r"#[ \t]*(?P<key>(?:hide|remove)(?:[_-](?:cell|input|output|code))?|collapse(?:[_-](?:hide|show|input|output))?"
    r"|exporti?s?|default[_-]exp(?:[ \t]+[\w.]+))[ \t]*$",
    re.IGNORECASE,
)
"""What nbdev and fastpages once wrote as a plain comment, which stands alone."""
_WISHES: Mapping[str, Mapping[str, Any]] = {
    word: changes
    for words, changes in (
        ("hide remove hide_cell remove_cell", {"code": False, "outputs": False}),
        ("hide_input remove_input hide_code remove_code", {"code": False}),
        ("hide_output remove_output hide_outputs", {"outputs": False}),
        ("hide_stderr remove_stderr", {"stderr": False}),
        ("hide_stdout remove_stdout", {"stdout": False}),
        ("collapse collapse_hide collapse_input", {"folded": True}),
    )
    for word in words.split()
}
_NEGATED = {"echo": "hide_input", "output": "hide_output", "include": "hide", "warning": "remove_stderr"}
"""Options of Quarto, and what `false` means."""
_YES, _NO = ("", "true", "yes"), ("false", "no")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be seen of a cell."""

    code: bool = True
    outputs: bool = True
    stdout: bool = True
    stderr: bool = True
    folded: bool = False
    """Whether the code waits until it is clicked."""
    as_is: bool = False
    """Whether what was printed is Markdown."""
    caption: str = ""
    alt: str = ""
    """What pictures among the outputs show."""


def wishes_of(cell: Cell, extra: Mapping[str, object]) -> tuple[Wishes, int]:
    """What is to be seen of a cell, and how many lines at its beginning say nothing else.

    `extra` is what the front matter says beside its known keys: Quarto has wishes for all cells there.
    """
    wishes = _with(Wishes(), _of_notebook(extra))
    wishes = _with(wishes, _of_metadata(cell.metadata))
    count, found = 0, []
    for number, line in enumerate(cell.source.split("\n"), 1):
        # In Markdown, `# hide` is a heading.
        option = _OPTION.match(line) or (_FLAG.match(line) if cell.kind == "code" or line[1:2] != " " else None)
        if option:
            groups = option.groupdict()
            found.append((groups["key"].split()[0], groups.get("value") or "", bool(groups.get("colon"))))
            count = number
        elif line.strip():
            break
    return _with(wishes, ((key, value if colon else "") for key, value, colon in found)), count


def _with(wishes: Wishes, said: Iterator[tuple[str, str]]) -> Wishes:
    for key, value in said:
        word, answer = key.lower().replace("-", "_"), value.strip().lower()
        if word in _NEGATED and answer in _YES + _NO:
            changes: dict[str, Any] = dict.fromkeys(_WISHES[_NEGATED[word]], answer in _YES)
            wishes = replace(wishes, **changes)
        elif word in _WISHES:
            wishes = replace(wishes, **(_WISHES[word] if answer in _YES else {}))
        elif word == "code_fold":
            wishes = replace(wishes, folded=answer not in (*_NO, "show"))
        elif word == "fig_cap":
            wishes = replace(wishes, caption=_unquoted(value))
        elif word == "fig_alt":
            wishes = replace(wishes, alt=_unquoted(value))
        elif word == "output" and answer == "asis":
            wishes = replace(wishes, as_is=True)
    return wishes


def _of_metadata(metadata: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    tags = metadata.get("tags")
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, str):
            yield tag, ""
    jupyter = metadata.get("jupyter")
    if metadata.get("hide_input") is True or (isinstance(jupyter, dict) and jupyter.get("source_hidden") is True):
        yield "hide_input", ""
    if isinstance(jupyter, dict) and jupyter.get("outputs_hidden") is True:
        yield "hide_output", ""


def _of_notebook(extra: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    execute, formats = extra.get("execute"), extra.get("format")
    if isinstance(execute, dict):
        yield from ((str(key), str(value)) for key, value in execute.items() if key in _NEGATED)
    html = formats.get("html") if isinstance(formats, dict) else None
    fold = html.get("code-fold") if isinstance(html, dict) else extra.get("code-fold")
    if fold is not None:
        yield "code-fold", str(fold)


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
