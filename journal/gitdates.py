"""Dates from git: when each source was first and last committed, by one call for the whole site."""

import json
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from pathlib import Path

from journal.frozen import frozen
from journal.state import State


@frozen
class History:
    """First and last commit of each path, from the site's folder."""

    first: Mapping[str, datetime] = field(default_factory=dict)
    last: Mapping[str, datetime] = field(default_factory=dict)


def read_history(root: Path) -> History:
    """The history of posts/ and pages/; empty outside a checkout, without git, or where the history is cut off.

    In a shallow clone the oldest commit seems to add every file, so its dates would be invented ones.
    """
    import subprocess  # noqa: PLC0415 - as below

    if _is_shallow(root):
        return History()
    command = [
        "git", "-c", "core.quotePath=false", "log", "--format=%x01%aI", "--name-status", "-z", "-M", "--relative",
        "--diff-filter=AMR", "--", "posts", "pages",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError:
        return History()
    if done.returncode:
        return History()
    return _history(done.stdout.decode("utf-8", "surrogateescape"))


def history_as_kept(root: Path, head: str, state: State) -> History:
    """The history, read again only when there is another commit; `head` is what `head_of` gives."""
    if kept := state.fact("git dates", head):
        first, last = ({path: datetime.fromisoformat(d) for path, d in dates.items()} for dates in json.loads(kept))
        return History(first, last)
    found = read_history(root)
    dates = [{path: moment.isoformat() for path, moment in side.items()} for side in (found.first, found.last)]
    state.keep_fact("git dates", head, json.dumps(dates, ensure_ascii=True))
    return found


def head_of(root: Path) -> str:
    """What the history of a folder follows from: its last commit; empty where there is none."""
    import subprocess  # noqa: PLC0415 - slow, and most sites need no history

    try:
        command = ["git", "rev-parse", "HEAD"]
        done = subprocess.run(command, cwd=root, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    except OSError:
        return ""
    head = done.stdout.decode("ascii", "replace").strip()
    return "" if done.returncode else f"{head} {'shallow' if _is_shallow(root) else 'whole'}"


def _history(log: str) -> History:
    first: dict[str, datetime] = {}
    last: dict[str, datetime] = {}
    today: dict[str, str] = {}  # the name that a path of the past has now
    for commit in log.split("\x01")[1:]:
        stamp, _, changes = commit.partition("\0")
        moment = _moment(stamp.strip())
        parts = iter(part.lstrip("\n") for part in changes.split("\0"))
        for status in parts:
            if not status:
                continue
            path = next(parts, "")
            if status[0] == "R":
                old, path = path, next(parts, "")
                name = today.get(path, path)
                today[old] = name
            name = today.get(path, path)
            if moment:
                first[name] = moment
                last.setdefault(name, moment)
    return History(first, last)


def _moment(stamp: str) -> datetime | None:
    # Old and converted repositories hold commits with zones and years that no calendar has.
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None


def _is_shallow(root: Path) -> bool:
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.is_file():  # a worktree or a submodule: it names the real one
            git = folder / git.read_text(encoding="utf-8", errors="replace").removeprefix("gitdir:").strip()
            common = git / "commondir"
            git = git / common.read_text(encoding="utf-8").strip() if common.is_file() else git
        if git.is_dir():
            return (git / "shallow").exists()
    return False
