"""The head of a notebook: front matter in its first cell, in any of the ways in which authors write it there."""

import json
import re
from dataclasses import dataclass, replace

from journal.diagnostics import Diagnostic
from journal.fields import field_of
from journal.heads import Head, split, without_fences
from journal.notebooks.cells import Cell

_TITLE = re.compile(r"#[ \t]+(.*?)[ \t#]*$")
_QUOTED = re.compile(r">[ \t]*(.*)$")
_ITEM = re.compile(r"[-*][ \t]+([\w-]+)[ \t]*:(.*)$")
_NAMES_OF_FASTPAGES = """
    badges branch categories comments hide hide_binder_badge hide_colab_badge hide_deepnote_badge hide_github_badge
    hide_twitter_badge layout metadata_key1 metadata_key2 permalink search_exclude sticky_rank use_math
"""
_FASTPAGES = frozenset(_NAMES_OF_FASTPAGES.split())


@dataclass(frozen=True, slots=True)
class CellHead:
    """The front matter of a notebook."""

    head: Head
    """Lines are those of the cell."""
    cell: int
    rest: int
    """So many lines of the cell are used up."""
    remark: Diagnostic | None = None


def head_of(cell: Cell, path: str) -> CellHead | Diagnostic:
    """The front matter in the first cell of a notebook that says anything, which may hold none."""
    none = Head("", "", 1, cell.source, 1)
    if cell.kind == "code":
        return CellHead(none, cell.number, 0)
    head = split(cell.source, path)
    if isinstance(head, Diagnostic):
        return replace(head, cell=cell.number)
    if head.syntax:
        return CellHead(head, cell.number, head.body_line - 1)
    if cell.kind == "markdown" and (listed := _listed(cell)):
        return listed
    remark = without_fences(cell.source, path)
    return CellHead(none, cell.number, 0, replace(remark, cell=cell.number) if remark else None)


def _listed(cell: Cell) -> CellHead | None:
    """Front matter as a title, a quotation and a list of keys: the way of fastpages.

    The keys become YAML line by line, so that what is wrong with one is told of its own line.
    """
    lines, keys, used = cell.source.split("\n"), 0, 0
    yaml: list[str] = []
    for number, line in enumerate(lines, 1):
        if title := _TITLE.match(line) if not any(yaml) else None:
            yaml.append(f"title: {json.dumps(title[1], ensure_ascii=False)}")
        elif (quoted := _QUOTED.match(line)) and not keys and any(yaml):
            said = quoted[1].strip().strip('"')
            yaml.append(f"description: {json.dumps(said, ensure_ascii=False)}" if said else "")
        elif (item := _ITEM.match(line)) and any(yaml) and _is_known(item[1]):
            # What fastpages calls categories are words that posts share.
            key = "tags" if item[1] == "categories" else item[1]
            yaml.append(f"{key}:{item[2]}")
            keys += 1
        elif line.strip():
            break
        else:
            yaml.append("")
        used = number
    if not keys or (used < len(lines) and lines[used - 1].strip()):
        return None  # a list that goes on with something else is a list
    return CellHead(Head("yaml", "\n".join(yaml), 1, "", 1), cell.number, used)


def _is_known(key: str) -> bool:
    return field_of(key) is not None or key in _FASTPAGES
