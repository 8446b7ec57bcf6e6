"""What the tests share: whole sites written inline, and built as an author builds them."""

from pathlib import Path

import pytest
from folder import Folder


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
