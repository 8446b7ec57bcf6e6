"""Disk: what to tell the author when it does not do as asked."""

from pathlib import Path

from journal.config import Config
from journal.diagnostics import Diagnostic


def of_the_disk(problem: OSError, config: Config) -> Diagnostic:
    """A finding about a file that could not be read or written."""
    path = Path(str(problem.filename or config.output))
    shown = path.relative_to(config.root).as_posix() if path.is_relative_to(config.root) else str(path)
    if not any(path.is_relative_to(folder) for folder in (config.output, config.root / ".journal")):
        return Diagnostic(shown, f"cannot be read: {problem.strerror}")
    hint = "the next build completes what this one began"
    return Diagnostic(shown, f"cannot be written: {problem.strerror}", hint)
