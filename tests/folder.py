"""A site's folder as a test sees it: files written inline, commands run as an author runs them."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from journal.cli import main

_FILE = re.compile(r"^-- (.+?) --$", re.MULTILINE)


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def ok(self) -> bool:
        return self.code == 0


@dataclass(frozen=True)
class Folder:
    """A site's folder on disk."""

    root: Path

    def write(self, text: str) -> "Folder":
        """Add the files of an archive: `-- path --`, then the file's content up to the next such line."""
        parts = _FILE.split(text)
        assert not parts[0].strip(), "an archive begins with a line `-- path --`"
        for path, content in zip(parts[1::2], parts[2::2], strict=True):
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content.removeprefix("\n"), encoding="utf-8")
        return self

    def put(self, path: str, data: bytes | str) -> Path:
        """Add one file, byte for byte."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        return file

    def run(self, *args: str, env: dict[str, str] | None = None, typed: str = "") -> Ran:
        """Run `journal ARGS` in this folder, in this process; `typed` is what somebody answers."""
        before = Path.cwd()
        os.chdir(self.root)
        try:
            result = CliRunner().invoke(main, args, input=typed, env={"COLUMNS": "100"} | (env or {}))
        finally:
            os.chdir(before)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    def build(self, *args: str) -> Ran:
        """Build, and fail the test with the diagnostics if that fails."""
        ran = self.run("build", *args)
        assert ran.ok, ran.err
        return ran

    def fails(self, *args: str) -> str:
        """Build, expecting exit 1; what was said."""
        ran = self.run("build", *args)
        assert ran.code == 1, (ran.code, ran.out, ran.err)
        assert "Traceback" not in ran.err
        return ran.err

    def posts(self, *args: str) -> list[dict[str, object]]:
        """What `journal list --format json` lists."""
        ran = self.run("list", "--format", "json", *args)
        assert ran.ok, ran.err
        return json.loads(ran.out)

    def text(self, path: str) -> str:
        """A file of the output; of a permalink, its page."""
        return self.output(path).read_text(encoding="utf-8")

    def html(self, path: str) -> LexborHTMLParser:
        """A page of the output, parsed."""
        return LexborHTMLParser(self.text(path))

    def output(self, path: str) -> Path:
        """Where a permalink or file of the output stands."""
        path = path.lstrip("/")
        return self.root / "public" / (path + "index.html" if path.endswith("/") or not path else path)

    def outputs(self) -> dict[str, bytes]:
        """Every file of the output."""
        folder = self.root / "public"
        files = (file for file in sorted(folder.rglob("*")) if file.is_file())
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
