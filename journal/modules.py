"""Modules: where the code of a site's extensions stands, and how it is loaded."""

import importlib
import importlib.util
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from journal.stage import digest_of

_OWN = "journal-extension:"
"""What the names of a site's own modules begin with, so that its `json.py` never stands in for Python's."""


def load(name: str, root: Path) -> ModuleType:
    """A module or package of the site's folder, or an installed one. Raises whatever its code raises."""
    file = _own_file(name, root)
    if file is None:
        return importlib.import_module(name)
    own_name = _OWN + name
    for other in [one for one in sys.modules if one == own_name or one.startswith(f"{own_name}.")]:
        del sys.modules[other]  # another site's, or what this one's was before it was edited
    within = [str(file.parent)] if file.name == "__init__.py" else None
    spec = importlib.util.spec_from_file_location(own_name, file, submodule_search_locations=within)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is not a Python module")
    module = sys.modules[own_name] = importlib.util.module_from_spec(spec)  # where dataclasses look for their module
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


def files_of(name: str, root: Path) -> tuple[Path, ...]:
    """The files of an extension, in the site's folder or installed; of a package all, its own first."""
    file = _own_file(name, root) or _installed_file(name)
    if file is None:
        return ()
    return (file, *sorted(file.parent.rglob("*.py"))) if file.name == "__init__.py" else (file,)


def folders_of(names: Iterable[str], root: Path, folder: str) -> tuple[Path, ...]:
    """The folders of that name in the extensions that are packages; of those that come later, first."""
    files = [_own_file(name, root) or _installed_file(name) for name in names]
    found = [file.parent / folder for file in files if file is not None and file.name == "__init__.py"]
    return tuple(path for path in reversed(found) if path.is_dir())


def digest_of_module(name: str, root: Path) -> str:
    """A digest of the code of an extension, the same wherever it lies. Raises OSError."""
    files = files_of(name, root)
    told = [f"{file.relative_to(files[0].parent).as_posix()} {digest_of(file.read_bytes())}" for file in files]
    return digest_of("\n".join(told).encode("utf-8", "surrogatepass"))


def _own_file(name: str, root: Path) -> Path | None:
    path = root.joinpath(*name.split("."))
    files = (path.with_suffix(".py"), path / "__init__.py")
    return next((file for file in files if file.is_file()), None)


def _installed_file(name: str) -> Path | None:
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    return Path(spec.origin) if spec and spec.origin else None
