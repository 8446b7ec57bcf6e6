"""Which of the things that happen in a folder may make another site."""

from pathlib import Path

import pytest

from journal.defaults import TEMPLATES
from journal.serve.sift import source_of

ROOT = Path("/home/ada/notes")


@pytest.mark.parametrize(
    "path",
    [
        "posts/a.md",
        "posts/deep/er/picture.png",
        "posts",
        "pages/about.md",
        "static/.well-known/x",
        "templates/post.html",
        "templates/partials/head.html",
        "journal.toml",
        "pyproject.toml",
        "mine.py",
        "my/kinds.py",
        "data",
        "data/shelf.yaml",
        "urls.lock",
    ],
)
def test_sources_are_heard_of(path):
    assert source_of(str(ROOT / path), ROOT, gone=False) == path


@pytest.mark.parametrize(
    "path",
    [
        "public/index.html",
        ".journal",
        ".git/index",
        "node_modules/x/posts/a.md",
        "README.md",
        "data/measured.csv",
        "posts/.a.md.swp",
        "posts/a.md~",
        "posts/.#a.md",
        "posts/#a.md#",
        "posts/.obsidian/workspace.json",
        "posts/a.md___jb_tmp___",
        "templates/.post.html.swp",
        "templates/post.html~",
        "templates/#post.html#",
        "static/.#x.css",
    ],
)
def test_everything_else_is_let_pass(path):
    assert source_of(str(ROOT / path), ROOT, gone=False) is None


def test_the_state_is_missed_when_it_goes():
    assert source_of(str(ROOT / ".journal"), ROOT, gone=True) == ".journal"


def test_a_built_in_template_is_a_template():
    assert source_of(str(TEMPLATES / "post.html"), ROOT, gone=False) == "templates/post.html"
    assert source_of("/elsewhere/post.html", ROOT, gone=False) is None


def test_what_an_extension_brings_along_is_as_if_the_site_had_it():
    def brought(file):
        return source_of(file, ROOT, gone=False, packages=["/lib/pack", str(ROOT / "own")])

    assert brought("/lib/pack/templates/a.html") == "templates/a.html"
    assert brought(str(ROOT / "own/static")) == "static"
    assert brought(str(ROOT / "own/static/x.css~")) is None
    assert brought(str(ROOT / "own/notes.txt")) is None
