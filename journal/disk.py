"""Disk: what the system says when it will not read or write, in words for the author."""

import errno
import os
from pathlib import Path

from journal.config import Config
from journal.diagnostics import Diagnostic
from journal.stage import HIDDEN

_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
_CLOSED = (errno.EACCES, errno.EPERM)
_TOO_MANY = (errno.EMFILE, errno.ENFILE)
_TOO_LITTLE = (errno.ENOMEM, errno.EAGAIN)
"""What is said to who would begin another process."""


def of_the_disk(problem: OSError, config: Config) -> Diagnostic:
    """A file that cannot be read or written, while the old output stands as it was."""
    if problem.errno in _TOO_MANY:  # which has nothing to do with the file that happened to be the last
        hint = "raise the limit, as with `ulimit -n 1024`, or build with --workers 1"
        return Diagnostic(shown(config.output, config.root), f"cannot be built: {problem.strerror}", hint)
    if problem.errno in _TOO_LITTLE:
        hint = "was the memory full, or are there too many processes? with --workers 1 it takes less"
        return Diagnostic(shown(config.output, config.root), f"cannot be built: {problem.strerror}", hint)
    path = _at_fault(problem, config)
    if not any(path.is_relative_to(folder) for folder in (config.output, config.root / ".journal")):
        return Diagnostic(shown(path, config.root), f"cannot be read: {problem.strerror}")
    return Diagnostic(shown(path, config.root), f"cannot be written: {problem.strerror}", _remedy(problem))


def half_written(problem: BaseException, second: OSError, config: Config) -> Diagnostic:
    """A write that failed and could not be undone."""
    why = problem.strerror if isinstance(problem, OSError) else "it was interrupted"
    message = f"some pages are new and some old: the write was cut off ({why}) and cannot be undone ({second.strerror})"
    hint = f"{_remedy(second)}; that completes it"
    return Diagnostic(shown(config.output, config.root), message, hint)


def cut_off(problem: OSError, state: Path) -> Diagnostic:
    """A write that was cut off and can be neither completed nor undone for now."""
    path = Path(str(problem.filename2 or problem.filename or state))
    message = f"the last build was cut off while it wrote, and cannot be completed now: {problem.strerror}"
    return Diagnostic(shown(path, state.parent), message, _remedy(problem), severity="warning")


def _at_fault(problem: OSError, config: Config) -> Path:
    """The file that an error is about, as the author knows it."""
    state = config.root / ".journal"
    names = [Path(os.fsdecode(n)) for n in (problem.filename2, problem.filename) if isinstance(n, str | bytes)]
    # Of two names, the one that is not staged; and room that is missing, is missing for the output.
    names = [n for n in names if HIDDEN not in n.parts and not n.is_relative_to(state / "stage")] or names[:1]
    path = names[0] if names else config.output
    if path.is_relative_to(state):
        return config.output if problem.errno in _FULL else state
    return config.output if HIDDEN in path.parts else path


def _remedy(problem: OSError) -> str:
    if problem.errno in _FULL:
        return "make room on its disk and build again"
    if problem.errno == errno.EROFS:
        return "its disk is read-only: make it writable, or build with --output elsewhere"
    if problem.errno in _CLOSED:
        return "change its owner or its rights and build again"
    return "see to its disk and build again"


def shown(path: Path, root: Path) -> str:
    """A path as a diagnostic names it: from the site's folder where it lies in there."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
