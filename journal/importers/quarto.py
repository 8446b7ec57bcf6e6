"""Quarto: `.qmd` and `.md` as Markdown, notebooks as notebooks, callouts as callouts; nothing is computed."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from journal.importers import filing, notebooks
from journal.importers.bodies import divisions
from journal.importers.oldheads import Opened
from journal.importers.records import Importer, LeftOut, Note, Post, Record, Settings
from journal.importers.tree import Tree
from journal.notebooks import is_notebook

_CONFIGS = ("_quarto.yml", "_quarto.yaml")
_THEME = ("_site", "_freeze", "_extensions", "docs", "_book", "site_libs")
_POSTS = re.compile(r"(?:.*/)?(?:posts|blog|articles|notes|til)/")


def detect(tree: Tree) -> int:
    """By its configuration, or by texts in `.qmd`."""
    if any(posixpath.basename(path) in _CONFIGS for path in tree.files):
        return 95
    return 85 if any(tree.with_ending(".qmd")) else 0


def read(tree: Tree) -> Iterator[Record]:
    """Texts below a folder of posts and those with a date as posts, others as plain pages; notebooks as posts."""
    file = min((p for p in tree.files if posixpath.basename(p) in _CONFIGS), key=lambda p: p.count("/"), default="")
    first = file or min(tree.with_ending("index.qmd"), key=lambda path: path.count("/"), default="")
    root = posixpath.dirname(first)
    config = filing.settings_in(tree.text_of(file)) if file else {}
    sources = [path for path in tree.below(root) if _is_text(path)]
    books = [path for path in tree.below(root) if is_notebook(path) and "/_" not in f"/{path}"]
    mentioned: set[str] = set()

    def made(source: str, _: str, found: Opened) -> Post | LeftOut:
        below = source[len(root) + 1 :] if root else source
        if not found.body.strip() and "listing" in found.head:
            return LeftOut(source, "is a list of posts, which journal makes itself")
        body = divisions.convert(found.body, found.body_line)
        mentioned.update(filing.mentions(body.text))
        notes = [*found.notes, *body.notes]
        if re.search(r"^[ \t]*(?:`{3,}|~{3,})\{", body.text, re.MULTILINE):
            notes.append(Note("has cells of code: they are shown, and no longer run", look=True))
        path = _place(below, found)
        if path == "pages/index.md":
            notes.append(Note("is the home page now; without it, that is the list of posts", look=True))
        address = _address(below)
        return Post(source, path, found.head, body.text, address, found.body_line, tuple(notes), (root,))

    yield from filing.texts(tree, {path: path for path in sources}, made)
    for source in books:
        below = source[len(root) + 1 :] if root else source
        found = notebooks.opened(tree, source)
        path = f"posts/{_below_posts(below)}"
        yield (
            found
            if isinstance(found, LeftOut)
            else Post(source, path, found.head, found.body, _address(below), notes=found.notes, bases=(root,))
        )
    rest = [path for path in tree.files if path not in {*sources, *books, file}]
    yield from filing.files(rest, lambda path: _copied(path, root), frozenset(mentioned), _THEME)
    yield _settings(file, config)


def _is_text(path: str) -> bool:
    hidden = any(part.startswith("_") for part in path.split("/"))
    return path.lower().endswith((".qmd", *filing.MARKDOWN)) and not hidden and not filing.is_about_the_repository(path)


def _below_posts(below: str) -> str:
    """The path from the innermost folder that says no more than that it holds posts."""
    found = _POSTS.match(below)
    return below[found.end() :] if found else below


def _place(below: str, found: Opened) -> str:
    inside = _POSTS.match(below)
    is_index = inside is not None and re.fullmatch(r"index\.\w+", _below_posts(below))
    if is_index or not (inside or filing.day_of(found.head, below, day_first=False)):
        return filing.as_md(f"pages/{below}")
    return filing.as_md(f"posts/{_below_posts(below)}")


def _copied(path: str, root: str) -> str:
    below = path[len(root) + 1 :] if root and path.startswith(f"{root}/") else path
    if root and below == path:
        return ""
    if any(part.startswith("_") for part in below.split("/")):
        return ""
    return f"posts/{_below_posts(below)}" if _POSTS.match(below) else f"static/{below}"


def _address(below: str) -> str:
    """The path of the page that Quarto makes of a text."""
    stem = posixpath.splitext(below)[0]
    if stem == "index":
        return "/"
    return f"/{stem.removesuffix('index')}" if stem.endswith("/index") else f"/{stem}.html"


def _settings(file: str, config: Mapping[str, object]) -> Settings:
    site = config.get("website")
    site = site if isinstance(site, dict) else {}
    values = {
        "title": site.get("title"), "description": site.get("description"), "url": site.get("site-url"),
        "language": config.get("lang"), "author": config.get("author"),
    }  # fmt: skip
    return Settings(file, {key: value for key, value in values.items() if isinstance(value, str) and value})


IMPORTER = Importer("quarto", "Quarto: .qmd as Markdown, notebooks as notebooks, callouts as callouts.", detect, read)
