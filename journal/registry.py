"""Registry: what a build can make. The built-in page kinds and a user's extensions register by the same calls."""

import importlib
import importlib.util
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

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
        """Add a template filter. Raises ValueError for a name that is taken."""
        if name in self.filters:
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
            raise ContentError([Diagnostic(_settings_file(config), message)]) from None
    for name in config.disable:
        if name not in registry.page_kinds:
            hint = did_you_mean(name, tuple(registry.page_kinds)) or f"there are {', '.join(registry.page_kinds)}"
            message = f"disable: there is no page kind {name!r}"
            raise ContentError([Diagnostic(_settings_file(config), message, hint)])
        del registry.page_kinds[name]
    return registry


def _load(name: str, root: Path) -> ModuleType:
    """A module of the site's folder, or an installed one."""
    file = root.joinpath(*name.split(".")).with_suffix(".py")
    if not file.is_file():
        return importlib.import_module(name)
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is not a Python module")
    module = importlib.util.module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


def _settings_file(config: Config) -> str:
    return "journal.toml" if (config.root / "journal.toml").exists() else "pyproject.toml"
