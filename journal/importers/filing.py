"""Filing: which of the old files are texts, which are to be copied, and which only made the old site."""

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from journal.dates import BadDate
from journal.importers import olddates
from journal.importers.oldheads import Opened, opened
from journal.importers.oldkeys import FIELDS, folded
from journal.importers.records import Asset, LeftOut, Post
from journal.importers.tree import Tree
from journal.yaml_nodes import Node, YamlProblem, compose

MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".mkdn")
OTHER_MARKUP = (".rst", ".adoc", ".asciidoc", ".org", ".textile", ".typ", ".tex", ".wiki")
_THEME = (".css", ".scss", ".sass", ".less", ".js", ".mjs", ".cjs", ".ts", ".jsx", ".tsx", ".map", ".njk", ".liquid",
          ".vue", ".svelte", ".hbs", ".ejs", ".pug", ".styl", ".coffee", ".lock", ".gemspec", ".toml", ".yml", ".yaml",
          ".php", ".rb", ".astro")  # fmt: skip
_PAGES = (".html", ".htm", ".xml", ".xsl", ".webmanifest", ".txt", ".json")
_ABOUT = re.compile(
    r"(?:readme|license|licence|contributing|changelog|code_of_conduct|security|authors)(?:\.\w+)?$", re.IGNORECASE
)
_BUILT = re.compile(
    r"(?:gemfile|rakefile|makefile|procfile|dockerfile|package(?:-lock)?\.json|tsconfig.*\.json|.*\.bat)$",
    re.IGNORECASE,
)
_MENTIONED = re.compile(r"[\w.%~-]+\.(?:css|js|html?|xml|json|txt|csv)\b", re.IGNORECASE)


def is_markdown(path: str) -> bool:
    """Whether a file is Markdown by its name."""
    return path.lower().endswith(MARKDOWN)


def as_md(path: str) -> str:
    """The path with the ending that journal reads."""
    return posixpath.splitext(path)[0] + ".md"


def is_about_the_repository(path: str) -> bool:
    """Whether a file speaks of the repository rather than on the site, as a README does."""
    return "/" not in path and _ABOUT.match(path) is not None


def texts(
    tree: Tree, places: Mapping[str, str], made: Callable[[str, str, Opened], Post | LeftOut], *, lone: bool = False
) -> Iterator[Post | LeftOut]:
    """The text of each file, by where it is to stand, as `made` makes it of head and body; `lone` as for `opened`."""
    for source, path in places.items():
        found = opened(tree, source, lone=lone)
        yield found if isinstance(found, LeftOut) else made(source, path, found)


def files(
    sources: Iterable[str],
    place: Callable[[str], str],
    mentioned: frozenset[str],
    theme: Iterable[str] = (),
) -> Iterator[Asset | LeftOut]:
    """The other files: copied to `place`, but for what only made the old site, unless a text names it."""
    folders = tuple(f"{folder}/" for folder in theme)
    counts: Counter[str] = Counter()
    for source in sources:
        name = posixpath.basename(source)
        if folder := _folder_of_theme(source, folders):
            counts[folder] += 1
        elif is_about_the_repository(source) or _BUILT.match(name) or name.startswith("."):
            yield LeftOut(source, "is about the old repository")
        elif source.lower().endswith(OTHER_MARKUP):
            yield LeftOut(source, "is not Markdown; convert it, with pandoc perhaps", look=True)
        elif source.lower().endswith((*_THEME, *_PAGES)) and name not in mentioned:
            yield LeftOut(source, "made the old site, and no text names it")
        elif path := place(source):
            yield Asset(source, path)
        else:
            yield LeftOut(source, "made the old site")
    for folder, count in sorted(counts.items()):
        yield LeftOut(folder, f"{count} file{'' if count == 1 else 's'} that made the old site")


def _folder_of_theme(source: str, folders: Iterable[str]) -> str:
    """The folder of the old theme that a file lies in; one whose name begins with `_` may lie anywhere."""
    for folder in folders:
        if source.startswith(folder):
            return folder
        if folder.startswith("_") and f"/{folder}" in source:
            return source[: source.index(f"/{folder}") + len(folder) + 1]
    return ""


def mentions(body: str) -> set[str]:
    """The names of files that a text mentions, of those kinds that may belong to a theme."""
    return {name.rpartition("/")[2] for name in _MENTIONED.findall(body)}


def settings_in(text: str) -> Mapping[str, object]:
    """A configuration in YAML as plain values; empty where it makes no sense."""
    try:
        value = compose(text).resolved()
    except (YamlProblem, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def text_in(head: Mapping[str, Node], *keys: str) -> str:
    """The text of the first of these keys that a head has."""
    wanted = [folded(key) for key in keys]
    known = {folded(key): node for key, node in head.items()}
    for key in wanted:
        if key in known and isinstance(known[key].value, str) and not known[key].is_none:
            return str(known[key].value).strip()
    return ""


def names_in(head: Mapping[str, Node], *keys: str, spaced: bool = False) -> list[str]:
    """The names in a list or a text below these keys."""
    found: list[str] = []
    for key, node in head.items():
        if folded(key) not in [folded(wanted) for wanted in keys] or node.is_none:
            continue
        if isinstance(node.value, list):
            found += [str(item.value) for item in node.value if isinstance(item.value, str)]
        elif isinstance(node.value, str):
            found += node.value.split() if spaced and "," not in node.value else map(str.strip, node.value.split(","))
    return list(dict.fromkeys(filter(None, found)))


def day_of(head: Mapping[str, Node], path: str, *, day_first: bool = False) -> datetime | None:
    """The date of a text, from its head or its name."""
    for key, node in head.items():
        if FIELDS.get(folded(key)) == "date" and not isinstance(node.value, list | dict) and not node.is_none:
            try:
                return olddates.moment(olddates.read(node.value, day_first=day_first)[0])
            except BadDate:
                continue
    return olddates.moment(olddates.in_name(path))


def with_values(head: Mapping[str, Node], values: Mapping[str, object]) -> dict[str, Node]:
    """A head with values added that it does not have itself."""
    known = {folded(key) for key in head}
    return {**head, **{key: _node(value) for key, value in values.items() if folded(key) not in known}}


def _node(value: object) -> Node:
    if isinstance(value, list):
        return Node([_node(item) for item in value])
    return Node({str(k): _node(v) for k, v in value.items()}) if isinstance(value, dict) else Node(value)


def sample(tree: Tree, most: int = 60) -> Iterator[tuple[str, str]]:
    """The beginnings of some of the texts, spread over all of them."""
    found = [path for path in tree.files if is_markdown(path)]
    step = max(1, len(found) // most)
    return ((path, tree.text_of(path)[:4000]) for path in found[::step])
