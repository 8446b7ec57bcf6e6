"""Options: how a build is to go about its work; what the site will be does not hang on them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from journal.frozen import frozen

if TYPE_CHECKING:  # slow, and only a name here
    from concurrent.futures import Executor

Progress = Callable[[str, int, int], None]
"""Told the name of a stage, how much of it is done, and how much there is."""


@frozen
class Options:
    """How to build."""

    strict: bool = False
    """Warnings count as errors."""
    clean: bool = False
    """Nothing of the last build is trusted."""
    thorough: bool = False
    """All is gone through even where nothing has changed since the last build."""
    workers: int = 0
    """How many processes; 0: as many as there are cores."""
    executor: "Executor | None" = None
    """Who parses the sources, if not these processes."""
    progress: Progress = lambda *_: None
    seen: Callable[..., None] = lambda *_: None
    """Told the `Scene` that the pages are about to see, and the `Plan` of them, before the first is rendered."""
