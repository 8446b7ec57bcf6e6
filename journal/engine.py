"""Engine: what a page depends on besides the author's files, which is this program and the libraries it runs on."""

import importlib.util
import os
import sys
from functools import lru_cache
from pathlib import Path

from journal.stage import digest_of

_LIBRARIES = ("markdown", "pymdownx", "pygments", "yaml", "latex2mathml", "nh3", "jinja2", "markupsafe", "genanki")
_DISTRIBUTIONS = ("learning-journal", "Markdown", "pymdown-extensions", "Pygments", "PyYAML", "latex2mathml", "nh3")


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


@lru_cache
def versions() -> str:
    """The versions of what parses a source, in words that two machines can compare."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow, and only for machines far away

    def of(name: str) -> str:
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:
            return f"no {name}"

    return ", ".join([*map(of, _DISTRIBUTIONS), f"Python {sys.version_info.major}.{sys.version_info.minor}"])


def _stat(path: str) -> str:
    stat = os.stat(path)
    return f"{path} {stat.st_size} {stat.st_mtime_ns}"
