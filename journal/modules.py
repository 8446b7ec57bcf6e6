"""Modules: where the code of a site's extensions stands."""

import importlib.util
from pathlib import Path


def file_of(name: str, root: Path) -> Path | None:
    """The file of an extension, in the site's folder or installed; None for one that cannot be found."""
    file = root.joinpath(*name.split(".")).with_suffix(".py")
    if file.is_file():
        return file
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    return Path(spec.origin) if spec and spec.origin else None
