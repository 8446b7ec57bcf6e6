"""Notebooks: their head as journal reads it, in a first cell of its own, and every other cell as it was."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from journal.diagnostics import Diagnostic
from journal.importers import yaml_out
from journal.importers.bodies.relinking import relink
from journal.importers.oldheads import Opened, cut_head
from journal.importers.records import Asset, LeftOut, Note, Post, Record
from journal.importers.texts import decoded
from journal.importers.tree import Tree
from journal.notebooks import is_notebook
from journal.notebooks.cells import BadNotebook, Cell, Notebook
from journal.notebooks.heading import CellHead, head_of
from journal.notebooks.jsonformat import read_notebook

_WITH_IDS = (4, 5)
"""The format since which every cell has an id."""


def opened(tree: Tree, source: str) -> Opened | LeftOut:
    """The head of a notebook, and the notebook without it, as text; or why it is none."""
    try:
        found = decoded(tree.bytes_of(source))
    except OSError as problem:
        return LeftOut(source, f"cannot be read: {problem.strerror}", look=True)
    if isinstance(found, str):
        return LeftOut(source, found, look=True)
    text, notes = found
    try:
        notebook = read_notebook(text)
    except BadNotebook as problem:
        return LeftOut(source, problem.message, look=True)
    cut = _cut(text, notebook)
    return replace(cut, notes=(*notes, Note("a notebook: its cells are as they were"), *cut.notes))


def as_post(record: Record, tree: Tree) -> Record:
    """A notebook that was to be copied to where posts stand, as the post it is there; any other record as it is."""
    if not (isinstance(record, Asset) and is_notebook(record.path) and record.path.startswith(("posts/", "pages/"))):
        return record
    found = opened(tree, record.source)
    if isinstance(found, LeftOut):
        return found
    return Post(record.source, record.path, found.head, found.body, notes=(*record.notes, *found.notes))


def with_head(text: str, head: Mapping[str, object], find: Callable[[str], str]) -> tuple[str, tuple[Note, ...]]:
    """A notebook with that head, its links as `find` writes them, and what was done to them."""
    made: list[Note] = []

    def relinked(source: str) -> str:
        done = relink(source, find)
        made.extend(done.notes)
        return done.text

    text = with_prose(text, relinked)
    first = _first(read_notebook(text))
    if not head and (first is None or _is_plain(head_of(first, ""))):
        return text, tuple(made)
    data = json.loads(text)
    lines = ["---", *yaml_out.dump(head).split("\n"), "---"] if head else ["---", "---"]
    cell: dict[str, Any] = {"cell_type": "raw", "metadata": {}, "source": "\n".join(lines).splitlines(keepends=True)}
    version = data.get("nbformat"), data.get("nbformat_minor")
    if all(isinstance(number, int) for number in version) and version >= _WITH_IDS:
        cell = {"cell_type": "raw", "id": "front-matter"} | cell
    next(iter(_lists(data)), []).insert(0, cell)
    return _dumped(data), tuple(made)


def with_prose(text: str, change: Callable[[str], str]) -> str:
    """A notebook with what `change` makes of the Markdown in each cell that holds any."""
    data = json.loads(text)
    changed = False
    for cells in _lists(data):
        for cell in cells:
            if not isinstance(cell, dict) or cell.get("cell_type") not in ("markdown", "raw"):
                continue
            source = _source(cell)
            if (made := change(source)) != source:
                cell["source"] = made.splitlines(keepends=True)
                changed = True
    return _dumped(data) if changed else text


def _cut(text: str, notebook: Notebook) -> Opened:
    first = _first(notebook)
    if first is None or first.kind == "code":
        return Opened({}, text, 1)
    front = head_of(first, "")
    if isinstance(front, CellHead) and front.head.syntax and not first.source.lstrip().startswith(("---", "+++")):
        cut = cut_head(f"---\n{front.head.text}\n---\n")  # a title and a list of keys
        cut = replace(cut, body="\n".join([cut.body, *first.source.split("\n")[front.rest :]]).strip("\n"))
    else:
        cut = cut_head(first.source)
    if not cut.head and cut.body == first.source:
        return Opened({}, text, 1, tuple(Note(note.text, look=note.look) for note in cut.notes))
    data = json.loads(text)
    number = first.number - 1
    for cells in _lists(data):
        if number < len(cells):
            if cut.body.strip():
                kind = first.kind if cut.head else "markdown"
                cells[number] |= {"cell_type": kind, "source": cut.body.lstrip("\n").splitlines(keepends=True)}
            else:
                del cells[number]
            break
        number -= len(cells)
    # A line of a cell is no line of the file.
    return Opened(cut.head, _dumped(data), 1, tuple(Note(note.text, look=note.look) for note in cut.notes))


def _first(notebook: Notebook) -> Cell | None:
    """The cell that holds the head, if there is one."""
    return next((cell for cell in notebook.cells if cell.source.strip()), None)


def _is_plain(front: CellHead | Diagnostic) -> bool:
    """Whether a cell is read as one without front matter, and does not look like any."""
    return isinstance(front, CellHead) and not front.head.syntax


def _lists(data: Mapping[str, Any]) -> Iterator[list[Any]]:
    """The lists of cells: one, but in format 3 one a worksheet."""
    if isinstance(data.get("cells"), list):
        yield data["cells"]
        return
    for sheet in data.get("worksheets", ()):
        if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list):
            yield sheet["cells"]


def _source(cell: Mapping[str, object]) -> str:
    source = cell.get("source")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def _dumped(data: object) -> str:
    """As Jupyter writes it."""
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    try:
        text.encode()
    except UnicodeEncodeError:  # halves of characters, which JSON can write and UTF-8 cannot
        return json.dumps(data, indent=1) + "\n"
    return text
