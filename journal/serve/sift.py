"""Sift: of all that happens in a folder, what may make another site."""

import os
from pathlib import Path

from journal.defaults import STATIC, TEMPLATES
from journal.scan import Role, is_left_out

FOLDERS: dict[str, Role] = {"posts": "post", "pages": "page", "static": "static", "templates": "static"}
"""The folders of sources, and as what the names in there are looked at: a template that is being edited has leftovers
beside it, too, which nobody includes."""
_SETTINGS = ("journal.toml", "pyproject.toml")
_BUILT_IN = {"templates": TEMPLATES, "static": STATIC}


def source_of(file: str, root: Path, *, gone: bool) -> str | None:
    """What a file that has changed is to the site, as `Source.path`; None for one that is nothing to it."""
    for name, folder in _BUILT_IN.items():
        if folder != root / name and file.startswith(f"{folder}{os.sep}"):
            file = f"{root / name}{file[len(str(folder)) :]}"
    if not file.startswith(f"{root}{os.sep}"):
        return file if file.endswith(".py") else None
    top, *below = file[len(str(root)) + 1 :].split(os.sep)
    path = "/".join((top, *below))
    if top in FOLDERS:
        return None if any(_is_noise(name, top) for name in below) else path
    if path == ".journal":
        return path if gone else None  # the site goes with it
    return path if path in _SETTINGS or path.endswith(".py") else None


def _is_noise(name: str, top: str) -> bool:
    return is_left_out(name, FOLDERS[top]) or (top == "templates" and name.startswith("#"))
