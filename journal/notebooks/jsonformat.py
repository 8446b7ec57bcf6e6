"""The format of notebooks, versions 3 and 4: from JSON to cells.

What is not as the format says is passed over, as Jupyter itself writes what its own schema does not know.
See https://nbformat.readthedocs.io/en/latest/format_description.html.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from journal.markdown.lexers import lexer_class
from journal.notebooks.cells import BadNotebook, Cell, Notebook, Output

_SAVE = "open it in Jupyter and save it again"
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_OLD_TYPES = {
    "text": "text/plain", "html": "text/html", "svg": "image/svg+xml", "png": "image/png", "jpeg": "image/jpeg",
    "latex": "text/latex", "javascript": "application/javascript", "json": "application/json",
}  # fmt: skip
_OLDEST, _NEWEST = 3, 4


def read_notebook(text: str) -> Notebook:
    """The notebook in a text. Raises BadNotebook."""
    data = _loaded(text)
    if not isinstance(data, dict):
        raise BadNotebook("not a notebook: it holds no cells", _SAVE)
    version = data.get("nbformat", _NEWEST)
    if isinstance(version, int) and not _OLDEST <= version <= _NEWEST:
        hint = _SAVE if version < _OLDEST else "save it in format 4, or ask for a newer journal"
        raise BadNotebook(f"a notebook of format {version!s:.20}, and journal reads 3 and 4", hint)
    cells = data.get("cells")
    if not isinstance(cells, list):
        sheets = data.get("worksheets")
        if not isinstance(sheets, list):
            raise BadNotebook("not a notebook: it holds no cells", _SAVE)
        cells = [cell for sheet in sheets for cell in _list(_map(sheet).get("cells"))]
    found = tuple(cell for number, one in enumerate(cells, 1) for cell in _cells(number, _map(one)))
    return Notebook(_language(_map(data.get("metadata")), cells), found)


def _loaded(text: str) -> object:
    if not text.strip():
        raise BadNotebook("an empty file, not a notebook", "save a notebook there, or delete it")
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        if conflict := _CONFLICT.search(text):
            line = text.count("\n", 0, conflict.start()) + 1
            raise BadNotebook("git left a merge conflict in it", "keep one of the two sides", line, 1) from None
        message = f"not a notebook: the JSON breaks off here ({problem.msg})"
        raise BadNotebook(message, _SAVE, problem.lineno, problem.colno) from None
    except RecursionError:
        raise BadNotebook("not a notebook: nested too deeply") from None
    except ValueError:  # what Python says to a number of more than 4,300 digits
        raise BadNotebook("not a notebook: a number with far too many digits") from None


def _cells(number: int, cell: Mapping[str, object]) -> Iterator[Cell]:
    kind = cell.get("cell_type")
    source, metadata = _text(cell.get("source")), _map(cell.get("metadata"))
    if kind == "code":
        outputs = [output for one in _list(cell.get("outputs")) for output in _output(_map(one))]
        yield Cell(number, "code", source or _text(cell.get("input")), metadata, tuple(outputs))
    elif kind == "markdown":
        files = {name: _texts(_map(file)) for name, file in _map(cell.get("attachments")).items()}
        yield Cell(number, "markdown", source, metadata, attachments=files)
    elif kind == "heading":
        level = cell.get("level")
        hashes = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1)  # noqa: PLR2004 - as in HTML
        yield Cell(number, "markdown", f"{hashes} {' '.join(source.split())}", metadata)
    elif kind == "raw":
        yield Cell(number, "raw", source, metadata)


def _output(output: Mapping[str, object]) -> Iterator[Output]:
    match output.get("output_type"):
        case "stream":
            name = output.get("name", output.get("stream"))
            yield Output(
                "stream", {"text/plain": _text(output.get("text"))}, "stderr" if name == "stderr" else "stdout"
            )
        case "error" | "pyerr":
            told = "\n".join(map(_text, _list(output.get("traceback"))))
            named = ": ".join(filter(None, (_text(output.get("ename")), _text(output.get("evalue")))))
            yield Output("error", {"text/plain": told if told.strip() else named})
        case "display_data" | "execute_result" | "pyout" | "update_display_data":
            data = output.get("data")
            old = {name: output[key] for key, name in _OLD_TYPES.items() if key in output}
            texts = _texts(data if isinstance(data, dict) else old)
            yield Output("data", texts, metadata=_map(output.get("metadata")))


def _language(metadata: Mapping[str, object], cells: Sequence[object]) -> str:
    """The language of the code, by the first of its names that Pygments knows; Python where nothing is said."""
    info, kernel = _map(metadata.get("language_info")), _map(metadata.get("kernelspec"))
    own = next((language for cell in cells if (language := _map(cell).get("language"))), "")
    names = [info.get("pygments_lexer"), info.get("name"), kernel.get("language"), kernel.get("name"), own]
    words = [re.sub(r"^ipython\d*$|^ir$|[-_ ]?\d[\d.]*$", _plainer, name.lower()) for name in map(_text, names) if name]
    said = [word for word in words if word]
    return next((word for word in said if lexer_class(word)), said[0] if said else "python")


def _plainer(name: re.Match[str]) -> str:
    """The language in a kernel's name, for the two that Pygments does not know by it; else without its version."""
    return {"ipython": "python", "ir": "r"}.get(name[0].rstrip("0123456789"), "")


def _map(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _texts(data: Mapping[str, object]) -> dict[str, str]:
    return {_clean(name): _text(value) for name, value in data.items()}


def _text(value: object) -> str:
    """A text, which may have been saved as a list of lines."""
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    return _clean(value) if isinstance(value, str) else ""


def _clean(text: str) -> str:
    """A text without what no file may hold: JSON can write halves of characters, and none at all."""
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", text)
    return text.replace("\0", "\ufffd").replace("\r\n", "\n")
