"""A folder that rsync reaches: on another machine by ssh, on an rsync server, or on this machine."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator

from journal.deploy.built import Built
from journal.deploy.target import Changes, refused
from journal.output import not_ours

_KEPT = (".well-known", ".htaccess", "cgi-bin")
"""What a host keeps beside the site."""
_WHOLE = re.compile(r"[./]*|~[^/]*/?")
_CHANGE = re.compile(r"([<>ch.*])(\S+) +(.+)")
_NO_SSH, _UNREACHED, _INTERRUPTED = 14, 255, 20
_NOT_BEGUN = ("(0 bytes received so far)", "failed to write 4 bytes to socket")
"""What rsync says when the other side has not come so far as to tell its version, or to be told ours."""


class Rsync:
    """A target that gets what has changed, and loses what is gone once all else is there."""

    def __init__(self, place: str, keep: Iterable[str] = ()) -> None:
        self.shown = place
        self._keep = (*_KEPT, *keep)
        path = re.sub(r"rsync://[^/]*/?|(?:[^/:\[]*\[[^\]]*\]|[^/:]*):", "", place, count=1)
        if _WHOLE.fullmatch(path) or place.startswith("-"):
            raise refused(place, "names no folder that could be a site's alone", "as in me@host:/srv/www/journal")

    def look(self, built: Built) -> Changes:
        """What rsync says it would do."""
        for path in built.digests:
            built.read(path)
        added: list[str] = []
        changed: list[str] = []
        removed: list[str] = []
        for flags, path in self._run(built, "--dry-run"):
            if path.endswith("/"):
                continue
            (removed if flags == "deleting" else added if "+++" in flags else changed).append(path)
        return Changes(
            tuple(sorted(added)),
            tuple(sorted(changed)),
            tuple(sorted(removed)),
            len(built.digests) - len(added) + len(removed),
        )

    def put(self, built: Built, _agreed: Changes, /) -> str:
        """Send it. Files come to their places together at the end, and those that are gone go after that."""
        for _ in self._run(built):
            pass
        return ""

    def _run(self, built: Built, *more: str) -> Iterator[tuple[str, str]]:
        """Run rsync; what it did to which path."""
        if not shutil.which("rsync"):
            raise refused(self.shown, "there is no rsync on PATH", "install it, here and on the host")
        protect = [f"--filter=P /{name}{end}" for name in self._names() for end in ("", "/**")]
        others = [f"--exclude=/{_literal(path)}" for path in (".git", ".journal-stage", *self._others(built))]
        command = [
            "rsync", "--recursive", "--links", "--checksum", "--delete-after", "--delay-updates", "--8-bit-output",
            "--out-format=%i %n", *protect, *others, *more, "--", f"{built.folder}/", f"{self.shown.rstrip('/')}/",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
        if done.returncode:
            raise self._failed(done.returncode, done.stderr.decode("utf-8", "replace"))
        for line in done.stdout.decode("utf-8", "surrogateescape").splitlines():
            if match := _CHANGE.fullmatch(line):
                yield match[2], match[3]

    def _names(self) -> list[str]:
        return [name.strip("/") for name in self._keep if name.strip("/")]

    def _others(self, built: Built) -> list[str]:
        return not_ours(built.folder, built.digests)

    def _failed(self, code: int, said: str) -> Exception:
        lines = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith("rsync error")]
        # What ssh or a shell says tells more than what rsync makes of it.
        others = [line for line in lines if not line.startswith("rsync:")]
        last = (others or lines or [f"it ended with {code}"])[-1]
        if code == _NO_SSH or "Failed to exec" in said:
            return refused(self.shown, f"rsync cannot start ssh: {last}", "install ssh, or set RSYNC_RSH")
        # Which of the two codes it is hangs on who is faster, ssh to end or rsync to speak.
        begun = not any(words in said for words in _NOT_BEGUN)
        if code == _UNREACHED or (not begun and others and "not found" not in last):
            return refused(self.shown, f"ssh cannot reach the host: {last}", "try it by itself with `ssh`")
        if code == _INTERRUPTED or code < 0:
            return refused(self.shown, "rsync was interrupted", "deploy again: that completes it")
        return refused(
            self.shown, f"rsync failed: {last}", "what has arrived is kept; deploy again once that is mended"
        )


def _literal(path: str) -> str:
    """A path as a pattern that only it matches."""
    return re.sub(r"([*?\[\\])", r"\\\1", path) if re.search(r"[*?\[]", path) else path
