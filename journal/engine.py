"""Engine: what a parsed source depends on besides its text, which is this program and the libraries it runs on."""

import importlib.util
import os
import sys
from pathlib import Path

from journal.stage import digest_of

_LIBRARIES = ("markdown", "pymdownx", "pygments", "yaml", "latex2mathml")


def engine_stamp() -> str:
    """A digest that changes with our code, with a library that is upgraded, added or removed, and with Python.

    Looks at names, sizes and times only; nothing is imported.
    """
    parts = [sys.version]
    for name in _LIBRARIES:
        spec = importlib.util.find_spec(name)
        parts.append(f"{name} {_stat(spec.origin) if spec and spec.origin else ''}")
    for here, folders, files in os.walk(Path(__file__).parent):
        folders.sort()
        parts += [_stat(os.path.join(here, file)) for file in sorted(files) if file.endswith(".py")]
    return digest_of("\n".join(parts).encode())


def _stat(path: str) -> str:
    stat = os.stat(path)
    return f"{path} {stat.st_size} {stat.st_mtime_ns}"
