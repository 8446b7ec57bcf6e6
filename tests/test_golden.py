"""Golden sites: a folder of sources, the whole output expected of it, and what the console says.

Each folder `tests/sites/<case>/` holds `site/` (the sources), `expected/` (the output, file by file) and
`transcript.txt` (commands after `$`, and what they print). Pages of the built-in theme are expected by name only, as
looks change; a case with templates of its own is expected to the byte. After a change that is meant to change them,
write them anew and read the difference before you commit it:

    JOURNAL_GOLDEN_UPDATE=1 pytest tests/test_golden.py
"""

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

SITES = Path(__file__).parent / "sites"
UPDATE = os.environ.get("JOURNAL_GOLDEN_UPDATE") == "1"
# The theme's own files have their tests elsewhere, and change for other reasons.
_THEME = {file.relative_to(SITES.parents[1] / "static").as_posix() for file in (SITES.parents[1] / "static").rglob("*")}


def _transcript(folder, commands):
    lines = []
    for command in commands:
        ran = folder.run(*shlex.split(command)[1:])
        said = re.sub(r"in \d+\.\d\d s$", "in 0.00 s", ran.err + ran.out, flags=re.MULTILINE)
        lines.append(f"$ {command}\n{said}" + (f"[exit {ran.code}]\n" if ran.code else ""))
    return "\n".join(lines)


def _expected_of(outputs, *, own_theme):
    return {
        path: data if own_theme or not path.endswith(".html") else b"(a page of the theme)\n"
        for path, data in outputs.items()
        if path not in _THEME
    }


def _tree(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("case", sorted(path.name for path in SITES.iterdir() if (path / "site").is_dir()))
def test_a_golden_site(case, folder, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704067200")  # 1 January 2024
    here = SITES / case
    shutil.copytree(here / "site", folder.root, dirs_exist_ok=True)
    transcript = here / "transcript.txt"
    commands = re.findall(r"^\$ (.+)$", transcript.read_text(encoding="utf-8"), re.MULTILINE)
    said = _transcript(folder, commands)
    outputs = _expected_of(folder.outputs(), own_theme=(here / "site/templates").is_dir())
    if UPDATE:
        transcript.write_text(said, encoding="utf-8", newline="\n")
        shutil.rmtree(here / "expected", ignore_errors=True)
        for path, data in outputs.items():
            file = here / "expected" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    assert said == transcript.read_text(encoding="utf-8")
    assert sorted(outputs) == sorted(_tree(here / "expected"))
    for path, data in outputs.items():
        assert data.decode() == (here / "expected" / path).read_text(encoding="utf-8"), path


def test_there_are_golden_sites():
    assert len(list(SITES.glob("*/site"))) >= 3
