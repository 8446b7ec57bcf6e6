"""Notebooks: `.ipynb` files as sources. What stands here is all of it that a site without one ever imports."""

import importlib.util
from collections.abc import Iterable

from journal.diagnostics import Diagnostic

NOTEBOOK = ".ipynb"
INSTALL = "pip install 'learning-journal[notebooks]'"


def is_notebook(path: str) -> bool:
    """Whether a source is a notebook, by its name."""
    return path.lower().endswith(NOTEBOOK)


def missing_part(paths: Iterable[str]) -> list[Diagnostic]:
    """What to say once, however many notebooks there are, if what reads them is not installed."""
    first = min(filter(is_notebook, paths), default="")
    if not first or importlib.util.find_spec("nh3"):
        return []
    hint = f"{INSTALL}, or set `notebooks = false` to have notebooks copied as they are"
    return [Diagnostic(first, "notebooks need nh3, which is not installed", hint)]
