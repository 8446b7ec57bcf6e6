"""Obsidian: every note of a vault as a post, its attachments where they are; wikilinks stay as they are."""

import json
import posixpath
from collections.abc import Iterator, Mapping

from journal.importers import filing
from journal.importers.oldheads import Opened
from journal.importers.records import Importer, Post, Record, Settings
from journal.importers.tree import Tree

_SETTINGS = ".obsidian"


def detect(tree: Tree) -> int:
    """By `.obsidian/`; failing that, by wikilinks in many notes."""
    if any(tree.below(_SETTINGS)):
        return 90 if not tree.has("quartz.config.ts") else 20
    linked = [("[[" in text) for _, text in filing.sample(tree)]
    return 35 if linked and sum(linked) * 5 > len(linked) and not any(tree.below("content")) else 0


def read(tree: Tree) -> Iterator[Record]:
    """Every note but templates, and every other file."""
    settings = _json(tree, f"{_SETTINGS}/app.json")
    templates = str(_json(tree, f"{_SETTINGS}/templates.json").get("folder") or "").strip("/")
    attached = str(settings.get("attachmentFolderPath") or "").strip()
    hidden = [f for f in (_SETTINGS, templates, "_templates") if f]
    shown = [path for path in tree.files if not any(f"/{path}".startswith(f"/{folder}/") for folder in hidden)]
    places = {path: filing.as_md(f"posts/{path}") for path in shown if filing.is_markdown(path)}

    def made(source: str, path: str, found: Opened) -> Post:
        return Post(source, path, found.head, found.body, "", found.body_line, found.notes, _bases(source, attached))

    yield from filing.texts(tree, places, made)
    rest = [path for path in tree.files if path not in places]
    yield from filing.files(rest, _copied, frozenset(), hidden)
    yield Settings("", {"title": tree.root.name})


def _bases(source: str, attached: str) -> tuple[str, ...]:
    """Where links may be meant from: the vault, and the folder of attachments."""
    here = posixpath.dirname(source)
    if attached.startswith("./"):
        return ("", posixpath.join(here, attached[2:]))
    return ("", attached.strip("/"))


def _copied(path: str) -> str:
    return "" if path.lower().endswith((".canvas", ".base", ".excalidraw")) else f"posts/{path}"


def _json(tree: Tree, path: str) -> Mapping[str, object]:
    try:
        value = json.loads(tree.text_of(path) or "{}")
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


IMPORTER = Importer("obsidian", "Obsidian: every note of a vault, with its attachments and wikilinks.", detect, read)
