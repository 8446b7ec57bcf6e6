"""Extensions: the registry of a site, filled by the built-in page kinds and by the author's own modules."""

import importlib
import importlib.util
import os
import sys
import traceback
from pathlib import Path
from types import ModuleType

from journal.config import Config, settings_file
from journal.diagnostics import ContentError, Diagnostic, did_you_mean
from journal.kinds import BUILT_IN
from journal.registry import Registry


def registry_of(config: Config) -> Registry:
    """Everything a site can make: the built-in kinds less the disabled ones, and its extensions.

    Raises ContentError for an extension that cannot be loaded and for a kind that does not exist.
    """
    registry = Registry()
    for module in BUILT_IN:
        module.register(registry)
    for name in config.extensions:
        try:
            _load(name, config.root).register(registry)
        except Exception as problem:  # noqa: BLE001 - an extension is the author's code and may raise anything
            message = f"the extension {name!r} cannot be used: {type(problem).__name__}: {problem}"
            raise ContentError([Diagnostic(settings_file(config), message)]) from None
    for name in config.disable:
        if name not in registry.page_kinds:
            hint = did_you_mean(name, tuple(registry.page_kinds)) or f"there are {', '.join(registry.page_kinds)}"
            message = f"disable: there is no page kind {name!r}"
            raise ContentError([Diagnostic(settings_file(config), message, hint)])
        del registry.page_kinds[name]
    return registry


def _load(name: str, root: Path) -> ModuleType:
    """A module of the site's folder, or an installed one."""
    file = root.joinpath(*name.split(".")).with_suffix(".py")
    if not file.is_file():
        return importlib.import_module(name)
    # A name of its own, so that a site's `json.py` never stands in for Python's.
    own_name = f"journal-extension:{name}"
    spec = importlib.util.spec_from_file_location(own_name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is not a Python module")
    module = sys.modules[own_name] = importlib.util.module_from_spec(spec)  # where dataclasses look for their module
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


def problem_of_code(error: Exception, root: Path, message: str) -> Diagnostic:
    """What went wrong in the code of a page kind, at the innermost line of it that lies in the site's folder."""
    frames = traceback.extract_tb(error.__traceback__)
    frame = next((f for f in reversed(frames) if Path(f.filename).is_relative_to(root)), frames[-1])
    path = os.path.relpath(frame.filename, root) if Path(frame.filename).is_relative_to(root) else frame.filename
    told = f"{message}: {type(error).__name__}: {error}"
    return Diagnostic(path.replace(os.sep, "/"), told, "", frame.lineno or 0, 0, frame.line or "")
