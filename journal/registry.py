"""Registry: what a build can make. The built-in page kinds and a user's extensions register by the same calls."""

import importlib
import importlib.util
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from jinja2.filters import FILTERS

from journal.config import Config
from journal.diagnostics import ContentError, Diagnostic, did_you_mean
from journal.page import Page, View
from journal.reader import Reader
from journal.site import Site


@dataclass(frozen=True, slots=True)
class PageKind:
    """A way of making pages."""

    name: str
    pages: Callable[[Site], Iterable[Page]]
    """Plans: every page of this kind. Must not depend on anything but the site."""
    view: Callable[[Page, Reader], View]
    """Renders: what the template of one of these pages sees."""


class Registry:
    """The page kinds and template filters of one build, by name."""

    def __init__(self) -> None:
        self.page_kinds: dict[str, PageKind] = {}
        self.filters: dict[str, Callable[..., object]] = {}

    def add_page_kind(self, kind: PageKind) -> None:
        """Add a page kind. Raises ValueError for a name that is taken."""
        if kind.name in self.page_kinds:
            raise ValueError(f"there is a page kind {kind.name!r} already")
        self.page_kinds[kind.name] = kind

    def add_filter(self, name: str, function: Callable[..., object]) -> None:
        """Add a template filter. Raises ValueError for a name that is taken, by Jinja's own filters too."""
        if name in self.filters or name in FILTERS:
            raise ValueError(f"there is a filter {name!r} already")
        self.filters[name] = function


def registry_of(config: Config) -> Registry:
    """Everything a site can make: the built-in kinds less the disabled ones, and its extensions.

    Raises ContentError for an extension that cannot be loaded and for a kind that does not exist.
    """
    from journal.kinds import BUILT_IN  # noqa: PLC0415 - the kinds import this module for PageKind

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


def settings_file(config: Config) -> str:
    """The file that the settings stand in, or belong into."""
    own, shared = config.root / "journal.toml", config.root / "pyproject.toml"
    return shared.name if shared.exists() and not own.exists() else own.name
