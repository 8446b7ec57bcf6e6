"""Blame: which line of an extension is at fault, told as any other mistake of the author's."""

import os
import traceback
from collections.abc import Sequence
from pathlib import Path

from journal.diagnostics import Diagnostic


def problem_of_code(error: Exception, root: Path, message: str, files: Sequence[Path] = ()) -> Diagnostic:
    """What went wrong in an extension, at the innermost line of it that lies in the site's folder or in its files."""
    frames = traceback.extract_tb(error.__traceback__)
    own = {str(file) for file in files}
    known = (f for f in reversed(frames) if f.filename in own or Path(f.filename).is_relative_to(root))
    frame = next(known, frames[-1])
    told = f"{message}: {type(error).__name__}: {error}"
    return Diagnostic(shown(frame.filename, root), told, "", frame.lineno or 0, 0, frame.line or "")


def shown(file: str, root: Path) -> str:
    """The path of a file as it is told: from the site's folder, if it lies there."""
    return os.path.relpath(file, root).replace(os.sep, "/") if Path(file).is_relative_to(root) else file
