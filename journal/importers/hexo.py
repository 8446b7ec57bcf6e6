"""Hexo: `source/_posts/` with the folders of files beside them, drafts and pages."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from journal.importers import filing
from journal.importers.bodies import hexo_tags
from journal.importers.bodies.relinking import between
from journal.importers.oldheads import Opened
from journal.importers.records import Importer, LeftOut, Note, Post, Record, Settings
from journal.importers.tree import Tree
from journal.slugs import slugify

_THEME = ("themes", "scaffolds", "public", "db.json", "source/_data")


def detect(tree: Tree) -> int:
    """By `source/_posts/`."""
    return 95 if any(tree.below("source/_posts")) else 0


def read(tree: Tree) -> Iterator[Record]:
    """Posts, drafts, pages, and what lies beside them."""
    config = filing.settings_in(tree.text_of("_config.yml")) if tree.has("_config.yml") else {}
    places = {path: place for path in tree.below("source") if filing.is_markdown(path) and (place := _place(path))}
    names = {posixpath.splitext(path.removeprefix("source/_posts/"))[0]: place for path, place in places.items()}
    names |= {posixpath.basename(name): place for name, place in names.items()}
    mentioned: set[str] = set()

    def made(source: str, path: str, found: Opened) -> Post | LeftOut:
        if path.startswith("pages/") and not found.body.strip():
            return LeftOut(source, "has no text, only a layout")

        def link_to(name: str) -> str:
            target = names.get(name.removesuffix(".md").strip("/"))
            return between(path, target) if target else ""

        folder = posixpath.basename(source.rpartition(".")[0])
        body = hexo_tags.convert(found.body, link_to, lambda name: f"{folder}/{name}", found.body_line)
        mentioned.update(filing.mentions(body.text))
        head = filing.with_values(found.head, {"draft": True}) if "/_drafts/" in source else found.head
        notes = (*found.notes, *body.notes)
        bases = (source.rpartition(".")[0], "source")
        return Post(source, path, head, body.text, _address(source, found, config), found.body_line, notes, bases)

    yield from filing.texts(tree, places, made)
    rest = [path for path in tree.files if path not in places and path != "_config.yml"]
    yield from filing.files(rest, _copied, frozenset(mentioned), _THEME)
    yield _settings(config)


def _place(path: str) -> str:
    below = path.removeprefix("source/")
    for folder in ("_posts/", "_drafts/"):
        if below.startswith(folder):
            return filing.as_md("posts/" + below.removeprefix(folder))
    return "" if below.startswith("_") else filing.as_md(f"pages/{below}")


def _copied(path: str) -> str:
    below = path.removeprefix("source/")
    if below == path:
        return ""
    if below.startswith(("_posts/", "_drafts/")):
        return "posts/" + below.partition("/")[2]
    return "" if below.startswith("_") else f"static/{below}"


def _address(source: str, found: Opened, config: Mapping[str, object]) -> str:
    """The path at which Hexo showed a text."""
    if own := filing.text_in(found.head, "permalink"):
        return own if own.startswith("/") else f"/{own}"
    below = source.removeprefix("source/").rpartition(".")[0]
    if not below.startswith("_posts/"):
        return "" if below.startswith("_") else f"/{below.removesuffix('index').rstrip('/')}/".replace("//", "/")
    name = below.removeprefix("_posts/")
    date = filing.day_of(found.head, source)
    pattern = str(config.get("permalink") or ":year/:month/:day/:title/")
    name = (
        re.sub(r"(^|/)\d{4}-\d{1,2}-\d{1,2}-", r"\1", name)
        if str(config.get("new_post_name", "")) != ":title.md"
        else name
    )
    values = {
        "title": name, "name": posixpath.basename(name), "post_title": slugify(filing.text_in(found.head, "title")),
        "category": "/".join(slugify(c) for c in filing.names_in(found.head, "categories", "category"))
        or str(config.get("default_category") or "uncategorized"),
    }  # fmt: skip
    if date:
        values |= {
            "year": f"{date:%Y}", "month": f"{date:%m}", "day": f"{date:%d}", "i_month": str(date.month),
            "i_day": str(date.day), "hour": f"{date:%H}", "minute": f"{date:%M}", "second": f"{date:%S}",
        }  # fmt: skip
    filled = re.sub(r":([a-z_]+)", lambda m: values.get(m[1], m[0]), pattern)
    return "" if ":" in filled else "/" + filled.lstrip("/")


def _settings(config: Mapping[str, object]) -> Settings:
    url = str(config.get("url") or "").rstrip("/")
    root = str(config.get("root") or "/").strip("/")
    url = url if not root or url.endswith(f"/{root}") else f"{url}/{root}"
    language = config.get("language")
    values = {
        "title": config.get("title"), "description": config.get("description"), "author": config.get("author"),
        "url": f"{url}/" if url.startswith("http") and "example.com" not in url else "",
        "language": str(language[0] if isinstance(language, list) and language else language or ""),
        "timezone": config.get("timezone"),
    }  # fmt: skip
    notes = () if config else (Note("there is no _config.yml, so old addresses are those of Hexo's defaults"),)
    return Settings("_config.yml" if config else "", {key: v for key, v in values.items() if v}, notes)


IMPORTER = Importer("hexo", "Hexo: source/_posts/ with asset folders, drafts and pages.", detect, read)
