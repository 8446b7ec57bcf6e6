"""Engine: what a page depends on besides the author's files, which is this program and the libraries it runs on."""

import hashlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from functools import lru_cache

from journal.stage import digest_of

_PACKAGE = os.path.dirname(__file__)
_LIBRARIES = {
    "markdown": "markdown",
    "pymdownx": "pymdown_extensions",
    "pygments": "pygments",
    "yaml": "pyyaml",
    "latex2mathml": "latex2mathml",
    "nh3": "nh3",
    "jinja2": "jinja2",
    "markupsafe": "markupsafe",
    "genanki": "genanki",
}
"""Each library, and the distribution it comes in, as its folder of metadata spells that."""
_DISTRIBUTIONS = ("learning-journal", "Markdown", "pymdown-extensions", "Pygments", "PyYAML", "latex2mathml", "nh3")


@lru_cache
def engine_stamp() -> str:
    """A digest that changes with our code, with a library that is upgraded, added or removed, and with Python.

    The same wherever and whenever they were installed: where a site is built on a new machine each time, what the last
    one knew is of use to the next.
    """
    parts = [sys.version, *(f"{name} {_edition(name, dist)}" for name, dist in _LIBRARIES.items())]
    told = hashlib.blake2b("\n".join(parts).encode(), digest_size=16)
    for file in _files_of_ours():
        with open(file, "rb", buffering=0) as stream:
            told.update(f"\n{file[len(_PACKAGE) :]}\n".encode() + stream.read())
    return told.hexdigest()


def installation_stamp() -> str:
    """A digest that changes whenever `engine_stamp` does, and with every installation; by a look at names and times."""
    parts = [sys.version]
    for name in _LIBRARIES:
        spec = importlib.util.find_spec(name)
        parts.append(f"{name} {_stat(spec.origin) if spec and spec.origin else ''}")
    parts += map(_stat, _files_of_ours())
    return digest_of("\n".join(parts).encode())


def _files_of_ours() -> Iterator[str]:
    for here, folders, files in os.walk(_PACKAGE):
        folders.sort()
        yield from (os.path.join(here, file) for file in sorted(files) if file.endswith(".py"))


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


def _edition(name: str, distribution: str) -> str:
    """The version of a library by the name of its metadata, which takes no time to read; else when it was put there."""
    spec = importlib.util.find_spec(name)
    if not spec or not spec.origin:
        return ""
    for folder in _names_in(os.path.dirname(os.path.dirname(spec.origin))):
        known, _, version = folder.removesuffix(".dist-info").rpartition("-")
        if known.lower().replace("-", "_").replace(".", "_") == distribution:
            return version
    return _stat(spec.origin)


@lru_cache
def _names_in(folder: str) -> tuple[str, ...]:
    return tuple(name for name in os.listdir(folder) if name.endswith(".dist-info"))


def _stat(path: str) -> str:
    stat = os.stat(path)
    return f"{path} {stat.st_size} {stat.st_mtime_ns}"
