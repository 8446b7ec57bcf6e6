"""Built: the files of a site as its build has left them."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from journal import disk
from journal.config import Config
from journal.diagnostics import ContentError, Diagnostic
from journal.frozen import frozen
from journal.output import not_ours, read_manifest, whose
from journal.stage import digest_of


@frozen
class Built:
    """A site on the disk; for as long as the lock of its folder is held."""

    folder: Path
    digests: Mapping[str, str]
    """Of each file, by its path from that folder."""
    title: str
    root: Path
    """The folder of the sources."""

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Each file with its bytes. Raises ContentError for one that is not as it was built."""
        for path in self.digests:
            yield path, self.read(path)

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises ContentError if they are not what was built."""
        try:
            data = (self.folder / path).read_bytes()
        except OSError as problem:
            raise self._not_whole(path, f"cannot be read: {problem.strerror}") from None
        if digest_of(data) != self.digests[path]:
            raise self._not_whole(path, "was changed while the site was deployed")
        return data

    def _not_whole(self, path: str, why: str) -> ContentError:
        return ContentError([Diagnostic(disk.shown(self.folder / path, self.root), why, "deploy again")])


def built_site(config: Config) -> Built:
    """The site in the output folder."""
    digests = {path: digest for path, (digest, _) in read_manifest(config).items()}
    return Built(config.output, digests, config.title, config.root)


def refuse_changed_by_hand(config: Config) -> None:
    """Refuse an output folder in which files are not as we wrote them. Raises ContentError that names all of them."""
    output = f"{config.output}{os.sep}"
    changed = [path for path, entry in read_manifest(config).items() if whose(output + path, entry) == "the author's"]
    message = "was changed by hand; a build would undo that"
    hint = "make the change in the post, in templates/ or in static/; then delete this file and deploy again"
    if changed:
        paths = [disk.shown(config.output / path, config.root) for path in changed]
        raise ContentError([Diagnostic(path, message, hint) for path in paths])


def left_behind(config: Config, built: Built) -> tuple[Diagnostic, ...]:
    """Warnings about files in the output folder that are not the site's, and so are not deployed."""
    message = "is not deployed, as journal did not write it"
    hint = "move it to static/ to have it deployed, or delete it"
    paths = [disk.shown(built.folder / path, config.root) for path in not_ours(built.folder, built.digests)]
    return tuple(Diagnostic(path, message, hint, severity="warning") for path in paths)
