"""URLs: `urls.lock`, the list of published addresses that the site is not to lose."""

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from journal.diagnostics import ContentError, Diagnostic
from journal.frozen import frozen
from journal.stage import digest_of

LOCK = "urls.lock"
"""The file, in the site's folder; one address a line, in order, so that two branches of git merge."""

_HEAD = (
    "# Published addresses of this site, one a line. A build that would lose one fails. Commit this file;",
    "# `journal build` adds what is new, `journal urls accept` lets an old one go.",
)


@frozen
class Lock:
    """The list as it was read."""

    lines: Mapping[str, int]
    """Each address, and the line it stands on."""
    head: tuple[str, ...] = _HEAD
    digest: str = ""
    """Of the file; empty where there is none."""

    @property
    def begun(self) -> bool:
        """Whether there is such a file."""
        return bool(self.digest)


def read_lock(root: Path) -> Lock:
    """The list of a site. Raises ContentError for a line that is no address, and OSError."""
    try:
        data = (root / LOCK).read_bytes()
    except FileNotFoundError:
        return Lock({})
    lines: dict[str, int] = {}
    head: list[str] = []
    problems = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        text = line.strip()
        if text.startswith("/"):
            lines.setdefault(text, number)
        elif text.startswith("#"):
            head.append(text)
        elif text:
            hint = "an address begins with '/'"
            if text[:7] in ("<<<<<<<", "=======", ">>>>>>>", "|||||||"):
                hint = "take the marks of the merge out and keep the addresses of both sides"
            problems.append(Diagnostic(LOCK, "not an address of this site", hint, number, 1, line, len(text)))
    if problems:
        raise ContentError(problems)
    return Lock(lines, tuple(head) or _HEAD, digest_of(data))


def with_paths(lock: Lock, paths: Iterable[str]) -> Lock:
    """The same list with other addresses."""
    ordered = sorted(set(paths))
    made = {path: number for number, path in enumerate(ordered, len(lock.head) + 1)}
    return Lock(made, lock.head, digest_of(_text(lock.head, ordered)))


def keep_lock(root: Path, lock: Lock) -> None:
    """Put the list in its file, in one step. Raises OSError."""
    file = os.path.realpath(root / LOCK)  # which may be a link into another folder
    temporary = f"{file}.new"
    try:
        with open(temporary, "wb") as stream:
            stream.write(_text(lock.head, sorted(lock.lines)))
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _text(head: Iterable[str], paths: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in (*head, *paths)).encode("utf-8", "surrogatepass")
