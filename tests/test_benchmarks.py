"""The benchmarks run; how fast anything is, is not for a test to say."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STEPS = {"cold", "noop", "edit", "title", "template"}


def _run(script: str, *args: str) -> str:
    command = [sys.executable, str(ROOT / "benchmarks" / script), *args]
    ran = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def _texts(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.rglob("*.md")}


@pytest.mark.parametrize("kind", [(), ("--prose",)], ids=["all", "prose"])
def test_the_same_seed_gives_the_same_posts_however_many(kind, tmp_path):
    for name, count, seed in (("a", 10, 1), ("b", 10, 1), ("fewer", 4, 1), ("other", 10, 2)):
        _run("posts.py", "journal", str(count), str(tmp_path / name), "--seed", str(seed), *kind)
    posts = _texts(tmp_path / "a")
    assert len(posts) == 10
    assert _texts(tmp_path / "b") == posts
    assert _texts(tmp_path / "fewer").items() <= posts.items()
    assert _texts(tmp_path / "other") != posts


@pytest.mark.parametrize("kind", [(), ("--prose",)], ids=["all", "prose"])
def test_the_posts_build_without_a_warning(kind, folder):
    _run("posts.py", "journal", "10", str(folder.root), *kind)
    folder.put("journal.toml", (ROOT / "benchmarks/themes/journal/journal.toml").read_bytes())
    ran = folder.run("build", "--strict")
    assert ran.ok, ran.err
    assert len(list(folder.root.glob("public/note-*/index.html"))) == 10


@pytest.mark.parametrize("generator", ["hugo", "eleventy", "pelican"])
def test_every_generator_gets_the_same_bodies(generator, tmp_path):
    for name in ("journal", generator):
        _run("posts.py", name, "3", str(tmp_path / name))
    bodies, theirs = (
        {name: text[text.index("\n\n") :] for name, text in _texts(tmp_path / of).items()}
        for of in ("journal", generator)
    )
    assert bodies == theirs


def test_journal_is_measured_at_every_step(tmp_path):
    out = _run(
        "compare.py",
        *("--posts", "5", "--rounds", "1", "--peers", ""),
        *("--work", str(tmp_path / "work"), "--json", str(tmp_path / "figures.json")),
    )
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert set(figures["steps"]) == STEPS
    for step, names in figures["steps"].items():
        assert f"\n{step} " in out
        assert set(names) == {"journal"}
        assert names["journal"]["ratio"] == 1
        assert names["journal"]["mib"] > 0
        assert len(names["journal"]["runs"]) == 1
    assert figures["machine"]["cores"] == os.cpu_count()
    assert figures["versions"].keys() == {"journal"}


def test_growth_is_measured_size_by_size(tmp_path):
    out = _run(
        "curve.py",
        *("--posts", "5,8", "--work", str(tmp_path / "work"), "--json", str(tmp_path / "figures.json")),
    )
    sizes = json.loads((tmp_path / "figures.json").read_text())["sizes"]
    assert [size["posts"] for size in sizes] == [5, 8]
    assert all({"cold", "noop", "edit"} < size.keys() for size in sizes)
    assert [line.split()[0] for line in out.splitlines()[-2:]] == ["5", "8"]
    assert not list(tmp_path.glob("work/blogs/*")), "what is large is taken away again"
