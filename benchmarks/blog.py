"""A blog of one generator on disk, and what is done to it between two builds."""

import shutil
import sys
from pathlib import Path

from generators import FOOTER, HERE, JOURNAL, Generator
from measure import Cost, measure

import posts

STEPS = {
    "cold": "no output and no cache",
    "noop": "nothing changed",
    "edit": "a paragraph added to an old post",
    "title": "an old post renamed",
    "template": "a template edited that all pages share",
}


class Blog:
    """The blog, in a folder of its own that is made anew."""

    def __init__(
        self, generator: Generator, command: list[str], folder: Path, *, count: int, seed: int = 0, prose: bool = False
    ) -> None:
        self.generator = generator
        self.command = command
        self.folder = folder
        self.count = count
        self._seed = seed
        self._prose = prose
        self._originals: dict[Path, str] = {}
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(HERE / "themes" / generator.name, folder)
        if generator is JOURNAL:  # whose theme is the one it comes with
            (folder / FOOTER).parent.mkdir(parents=True)
            shutil.copyfile(HERE.parent / FOOTER, folder / FOOTER)
        posts.write(generator.name, count, folder, seed=seed, prose=prose)

    def run(self, step: str, turn: int) -> Cost:
        """Do what the step says, build, and see that the pages show it."""
        number = (self.count // 2 + turn) % self.count
        said = {
            "cold": self._cold,
            "noop": lambda _: "",
            "edit": self._edit,
            "title": self._rename,
            "template": self._restyle,
        }[step](number)
        cost = measure([*self.command, *self.generator.arguments], self.folder)
        self._check(step, number, said)
        return cost

    def _cold(self, _: int) -> str:
        for path, text in self._originals.items():
            path.write_text(text, encoding="utf-8")
        for name in (self.generator.output, *self.generator.caches):
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        return ""

    def _edit(self, number: int) -> str:
        said = "This was added later, to see what it costs."
        self._change(self._file(number), "", f"\n{said}\n")
        return said

    def _rename(self, number: int) -> str:
        title = self._post(number).title
        self._change(self._file(number), title, f"{title} revisited")
        return f"{title} revisited"

    def _restyle(self, _: int) -> str:
        self._change(self.folder / self.generator.footer, "", "<p>A new edition</p>\n")
        return "A new edition"

    def _change(self, file: Path, old: str, new: str) -> None:
        """Put new text in the place of an old one, or at the end."""
        text = file.read_text(encoding="utf-8")
        self._originals.setdefault(file, text)
        file.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")

    def _post(self, number: int) -> posts.Post:
        return posts.post(number, seed=self._seed, prose=self._prose)

    def _file(self, number: int) -> Path:
        return self.folder / posts.LAYOUTS[self.generator.name][0] / f"{self._post(number).slug}.md"

    def _check(self, step: str, number: int, said: str) -> None:
        output = self.folder / self.generator.output
        page = output / self._post(number).slug / "index.html"
        made = sum(1 for _ in output.glob("note-*/index.html"))
        if made != self.count:
            sys.exit(f"{self.generator.name}: {made} posts of {self.count} have a page after `{step}`")
        if said not in page.read_text(encoding="utf-8"):
            sys.exit(f"{self.generator.name}: {page} does not show what `{step}` changed")
