"""Additions: what a site's own modules add to the syntax, loaded again by each process that parses."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from journal.config import Config
from journal.diagnostics import ContentError, Diagnostic
from journal.dialect import Addition
from journal.modules import digest_of_module, files_of, load
from journal.registry import Registry


class Broken(Exception):  # noqa: N818 - it says whose error it is
    """The code of an addition raised what it should not have."""

    def __init__(self, error: Exception, message: str, *, everywhere: bool = False) -> None:
        super().__init__(message)
        self.error = error
        self.message = message
        self.everywhere = everywhere
        """Whether it hangs on no text."""


def additions_of(registry: Registry, config: Config) -> tuple[Addition, ...]:
    """The modules of a site that parsing depends on, as they are now. Raises OSError."""
    root = config.root
    return tuple(Addition(name, digest_of_module(name, root), str(root)) for name in registry.parsing)


@lru_cache(maxsize=8)
def added_by(additions: tuple[Addition, ...]) -> Registry:
    """The Markdown extensions and shortcodes that there are: the built-in ones, and those of these modules.

    Raises ContentError where a module is not the one that is meant.
    """
    from journal import shortcodes  # noqa: PLC0415 - most texts have none

    registry = Registry()
    for module in shortcodes.BUILT_IN:
        module.register(registry)
    for one in additions:
        try:
            load(one.name, Path(one.root)).register(registry)
            is_meant = digest_of_module(one.name, Path(one.root)) == one.digest
        except Exception as problem:  # noqa: BLE001 - an extension is the author's code and may raise anything
            raise _missing(one, f"{type(problem).__name__}: {problem}") from None
        if not is_meant:
            raise _missing(one, "its code is not what it was when the build began")
    return registry


def files_with(additions: Sequence[Addition]) -> tuple[Path, ...]:
    """The files of these modules."""
    return tuple(file for one in additions for file in files_of(one.name, Path(one.root)))


def _missing(addition: Addition, why: str) -> ContentError:
    message = f"the extension {addition.name!r} cannot be used by the process that parses: {why}"
    hint = "build again if it was just edited; workers on other machines need the same module, installed"
    return ContentError([Diagnostic("extensions", message, hint)])
