"""History: the day on which git first knew each file of an old site, for texts that name none."""

import os
import subprocess
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from journal.dates import iso
from journal.gitdates import head_of

_COMMAND = (
    "git", "--no-pager",
    # A repository may name programs to be run in its own configuration; ours comes after it and takes them away.
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false",
    "-c", "protocol.allow=never", "-c", "diff.external=", "-c", "core.quotePath=false",
    "log", "--no-ext-diff", "--no-textconv", "--format=%x01%aI", "--name-status", "-z", "-M", "--relative",
    "--diff-filter=AR", "--", ".",
)  # fmt: skip


def first_commits(root: Path) -> Mapping[str, str]:
    """The day of the first commit of each file, by its path today; nothing outside of a whole repository."""
    if not head_of(root).endswith(" whole"):
        return {}
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            _COMMAND, cwd=root, capture_output=True, check=False, stdin=subprocess.DEVNULL, env=environment
        )
    except OSError:
        return {}
    return {} if done.returncode else _first(done.stdout.decode("utf-8", "surrogateescape"))


def _first(log: str) -> Mapping[str, str]:
    """The oldest day of each path; the log begins with the newest commit."""
    first: dict[str, str] = {}
    today: dict[str, str] = {}  # the name that a path of the past has now
    for commit in log.split("\x01")[1:]:
        stamp, _, changes = commit.partition("\0")
        try:
            day = iso(datetime.fromisoformat(stamp.strip()).replace(hour=0, minute=0, second=0))
        except ValueError:  # converted repositories hold days that no calendar has
            continue
        parts = iter(part.lstrip("\n") for part in changes.split("\0"))
        for status in parts:
            if not status:
                continue
            path = next(parts, "")
            if status[0] == "R":
                old, path = path, next(parts, "")
                today[old] = today.get(path, path)
            first[today.get(path, path)] = day
    return first
