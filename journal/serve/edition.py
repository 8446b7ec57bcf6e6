"""Edition: what the server serves from one moment to the next, and what tells it from the one before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from journal.addresses import output_of
from journal.diagnostics import Diagnostic
from journal.stage import digest_of


@dataclass(frozen=True, slots=True)
class Edition:
    """A site, as far as it is there; all paths are output paths."""

    number: int = 0
    """Counts up."""
    folder: Path = Path()
    """The output folder."""
    base: str = ""
    """As in `Config`."""
    outputs: Mapping[str, str] = field(default_factory=dict)
    """The digest of every file that was written."""
    fresh: Mapping[str, bytes] = field(default_factory=dict)
    """Pages that are newer than those files."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Where the files are that will be copied, while none has been yet."""
    problems: tuple[Diagnostic, ...] = ()
    """Why the site is not what the sources say."""
    progress: str = ""
    """How far the first build has come, where there is no site yet."""

    def has(self, path: str) -> bool:
        """Whether there is such a file."""
        return path in self.outputs or path in self.fresh or path in self.files

    def read(self, path: str) -> bytes | None:
        """The bytes of a file of the site; None for one that it does not have."""
        if path in self.fresh:
            return self.fresh[path]
        if not self.has(path):
            return None
        try:
            return Path(self.files[path] if path in self.files else self.folder / path).read_bytes()
        except OSError:  # just being replaced: whoever asks will be told to ask again
            return None

    def path_of(self, url_path: str) -> str | None:
        """The file in which a host looks for a path, already decoded, of a URL; None for one outside of the site."""
        if not url_path.startswith(f"{self.base}/"):
            return None
        return output_of(url_path[len(self.base) :])


def changed(before: Edition, after: Edition) -> frozenset[str]:
    """The files that do not hold in one edition what they hold in the other, or are not in both."""
    if before.base != after.base:
        return frozenset((*before.outputs, *after.outputs))
    was, now = before.outputs, after.outputs
    found = {path for path in was.keys() ^ now.keys() if path not in before.fresh and path not in after.fresh}
    found.update(path for path in was.keys() & now.keys() if was[path] != now[path])
    for path in (*before.fresh, *after.fresh):
        found.discard(path)
        if _digest(before, path) != _digest(after, path):
            found.add(path)
    return frozenset(found - (before.files.keys() & after.outputs.keys()))


def _digest(edition: Edition, path: str) -> str:
    return digest_of(edition.fresh[path]) if path in edition.fresh else edition.outputs.get(path, "")
