"""Metadata: the head of an old post as journal's front matter, with nothing lost on the way."""

from collections.abc import Mapping
from dataclasses import dataclass

from journal.dates import BadDate
from journal.importers import olddates
from journal.importers.oldkeys import FIELDS, RANKS, folded, says_nothing
from journal.importers.oldvalues import Unfit, is_empty, read_date, value_of
from journal.importers.records import Note, Post
from journal.yaml_nodes import Node

_ORDER = (
    "title", "date", "updated", "draft", "expires", "tags", "series", "part", "author", "cover", "cover_alt",
    "excerpt", "slug", "aliases", "toc", "math", "status", "extra",
)  # fmt: skip
HEAD = "head: "
"""What notes on the head begin with."""
_GROWING = ("tags", "aliases")
"""What several keys may add to."""


@dataclass(frozen=True, slots=True)
class FrontMatterText:
    """What a new head says, and what became of the old one."""

    values: Mapping[str, object]
    notes: tuple[Note, ...]


def normalise(post: Post) -> FrontMatterText:
    """The front matter of a post by journal's keys, in their order; the rest under `extra`."""
    found: dict[str, object] = {}
    extra: dict[str, object] = {}
    renamed: list[str] = []
    dropped: list[str] = []
    notes: list[Note] = []
    for key in sorted(post.head, key=lambda key: RANKS.get(folded(key), 0)):  # stable: of equals the first counts
        node = post.head[key]
        if is_empty(node):
            continue
        if key == "extra" and isinstance(node.value, dict):
            extra.update((name, item.resolved()) for name, item in node.value.items())
            continue
        if says_nothing(key, str(node.value).strip()):
            dropped.append(f"{key}: {node.value}")
            continue
        made, doubt = _value(key, node, post)
        if doubt:
            notes.append(doubt)
        if () in made.values():
            dropped.append(f"{key}: {node.value}, which goes without saying")
            continue
        if made and all(found.get(name) == value for name, value in made.items()):
            dropped.append(f"{key}, which says the same as {', '.join(made)}")
            continue
        if not made or any(name in found and name not in _GROWING for name in made):
            extra[key] = node.resolved()
            continue
        found.update((name, _joined(found.get(name), value)) for name, value in made.items())
        if key not in made:
            renamed.append(f"{HEAD}{key} → {', '.join(made)}")
    if day := "" if "date" in found else olddates.in_name(post.path) or olddates.in_name(post.source):
        found["date"] = day
    if extra:
        found["extra"] = extra
    values = in_order({name: value for name, value in found.items() if value not in ((), [], "")})
    said = [*renamed, *(f"{HEAD}{key} kept as extra.{key}" for key in extra)]
    said += [f"{HEAD}left out {what}" for what in dropped]
    return FrontMatterText(values, (*notes, *(Note(text) for text in said)))


def in_order(values: Mapping[str, object]) -> dict[str, object]:
    """A head in the order in which people read it."""
    return {name: values[name] for name in _ORDER if name in values}


def _value(key: str, node: Node, post: Post) -> tuple[dict[str, object], Note | None]:
    """What a key fills, by field; nothing for one that is none, or whose value the field cannot take."""
    field = FIELDS.get(folded(key))
    try:
        if field in ("date", "updated", "expires"):
            date, doubt = read_date(node, day_first=post.day_first)
            return {field: date}, Note(doubt) if doubt else None
        return (value_of(field, node, spaced=post.spaced_names) if field else {}), None
    except Unfit:
        return {}, None
    except BadDate as problem:
        return {}, Note(f"{key}: {problem}; kept as extra.{key}", look=True)


def _joined(before: object, value: object) -> object:
    """A list with more in it; anything else as it is."""
    if not isinstance(before, list) or not isinstance(value, list):
        return value
    known = {str(item).lower() for item in before}
    return [*before, *(item for item in value if str(item).lower() not in known)]
