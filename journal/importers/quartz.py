"""Quartz: the notes below `content/`, at the addresses that Quartz gives them; wikilinks stay as they are."""

import posixpath
import re
from collections.abc import Iterator

from journal.importers import filing
from journal.importers.oldheads import Opened
from journal.importers.records import Importer, LeftOut, Note, Post, Record, Settings
from journal.importers.tree import Tree

_CONFIG = "quartz.config.ts"
_IGNORED = re.compile(r"ignorePatterns\s*:\s*\[([^\]]*)\]")
_THEME = ("quartz", "docs", "data", "layouts", "assets", "i18n", "public", ".obsidian")
_LINKED = 7
"""Of so many notes one at least has a wikilink, where there is no configuration to tell."""


def detect(tree: Tree) -> int:
    """By its configuration; failing that, by wikilinks below `content/`."""
    if tree.has(_CONFIG):
        return 95
    linked = [("[[" in text) for path, text in filing.sample(tree) if path.startswith("content/")]
    return 65 if linked and sum(linked) * _LINKED > len(linked) else 0


def read(tree: Tree) -> Iterator[Record]:
    """Every note but templates and private ones, and every other file below `content/`."""
    config = tree.text_of(_CONFIG)
    listed = _IGNORED.search(config)
    ignored = re.findall(r"[\"']([\w./ -]+)[\"']", listed[1]) if listed else ["private", "templates", ".obsidian"]
    hidden = [f"content/{name.strip('/')}/" for name in ignored]
    places = {path: _place(path) for path in tree.below("content") if filing.is_markdown(path)}
    kept = {path: place for path, place in places.items() if not path.startswith(tuple(hidden))}

    def made(source: str, path: str, found: Opened) -> Post:
        notes = found.notes
        if path == "pages/index.md":
            notes = (*notes, Note("is the home page now; without it, that is the list of posts", look=True))
        return Post(source, path, found.head, found.body, _address(source), found.body_line, notes, ("content",))

    yield from filing.texts(tree, kept, made)
    for path in places:
        if path not in kept:
            yield LeftOut(path, "is one of those that Quartz does not publish (ignorePatterns)")
    rest = [path for path in tree.files if path not in places and path != _CONFIG]
    yield from filing.files(rest, _copied, frozenset(), _THEME)
    yield _settings(tree, config)


def _place(path: str) -> str:
    below = path.removeprefix("content/")
    if below.lower() in ("index.md", "_index.md"):
        return "pages/index.md"
    folder, name = posixpath.split(below)
    return filing.as_md(posixpath.join("posts", folder, "index.md" if name.lower() == "_index.md" else name))


def _copied(path: str) -> str:
    if path.startswith("static/"):
        return path
    return f"posts/{path.removeprefix('content/')}" if path.startswith("content/") else ""


def _address(path: str) -> str:
    """The path at which Quartz shows a note: it keeps letter case and makes `-` of spaces."""
    below = posixpath.splitext(path.removeprefix("content/"))[0]
    for sign, written in ((" ", "-"), ("&", "-and-"), ("%", "-percent"), ("?", ""), ("#", "")):
        below = below.replace(sign, written)
    below = re.sub(r"(^|/)_?index$", "", below)
    return f"/{below}/" if below else "/"


def _settings(tree: Tree, config: str) -> Settings:
    def literal(name: str) -> str:
        found = re.search(rf"\b{name}\s*:\s*([\"'`])((?:(?!\1)[^\\\n$])*)\1", config)
        return found[2] if found else ""

    base = literal("baseUrl").strip("/")
    values = {"title": literal("pageTitle"), "url": f"https://{base}/" if base else "", "language": literal("locale")}
    return Settings(tree.first(_CONFIG), {key: value for key, value in values.items() if value})


IMPORTER = Importer(
    "quartz", "Quartz: the notes below content/, with wikilinks, at the addresses they had.", detect, read
)
