"""The same sources make the same bytes: whatever the workers, hashes, zone, locale, folder, or order of files."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from notebook import everything

SETTINGS = (
    'title = "Notes"\nurl = "https://me.example/blog/"\npaginate = 7\ntimezone = "Asia/Kolkata"\n'
    'date_format = "{weekday}, {day} {month_name} {year}"\n'
)


def _sources():
    """A site with enough posts for worker processes, and with whatever could be told in several orders."""
    files = {"journal.toml": SETTINGS, "static/x.txt": "x\n", "pages/about.md": "# About\n", "posts/pic.png": "png"}
    for n in range(40):
        files[f"posts/{n % 3}/p{n}.md"] = (
            f"---\ntitle: Post {n}\ndate: 2023-0{1 + n % 3}-05{'T23:30:00-07:00' if n % 5 == 0 else ''}\n"
            f"tags: [{'Git' if n % 2 else 'git'}, t{n % 4}, é{n % 3}, '@j{n % 2}']\nseries: S{n % 3}\n"
            f"aliases: [/old/{n}/]\nupdated: 2023-06-01\nz: 1\na: 2\n---\n"
            f"## One\n\n[next](p{n + 3}.md)[^1] `code` ![](../pic.png)\n\n```python\nx = {{1, 2}}\n```\n\n[^1]: Note.\n"
        )
    for n in range(3):
        files[f"posts/n{n}.ipynb"] = everything().replace("2024-04-01", f"2023-04-0{n + 1}")
    return files


SOURCES = _sources()


def _written(root, order):
    for path in order:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SOURCES[path], encoding="utf-8", newline="\n")
    return root


def _run(root, *args, cwd=None, **env):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "TZ", "PYTHON", "JOURNAL_"))}
    environment |= {"SOURCE_DATE_EPOCH": "1704067200", "PYTHONPATH": str(Path(__file__).parents[1])} | env
    where = cwd or root
    command = [sys.executable, "-m", "journal", "build", "--source", os.path.relpath(root, where), *args]
    return subprocess.run(command, cwd=where, env=environment, capture_output=True, check=False)


def _built(root, *args, **env):
    """A digest of every output file of a build in a process of its own."""
    done = _run(root, *args, **env)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    folder = root / "public"
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    root = _written(tmp_path_factory.mktemp("reference"), SOURCES)
    outputs = _built(root, "--workers", "1", PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")
    assert len(outputs) > 100
    return outputs


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "C"},
        {"LC_ALL": "POSIX", "LANG": "C"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8"},
    ],
    ids=" ".join,
)
def test_the_environment_changes_nothing(tmp_path, reference, env):
    assert _built(_written(tmp_path, SOURCES), "--workers", "1", **env) == reference


@pytest.mark.parametrize("workers", ["0", "2", "5"])
def test_the_number_of_workers_changes_nothing(tmp_path, reference, workers):
    assert _built(_written(tmp_path, SOURCES), "--workers", workers) == reference


def test_the_working_directory_and_the_place_of_the_site_change_nothing(tmp_path, reference):
    root = _written(tmp_path / "tief" / "größer" / "my site", SOURCES)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert _built(root, cwd=elsewhere) == reference


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_in_which_files_were_made_changes_nothing(tmp_path, reference, seed):
    order = list(SOURCES)
    random.Random(seed).shuffle(order)
    root = _written(tmp_path, order)
    for path in order:
        os.utime(root / path, (random.Random(path).randrange(10**9), 10**9))
    assert _built(root) == reference


def test_building_on_an_older_output_changes_nothing(tmp_path, reference):
    root = _written(tmp_path, SOURCES)
    (root / "posts/0/extra.md").write_text("---\ndate: 2023-02-01\ntags: [only, git]\n---\nGone soon.\n")
    assert _built(root) != reference
    (root / "posts/0/extra.md").unlink()
    assert _built(root) == reference
    shutil.rmtree(root / ".journal")
    assert _built(root) == reference


@pytest.mark.skipif(sys.platform != "linux", reason="where file names are bytes")
def test_a_locale_that_cannot_name_the_files_is_told(tmp_path):
    root = _written(tmp_path, SOURCES)
    done = _run(root, LC_ALL="POSIX", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 1
    assert b"PYTHONUTF8=1" in done.stderr
    assert b"Traceback" not in done.stderr
