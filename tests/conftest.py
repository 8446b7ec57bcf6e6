"""What the tests share: whole sites written inline, and built as an author builds them."""

import multiprocessing
import os
import sys
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path
from types import SimpleNamespace

import pytest
from compiled import compiled_once
from folder import Folder

LONGEST = (
    "test_axe_finds_nothing",
    "TestAnAuthor",
    "test_pages_stay_within_the_window",
    "test_nothing_to_complain_about[mypy]",
    "test_validity.py",
    "tests/browser/",
    "test_guide.py",
    "test_packaging.py",
    "test_crash.py",
    "test_executors.py",
    "test_serve.py",
    "test_determinism.py",
    "test_benchmarks.py",
)
"""Parts of the names of tests that take long or are many of a group, the longest first."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests come first, so that in the end no process is left alone with one."""
    items.sort(key=lambda item: next((n for n, name in enumerate(LONGEST) if name in item.nodeid), len(LONGEST)))


@pytest.fixture(scope="session", autouse=True)
def templates() -> Iterator[None]:
    """Built-in templates are compiled once, not once a site."""
    with compiled_once():
        yield


@pytest.fixture(scope="module")
def warm() -> Iterator[None]:
    """Has the processes that build for a served site forked from one that is ready: see `warm.py`.

    How they begin by themselves, `TestTheCommand` of `test_serve.py` sees.
    """
    if sys.platform != "linux":
        yield
        return
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["warm"])
    with pytest.MonkeyPatch.context() as patch:
        here = Path(__file__).parent
        patch.setenv("PYTHONPATH", f"{here}{os.pathsep}{here.parent}")
        forkserver.ensure_running()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("journal.serve.builder.multiprocessing", SimpleNamespace(get_context=lambda _: processes))
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty folder."""
    return Folder(tmp_path)


@pytest.fixture
def site(folder: Folder):
    """A site from an inline archive; a journal.toml is added if absent."""

    def make(text: str) -> Folder:
        folder.write(text)
        if not (folder.root / "journal.toml").exists() and not (folder.root / "pyproject.toml").exists():
            folder.put("journal.toml", 'title = "Notes"\nurl = "https://me.example/"\n')
        return folder

    return make
