"""A folder on a disk of this machine: all of the new site or all of the old one, and no file that was not ours goes."""

from dataclasses import replace
from pathlib import Path

from journal import disk, intent, stage
from journal.config import Config
from journal.deploy.built import Built
from journal.deploy.target import Changes, difference, refused
from journal.diagnostics import ContentError
from journal.output import check_foreign, check_output, read_manifest, whose
from journal.stage import Output, digest_of_file
from journal.write import write


class Folder:
    """A target that is written as an output folder is, with the same promises after a kill."""

    def __init__(self, folder: Path, config: Config) -> None:
        self.shown = f"{folder}"
        self._folder = folder
        self._source = config.output
        self._config = replace(config, output=folder, elsewhere=True)

    def look(self, built: Built) -> Changes:
        """What would change. Raises ContentError for a folder that could cost the author a file."""
        if self._folder == self._source or self._folder in self._source.parents or self._source in self._folder.parents:
            raise refused(self.shown, "overlaps the output folder", "deploy to a folder outside of it")
        if not self._folder.parent.is_dir():
            hint = "is its disk mounted? Else make the folder that it is to lie in"
            raise refused(self.shown, f"there is no folder {self._folder.parent}", hint)
        stage.discard(self._config.root / ".journal")  # which a deploy that was killed may have left
        known = read_manifest(self._config)
        try:
            check_output(self._config)
            check_foreign(self._config, known, built.digests)
        except ContentError as error:
            message = error.diagnostics[0].message.replace("the output folder", "the target")
            raise refused(self.shown, message, "move them away, or deploy to another folder") from None
        old: dict[str, str] = {}
        for path in {*known, *built.digests}:
            file = self._folder / path
            if file.is_file() and (path in built.digests or whose(str(file), known[path]) == "ours"):
                old[path] = digest_of_file(file)
        return difference(old, {path: digest_of_file(built.folder / path) for path in built.digests})

    def put(self, built: Built, _agreed: Changes, /) -> str:
        """Put the files in their places, all or none of them."""
        state = self._config.root / ".journal"
        outputs = [
            Output(path, digest, str(built.folder / path), copied=True) for path, digest in built.digests.items()
        ]
        try:
            folder = stage.begin(state, self._folder)
            written = write(outputs, frozenset(), self._config, read_manifest(self._config), folder)
        except OSError as problem:
            raise ContentError([disk.of_the_disk(problem, self._config)]) from None
        finally:
            if not intent.is_pending(state):  # else the next command needs what is staged
                stage.discard(state)
        return f"{len(written.left)} changed by hand and left there" if written.left else ""
