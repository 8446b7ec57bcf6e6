"""Git: the few commands that a deploy needs, in a repository whose work tree, index and branches stay as they are."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, cast

_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git sets for its hooks, in one of which we may run."""


class GitError(Exception):
    """A command of git that failed, with what it said."""

    def __init__(self, code: int, said: str) -> None:
        self.code = code
        self.said = said
        super().__init__(said)

    @property
    def last(self) -> str:
        """The line that tells most."""
        lines = [line.strip() for line in self.said.splitlines() if line.strip()]
        fatal = [line for line in lines if line.startswith(("fatal: ", "error: ", "ERROR: "))]
        return fatal[0].partition(": ")[2] if fatal else (lines or [f"it ended with {self.code}"])[-1]


class Git:
    """Git in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @staticmethod
    def is_there() -> bool:
        """Whether git is installed."""
        return shutil.which("git") is not None

    def run(self, *arguments: str) -> str:
        """What a command printed. Raises GitError."""
        printed, said, code = self.tried(*arguments)
        if code:
            raise GitError(code, said)
        return printed

    def feed(self, chunks: Iterable[bytes], *arguments: str) -> None:
        """Run a command that reads these, of which there may be more than memory holds. Raises GitError."""
        with tempfile.TemporaryFile() as said:
            with subprocess.Popen(
                ["git", *arguments],
                cwd=self._folder,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=said,
            ) as running:
                try:
                    with cast("IO[bytes]", running.stdin) as stream:  # there is one, as asked for
                        for chunk in chunks:
                            stream.write(chunk)
                except BrokenPipeError:  # it has ended, and said why
                    pass
                except BaseException:
                    running.kill()
                    raise
            if running.returncode:
                said.seek(0)
                raise GitError(running.returncode, said.read().decode("utf-8", "replace"))

    def line(self, *arguments: str) -> str:
        """What a command printed, as one line; empty if it failed."""
        printed, _, code = self.tried(*arguments)
        return "" if code else printed.strip()

    def succeeds(self, *arguments: str) -> bool:
        """Whether a command ends with 0."""
        return self.tried(*arguments)[2] == 0

    def tried(self, *arguments: str) -> tuple[str, str, int]:
        """What a command printed, what it said, and how it ended."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self._folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return done.stdout.decode("utf-8", "surrogateescape"), done.stderr.decode("utf-8", "replace"), done.returncode


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _OF_HOOKS} | {"LC_ALL": "C"}
