"""TIL: notes without front matter in folders by topic; the folder becomes the tag."""

import re
from collections.abc import Iterator

from journal.importers import filing
from journal.importers.oldheads import Opened
from journal.importers.records import Importer, LeftOut, Note, Post, Record, Settings
from journal.importers.tree import Tree

_LINK = re.compile(r"\s*(?:[-*+]|\d+\.|#|\|).*\[[^\]]*\]\([^)]*\)|\s*#|\s*$")


def detect(tree: Tree) -> int:
    """By Markdown without front matter, most of it in folders."""
    notes = [path for path in tree.files if filing.is_markdown(path)]
    inside = sum("/" in path for path in notes)
    bare = [not text.lstrip().startswith(("---", "+++")) for _, text in filing.sample(tree)]
    return 30 if notes and inside * 2 > len(notes) and sum(bare) * 2 > len(bare) else 10 * bool(notes)


def read(tree: Tree) -> Iterator[Record]:
    """Every note with its folder as a tag; the list of them all at the top is left out."""
    places = {path: _place(path) for path in tree.files if filing.is_markdown(path)}

    def made(source: str, path: str, found: Opened) -> Post | LeftOut:
        folder = source.rpartition("/")[0]
        if source.lower() in ("readme.md", "index.md") and _is_list(found.body):
            return LeftOut(source, "is the list of the notes, which journal makes itself")
        if not folder:
            return Post(source, path, found.head, found.body, "", found.body_line, found.notes)
        tags = [*filing.names_in(found.head, "tags", "tag"), *folder.split("/")[:1]]
        head = {key: node for key, node in found.head.items() if key.lower() not in ("tags", "tag")}
        head = filing.with_values(head, {"tags": tags})
        note = Note(f"tag from its folder: {folder.split('/')[0]}")
        return Post(source, path, head, found.body, "", found.body_line, (*found.notes, note), ("",))

    yield from filing.texts(tree, places, made)
    rest = [path for path in tree.files if path not in places]
    yield from filing.files(rest, lambda path: f"posts/{path}" if "/" in path else "", frozenset())
    yield Settings("", {"title": "Today I learned"})


def _place(path: str) -> str:
    return filing.as_md(f"{'posts' if '/' in path or not filing.is_about_the_repository(path) else 'pages'}/{path}")


def _is_list(body: str) -> bool:
    """Whether a text is little more than headings and links."""
    lines = body.split("\n")
    return sum(bool(_LINK.match(line)) for line in lines) * 10 > len(lines) * 7


IMPORTER = Importer("til", "Today I learned: notes in folders by topic; the folder becomes the tag.", detect, read)
