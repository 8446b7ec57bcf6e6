"""Sift: of all that happens in a folder, what may make another site."""

import os
from collections.abc import Iterable
from pathlib import Path

from journal.defaults import STATIC, TEMPLATES
from journal.scan import SHELF, Role, is_left_out
from journal.urls import LOCK

FOLDERS: dict[str, Role] = {"posts": "post", "pages": "page", "static": "static", "templates": "static"}
"""The folders of sources, and as what the names in there are looked at: a template that is being edited has leftovers
beside it, too, which nobody includes."""
ALONE = SHELF, LOCK
"""Files that are looked for by their names, whatever else lies beside them."""
_SETTINGS = ("journal.toml", "pyproject.toml")
BROUGHT = ("templates", "static")
"""The folders that an extension which is a package may bring along."""
_BUILT_IN = {str(TEMPLATES): "templates", str(STATIC): "static"}


def source_of(file: str, root: Path, *, gone: bool, packages: Iterable[str] = ()) -> str | None:
    """What a file that has changed is to the site, as `Source.path`; None for one that is nothing to it.

    `packages` are the folders of the site's extensions.
    """
    elsewhere = _BUILT_IN | {os.path.join(package, name): name for package in packages for name in BROUGHT}
    for folder, name in elsewhere.items():
        if folder != str(root / name) and f"{file}{os.sep}".startswith(f"{folder}{os.sep}"):
            file = f"{root / name}{file[len(folder) :]}"
    if not file.startswith(f"{root}{os.sep}"):
        return file if file.endswith(".py") else None
    top, *below = file[len(str(root)) + 1 :].split(os.sep)
    path = "/".join((top, *below))
    if top in FOLDERS:
        return None if any(_is_noise(name, top) for name in below) else path
    if path == ".journal":
        return path if gone else None  # the site goes with it
    if path in ALONE or any(one.startswith(f"{path}/") for one in ALONE):
        return path
    return path if path in _SETTINGS or path.endswith(".py") else None


def _is_noise(name: str, top: str) -> bool:
    return is_left_out(name, FOLDERS[top]) or (top == "templates" and name.startswith("#"))
