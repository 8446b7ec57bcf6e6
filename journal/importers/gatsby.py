"""Gatsby: Markdown and MDX below `content/` or `src/`, with the images beside it, and `static/`."""

import posixpath
import re
from collections.abc import Iterator

from journal.importers import filing
from journal.importers.bodies import components
from journal.importers.oldheads import Opened
from journal.importers.records import Importer, LeftOut, Note, Post, Record, Settings
from journal.importers.tree import Tree

_CONFIGS = ("gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs")
_THEME = (
    "src/components",
    "src/templates",
    "src/styles",
    "src/utils",
    "src/hooks",
    "plugins",
    "public",
    "cypress",
    "src/gatsby",
)
_ROOTS = (
    "src/content",
    "src/posts",
    "src/markdown-pages",
    "src/markdown",
    "content",
    "_posts",
    "posts",
    "blog",
    "src/data",
)
_SECTIONS = re.compile(r"^(?:blog|posts?|articles)/")


def detect(tree: Tree) -> int:
    """By its configuration, or by Gatsby among the packages."""
    return 95 if tree.has(*_CONFIGS) else 90 * ('"gatsby"' in tree.text_of("package.json"))


def read(tree: Tree) -> Iterator[Record]:
    """Every text, and what lies beside it."""
    places = {path: place for path in tree.files if (place := _place(path))}
    mentioned: set[str] = set()

    def made(source: str, path: str, found: Opened) -> Post | LeftOut:
        body = components.convert(found.body, found.body_line) if source.endswith(".mdx") else None
        text = body.text if body else found.body
        mentioned.update(filing.mentions(text))
        notes = (*found.notes, *(body.notes if body else ()))
        return Post(
            source, path, found.head, text, _address(path, found), found.body_line, notes, ("static", "src/images")
        )

    yield from filing.texts(tree, places, made)
    rest = [path for path in tree.files if path not in places and path not in _CONFIGS]
    yield from filing.files(rest, _copied, frozenset(mentioned), _THEME)
    yield _settings(tree)


def _below(path: str) -> str | None:
    """The path from the folder that holds the texts."""
    return next((path[len(root) + 1 :] for root in _ROOTS if path.startswith(f"{root}/")), None)


def _place(path: str) -> str:
    if not (filing.is_markdown(path) or path.endswith(".mdx")) or filing.is_about_the_repository(path):
        return ""
    if path.startswith("src/pages/"):
        return filing.as_md("pages/" + path.removeprefix("src/pages/"))
    below = _below(path)
    if below is None:
        return ""
    if below.startswith("pages/"):
        return filing.as_md(below)
    return filing.as_md("posts/" + _SECTIONS.sub("", below))


def _copied(path: str) -> str:
    if path.startswith("static/"):
        return path
    if path.startswith("src/images/"):
        return f"static/images/{path.removeprefix('src/images/')}"
    below = _below(path)
    if below is None:
        return ""
    if below.startswith(("assets/", "images/", "pages/")):
        return below if below.startswith("pages/") else f"static/{below}"
    return "posts/" + _SECTIONS.sub("", below)


def _address(path: str, found: Opened) -> str:
    """The path of a text by its head, else by its file, as the starters have it; `gatsby-node.js` is not run."""
    if own := filing.text_in(found.head, "path", "permalink", "slug"):
        return own if own.startswith("/") else f"/{own}/"
    below = posixpath.splitext(path.partition("/")[2])[0]
    below = re.sub(r"(^|/)index$", "", below)
    return f"/{below}/" if below else "/"


def _settings(tree: Tree) -> Settings:
    file = tree.first(*_CONFIGS)
    metadata = re.search(r"siteMetadata\s*:\s*\{(.{0,4000})", tree.text_of(file), re.DOTALL) if file else None
    said = metadata[1] if metadata else ""

    def literal(name: str) -> str:
        found = re.search(rf"\b{name}\s*:\s*(?:\{{\s*name\s*:\s*)?([\"'`])((?:(?!\1)[^\\\n$])*)\1", said)
        return found[2] if found else ""

    url = literal("siteUrl")
    values = {
        "title": literal("title"), "description": literal("description"), "author": literal("author"),
        "url": url if url.startswith("http") else "", "language": literal("lang") or literal("language"),
    }  # fmt: skip
    note = Note("addresses are those of the files; what gatsby-node.js makes of them is not known without running it")
    return Settings(file, {key: value for key, value in values.items() if value}, (note,))


IMPORTER = Importer("gatsby", "Gatsby: Markdown and MDX below content/ or src/, and static/.", detect, read)
