"""Target: a place that a site is deployed to, and what a deploy changes there."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Protocol

from journal.deploy.built import Built
from journal.diagnostics import ContentError, Diagnostic
from journal.frozen import frozen

_A_FIFTH = 5


@frozen
class Changes:
    """What a deploy changes at its target, by path from the top of the site."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    there: int
    """How many files of a site are there now."""

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.added or self.changed or self.removed)

    @property
    def removes_much(self) -> bool:
        """Whether over a fifth of the files go, which may be an accident."""
        return len(self.removed) * _A_FIFTH > self.there


class Target(Protocol):
    """A place to deploy to."""

    @property
    def shown(self) -> str:
        """What it is called in messages."""
        ...

    def look(self, built: Built) -> Changes:
        """What a deploy would change; nothing is, yet. Raises ContentError where it cannot be."""
        ...

    def put(self, built: Built, agreed: Changes, /) -> str:
        """Deploy, and say what came of it; `agreed` is what `look` found. Raises ContentError where it cannot be."""
        ...


def refused(where: str, message: str, hint: str = "") -> ContentError:
    """A target that will not do."""
    return ContentError([Diagnostic(where, message, hint)])


def is_kept(path: str, keep: Iterable[str]) -> bool:
    """Whether a file at the target is named among those to be left alone: by itself, by a pattern or by its folder."""
    names = [name.strip("/") for name in keep]
    return any(path == name or path.startswith(f"{name}/") or fnmatchcase(path, name) for name in names if name)


def difference(old: dict[str, str], new: dict[str, str], keep: Iterable[str] = ()) -> Changes:
    """What makes the old files the new ones, each told by anything that tells contents apart."""
    keep = tuple(keep)
    return Changes(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(path for path in new.keys() & old.keys() if new[path] != old[path])),
        tuple(sorted(path for path in old.keys() - new.keys() if not is_kept(path, keep))),
        len(old),
    )
