"""Eleventy: Markdown anywhere below the input folder, with the JSON data of its folders; no configuration is run."""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping

from journal.dates import date_in_name
from journal.importers import filing
from journal.importers.bodies import liquid
from journal.importers.oldheads import Opened
from journal.importers.records import Importer, LeftOut, Note, Post, Record, Settings
from journal.importers.tree import Tree

_CONFIGS = (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts")
_THEME = ("_includes", "_layouts", "_data", "_site", "_11ty", "dist")
_INPUT = re.compile(r"\binput\s*:\s*[\"']([^\"'\n]+)[\"']|setInputDirectory\(\s*[\"']([^\"'\n]+)[\"']")
_POSTS = frozenset(("posts", "post", "blog", "articles", "notes", "til", "journal", "writing", "thoughts", "entries"))
_COLLECTIONS = ("post", "posts", "all", "nav", "blog")


def detect(tree: Tree) -> int:
    """By its configuration, or by Eleventy among the packages."""
    return 95 if tree.has(*_CONFIGS) else 90 * ("@11ty/eleventy" in tree.text_of("package.json"))


def read(tree: Tree) -> Iterator[Record]:
    """Every text below the input folder, and what lies beside it."""
    file = tree.first(*_CONFIGS)
    found = _INPUT.search(tree.text_of(file)) if file else None
    folder = posixpath.normpath(found[1] or found[2]).strip("/") if found else ""
    folder = "" if folder == "." or not any(tree.below(folder)) else folder
    places = {path: path for path in tree.below(folder) if _is_text(path)}
    mentioned: set[str] = set()

    def made(source: str, _: str, opened: Opened) -> Post | LeftOut:
        below = source[len(folder) + 1 :] if folder else source
        head = filing.with_values(opened.head, _data(tree, source))
        path = _place(below, Opened(head, opened.body, opened.body_line))
        if path.startswith("pages/") and ("{% for" in opened.body or not opened.body.strip()):
            return LeftOut(source, "is a list, and journal makes its own lists", look=bool(opened.body.strip()))
        body = liquid.convert(opened.body, liquid.Place(lambda _: "", {}), opened.body_line)
        mentioned.update(filing.mentions(body.text))
        notes = [*opened.notes, *body.notes]
        if tags := _without_collections(head):
            notes.append(Note(f"the tag {tags} only put it into a collection; left out"))
        address = _address(below, Opened(head, "", 1))
        return Post(
            source, path, head, body.text, address, opened.body_line, tuple(notes), (folder, "public", "static")
        )

    yield from filing.texts(tree, places, made)
    rest = [path for path in tree.files if path not in places and path not in _CONFIGS]
    # Data of folders says what heads would say.
    rest = [path for path in rest if not path.endswith((".11tydata.json", ".11tydata.js")) and not _is_data(path)]
    yield from filing.files(rest, lambda path: _copied(path, folder), frozenset(mentioned), _THEME)
    for path in tree.files:
        if path.endswith(".11tydata.js"):
            yield LeftOut(path, "is a program, and none is run; put what it says into the heads", look=True)
        elif path.endswith(".11tydata.json") or _is_data(path):
            yield LeftOut(path, "its values are in the heads now")
    yield Settings(file, _site_data(tree, folder), (Note("no program was run, so addresses are those of the files"),))


def _is_text(path: str) -> bool:
    hidden = any(part.startswith("_") for part in path.split("/")[:-1])
    return filing.is_markdown(path) and not hidden and not filing.is_about_the_repository(path)


def _is_data(path: str) -> bool:
    folder, name = posixpath.split(path)
    return bool(folder) and name == f"{posixpath.basename(folder)}.json"


def _data(tree: Tree, source: str) -> dict[str, object]:
    """What the JSON data of its folders gives a text; the nearest counts."""
    found: dict[str, object] = {}
    parts = source.split("/")
    stems = ["/".join(parts[:n]) for n in range(1, len(parts))]
    for path in (*(f"{stem}/{posixpath.basename(stem)}" for stem in stems), posixpath.splitext(source)[0]):
        for ending in (".json", ".11tydata.json"):
            if tree.has(path + ending):
                try:
                    value = json.loads(tree.text_of(path + ending))
                except (ValueError, RecursionError):
                    continue
                found |= value if isinstance(value, dict) else {}
    return {
        key: value for key, value in found.items() if key not in ("layout", "eleventyComputed", "eleventyNavigation")
    }


def _place(below: str, found: Opened) -> str:
    """Texts in a folder of posts, with a tag of posts or a date in the name are posts; others are plain pages."""
    folders = below.split("/")[:-1]
    tags = [name.lower() for name in filing.names_in(found.head, "tags", "tag")]
    is_post = bool(_POSTS & {folder.lower() for folder in folders} or {"post", "posts"} & set(tags))
    is_index = not found.body.strip() or bool(re.match(r"(?:index|blog|archive|tags|404)\.\w+$", below))
    dated = bool(filing.day_of(found.head, below)) and not is_index
    if is_post or dated:
        stripped = "/".join(below.split("/")[1:]) if folders and folders[0].lower() in ("posts", "post") else below
        return filing.as_md(f"posts/{stripped}")
    return filing.as_md(f"pages/{below}")


def _without_collections(head: dict[str, object] | Mapping[str, object]) -> str:
    """Take the names of collections out of the tags; which they were."""
    node = head.get("tags")
    value = getattr(node, "value", None)
    if isinstance(value, list):
        gone = [item for item in value if str(item.value).lower() in _COLLECTIONS]
        kept = [item for item in value if item not in gone]
        value[:] = kept
        return ", ".join(str(item.value) for item in gone)
    if isinstance(value, str) and value.strip().lower() in _COLLECTIONS and isinstance(head, dict):
        del head["tags"]
        return value.strip()
    return ""


def _copied(path: str, folder: str) -> str:
    if path.startswith("public/"):
        return "static/" + path.removeprefix("public/")
    below = path[len(folder) + 1 :] if folder and path.startswith(f"{folder}/") else path
    if folder and below == path:
        return ""
    parts = below.split("/")
    if any(part.startswith("_") for part in parts[:-1]):
        return ""
    if parts[0].lower() in ("posts", "post") and len(parts) > 1:
        return "/".join(["posts", *parts[1:]])
    return f"posts/{below}" if parts[0].lower() in _POSTS and len(parts) > 1 else f"static/{below}"


def _address(below: str, found: Opened) -> str:
    """The path by the head, else by the file without its date."""
    own = filing.text_in(found.head, "permalink")
    if own:
        return own if own.startswith("/") and "{" not in own else ""
    folder, name = posixpath.split(posixpath.splitext(below)[0])
    name = date_in_name(name)[1]
    inner = posixpath.basename(folder)
    if name in ("index", date_in_name(inner)[1], inner):
        name = ""
    made = "/".join(filter(None, [*(date_in_name(part)[1] for part in folder.split("/")), name]))
    return f"/{made}/" if made else "/"


def _site_data(tree: Tree, folder: str) -> Mapping[str, object]:
    base = f"{folder}/" if folder else ""
    path = tree.first(f"{base}_data/metadata.json", f"{base}_data/site.json", f"{base}_data/meta.json")
    try:
        data = json.loads(tree.text_of(path)) if path else {}
    except (ValueError, RecursionError):
        data = {}
    data = data if isinstance(data, dict) else {}
    author = data.get("author")
    values = {
        "title": data.get("title") or data.get("name"), "description": data.get("description"), "url": data.get("url"),
        "language": data.get("language") or data.get("lang"),
        "author": author.get("name") if isinstance(author, dict) else author,
    }  # fmt: skip
    return {key: value for key, value in values.items() if isinstance(value, str) and value}


IMPORTER = Importer(
    "eleventy", "Eleventy: Markdown below the input folder, with the JSON data of its folders.", detect, read
)
