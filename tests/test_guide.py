"""The guide: what docs/index.md tells a newcomer to type leads, word for word, from nothing to a published journal."""

import os
import re
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs/index.md").read_text(encoding="utf-8").partition("## Where to go from here")[0]
REMOTE = "git@github.com:YOU/my-journal.git"
PATIENCE = 30


@dataclass
class Terminal:
    """A terminal of somebody who has nothing yet; what a line does to its folder and environment holds for the next."""

    home: Path
    folder: Path
    env: dict[str, str]

    def type(self, line: str) -> str:
        """Run a line, and say what it printed."""
        after = self.home / ".after"
        script = f'{line}\nended=$?; {{ pwd; env -0; }} > "{after}"; exit $ended'
        ran = subprocess.run(
            ["bash", "-c", script], cwd=self.folder, env=self.env, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, f"{line}\n{ran.stdout}{ran.stderr}"
        folder, _, variables = after.read_text(encoding="utf-8").partition("\n")
        self.folder = Path(folder)
        self.env = dict(one.split("=", 1) for one in variables.split("\0") if one)
        return ran.stdout

    def serve(self, line: str) -> str:
        """Run a line that stays until it is ended, and say what a browser sees in the meantime."""
        server = subprocess.Popen(
            ["bash", "-c", f"exec {line}"], cwd=self.folder, env=self.env, stdout=subprocess.PIPE, text=True
        )
        try:
            said = server.stdout.readline()
            address = re.search(r"http://\S+", said)
            assert address, said
            return _page(address.group())
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()


@pytest.fixture
def terminal(tmp_path) -> Terminal:
    """In the checkout, with a new home. What pip would fetch is what these tests run with; no host is asked."""
    home = tmp_path / "home"
    home.mkdir()
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", str(remote)], check=True)
    (home / ".gitconfig").write_text(
        f'[user]\nname = Ada\nemail = ada@me.example\n[url "{remote}"]\ninsteadOf = {REMOTE}\n'
    )
    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    pip = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_CONFIG_FILE": os.devnull}
    shared = {"PYTHONPATH": sysconfig.get_path("purelib"), "BROWSER": "true", "GIT_CONFIG_NOSYSTEM": "1"}
    return Terminal(home, ROOT, {"HOME": str(home), "PATH": path, **kept, **pip, **shared})


@pytest.mark.xdist_group("packaging")
def test_the_guide_can_be_followed_to_the_letter(terminal, tmp_path):
    new = ""
    typed = []
    for language, block in re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL):
        for line in _lines(block) if language == "console" else ():
            typed.append(line)
            if line.startswith("journal serve"):
                assert "Hello, notebook" in terminal.serve(line)
            else:
                said = terminal.type(line)
                new = said.strip() if line.startswith("journal new") else new
        if language == "markdown":
            with (terminal.folder / new).open("a", encoding="utf-8") as post:
                post.write(block)
        if language == "toml":
            _set(terminal.folder / "journal.toml", block)
    assert {"init", "build", "serve", "new", "check", "deploy"} <= {line.split()[1] for line in typed}
    assert terminal.folder == terminal.home / "my-journal"
    assert terminal.type("command -v journal").strip() == str(terminal.home / "journal-env/bin/journal")
    _is_published(tmp_path / "remote.git")
    assert terminal.type("git status --short") == "", "all that was written is in the repository"


def _is_published(remote: Path) -> None:
    def shown(path: str) -> str:
        return subprocess.run(
            ["git", "show", f"gh-pages:{path}"], cwd=remote, capture_output=True, text=True, check=True
        ).stdout

    assert "What a trie is" in shown("index.html")
    assert "<title>Tea and tries</title>" in shown("index.html")
    assert "https://YOU.github.io/my-journal/what-a-trie-is/" in shown("feed.xml")
    assert "autocompletion" in shown("questions/index.html")
    assert "with edges to those below it" in shown("glossary/index.html")


def _lines(block: str) -> Iterator[str]:
    for line in block.splitlines():
        assert line.startswith("$ "), f"{line!r} is nothing to type"
        yield line.removeprefix("$ ")


def _set(file: Path, lines: str) -> None:
    """Put lines of settings in the place of those that are there, in comments or not."""
    text = file.read_text(encoding="utf-8")
    for line in lines.splitlines():
        name = line.partition(" = ")[0]
        text, found = re.subn(rf"^(?:# )?{name} = .*$", line, text, count=1, flags=re.MULTILINE)
        assert found, f"`journal init` writes no {name}"
    file.write_text(text, encoding="utf-8")


def _page(address: str) -> str:
    """The home page, once the site is built: until then there is a page that says how far it has come."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as waiting:
            if waiting.code != 503 or time.monotonic() > end:
                raise
        time.sleep(0.05)
