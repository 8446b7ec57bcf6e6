"""What the tests share: whole sites written inline, and built as an author builds them."""

from collections.abc import Iterator
from pathlib import Path
from types import CodeType

import jinja2
import pytest
from folder import Folder

from journal.defaults import TEMPLATES
from journal.jinja import QuickEnvironment


@pytest.fixture(scope="session", autouse=True)
def compile_once() -> Iterator[None]:
    """Has Jinja compile each built-in template once, not once a site, which takes longer than all else in a small one.

    What a state keeps of it, and what it takes from there, is as ever. A site with filters of its own is left alone, as
    Jinja may call them while it compiles.
    """
    known: dict[tuple[str, str, str], CodeType] = {}
    builtin = str(TEMPLATES)
    theirs = {"date", "isodate", "rfc822", "json"}

    def compile_(self: jinja2.Environment, source: str, name: str, filename: str, *more: bool) -> CodeType:
        plain = self.filters.keys() == jinja2.defaults.DEFAULT_FILTERS.keys() | theirs
        if more or not plain or not filename.startswith(builtin):
            return whole(self, source, name, filename, *more)
        key = source, name, filename
        if key not in known:
            known[key] = whole(self, source, name, filename)
        return known[key]

    whole = QuickEnvironment.compile
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuickEnvironment, "compile", compile_)
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
