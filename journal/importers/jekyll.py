"""Jekyll: `_posts/`, `_drafts/`, collections and pages, with the addresses of `_config.yml`."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from journal.dates import date_in_name
from journal.importers import filing
from journal.importers.bodies import kramdown, liquid
from journal.importers.bodies.relinking import between
from journal.importers.oldheads import Opened
from journal.importers.records import Importer, LeftOut, Note, Post, Record, Settings
from journal.importers.tree import Tree
from journal.slugs import slugify

_STYLES: Mapping[str, str] = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
_THEME = ("_layouts", "_includes", "_sass", "_plugins", "_data", "_site", "_config")
_LINK = re.compile(r"\]\((/[^)\s#?]+)")


def detect(tree: Tree) -> int:
    """By `_posts/`, and `_config.yml` beside it."""
    posts = any("_posts/" in f"/{path}" and not path.startswith("source/") for path in tree.files)
    config = tree.has("_config.yml", "_config.yaml", "_config.toml")
    return 90 * posts + 5 * config if posts else 20 * (config and not tree.has("source/_posts"))


def read(tree: Tree) -> Iterator[Record]:
    """Posts, drafts, documents of collections, pages, and what lies beside them."""
    file = tree.first("_config.yml", "_config.yaml")
    config = filing.settings_in(tree.text_of(file)) if file else {}
    places = {path: place for path in tree.files if (place := _place(path))}
    read_ = list(filing.texts(tree, places, lambda source, path, found: _opened(source, path, found, config)))
    posts = [record for record in read_ if isinstance(record, Post)]
    yield from (record for record in read_ if isinstance(record, LeftOut))
    style, guessed = _style(config, posts)
    names = {_name(post.source): post.path for post in posts} | {post.source: post.path for post in posts}
    values = {f"site.{key}": str(config[key]) for key in ("title", "description", "email", "author")
              if isinstance(config.get(key), str)}  # fmt: skip
    mentioned: set[str] = set()
    for post in posts:
        made = _converted(post, names, values)
        mentioned |= filing.mentions(made.body)
        yield replace(made, address=_address(post, style))
    rest = [path for path in tree.files if path not in places]
    yield from filing.files(rest, _copied, frozenset(mentioned), _THEME)
    yield _settings(file, config, guessed)


def _place(path: str) -> str:
    """Where a text is to stand; empty for a file that is none."""
    folder, name = posixpath.split(path)
    parts = folder.split("/") if folder else []
    is_text = filing.is_markdown(path)
    if "_posts" in parts or "_drafts" in parts:
        if not is_text and not name.endswith((".html", ".htm")):
            return ""
        return filing.as_md("/".join(["posts", *(p for p in parts if p not in ("_posts", "_drafts")), name]))
    hidden = [part for part in parts if part.startswith("_")]
    if not is_text or filing.is_about_the_repository(path) or any(f in _THEME for f in hidden):
        return ""
    if hidden:  # a collection
        return filing.as_md("/".join(["posts", *(part.lstrip("_") for part in parts), name]))
    return filing.as_md(f"pages/{path}")


def _copied(path: str) -> str:
    parts = path.split("/")
    if "_posts" in parts or "_drafts" in parts:
        return "/".join(["posts", *(p for p in parts if p not in ("_posts", "_drafts"))])
    return "" if any(part.startswith("_") for part in parts) else f"static/{path}"


def _opened(source: str, path: str, found: Opened, config: Mapping[str, object]) -> Post | LeftOut:
    if path.startswith("pages/"):
        if not found.head and not found.body.startswith("#"):
            return LeftOut(source, "has no front matter, so that Jekyll did not show it either")
        if path == "pages/index.md" and (not found.body.strip() or "{% for" in found.body or "{%- for" in found.body):
            return LeftOut(source, "is the list of posts, which journal makes itself")
        if not found.body.strip():
            return LeftOut(source, "has no text, only a layout")
    head = filing.with_values(found.head, _defaults(config, source, path))
    if "_drafts" in source.split("/"):
        head = filing.with_values(head, {"draft": True})
    notes = found.notes
    body = found.body
    if source.endswith((".html", ".htm")):
        body = f"\n<div>\n{body.strip()}\n</div>\n"
        notes = (*notes, Note("was HTML, and is kept as HTML", look=True))
    return Post(source, path, head, body, "", found.body_line, notes, ("",), spaced_names=True, day_first=True)


def _defaults(config: Mapping[str, object], source: str, path: str) -> dict[str, object]:
    """What `defaults` in the configuration gives a text of this path and type."""
    found: dict[str, object] = {}
    rows = config.get("defaults")
    for row in rows if isinstance(rows, list) else []:
        scope, values = (row.get("scope"), row.get("values")) if isinstance(row, dict) else (None, None)
        if not isinstance(scope, dict) or not isinstance(values, dict):
            continue
        kind = "posts" if path.startswith("posts/") else "pages"
        within = str(scope.get("path") or "").strip("/")
        if scope.get("type") in (None, "", kind) and (not within or f"{source}/".startswith(f"{within}/")):
            found |= {k: v for k, v in values.items() if k not in ("layout", "comments", "share", "related")}
    return found


def _converted(post: Post, names: Mapping[str, str], values: Mapping[str, str]) -> Post:
    """The post with its body converted."""

    def link_to(name: str) -> str:
        target = names.get(name.strip("/")) or names.get(_name(name)) or names.get(name.strip("/").rpartition("/")[2])
        return between(post.path, target) if target else ""

    made = liquid.convert(post.body, liquid.Place(link_to, values), post.line)
    made = made.then(kramdown.convert(made.text, post.line))
    return replace(post, body=made.text, notes=(*post.notes, *made.notes))


def _name(source: str) -> str:
    """The name that `post_url` calls a post by."""
    return posixpath.splitext(posixpath.basename(source))[0]


def _address(post: Post, style: str) -> str:
    """The path at which Jekyll showed a text."""
    own = filing.text_in(post.head, "permalink")
    pattern = own or style
    if post.path.startswith("pages/"):
        if own and ":" not in own:
            return own
        stem = post.source.rpartition(".")[0].removesuffix("index")
        return f"/{stem}" if not stem or stem.endswith("/") else f"/{stem}{'/' if style.endswith('/') else '.html'}"
    if "_posts" not in post.source.split("/"):  # drafts were never shown, and collections have rules of their own
        return own if ":" not in own else ""
    date = filing.day_of(post.head, post.source, day_first=True)
    return _filled(pattern, post, date) if date else ""


def _filled(pattern: str, post: Post, date: datetime) -> str:
    stem = date_in_name(_name(post.source))[1]
    name = filing.text_in(post.head, "slug") or stem
    folders = post.source.split("/_posts/")[0].split("/") if "/_posts/" in post.source else []
    named = filing.names_in(post.head, "category", "categories", spaced=True)
    categories = "/".join(slugify(c) for c in dict.fromkeys([*folders, *named]))
    values = {
        "categories": categories, "year": f"{date:%Y}", "month": f"{date:%m}", "day": f"{date:%d}",
        "title": name, "slug": slugify(name), "name": _name(post.source), "i_month": str(date.month),
        "i_day": str(date.day),
        "short_year": f"{date:%y}", "short_month": f"{date:%b}", "long_month": f"{date:%B}", "y_day": f"{date:%j}",
        "hour": f"{date:%H}", "minute": f"{date:%M}", "second": f"{date:%S}", "output_ext": ".html",
    }  # fmt: skip
    path = re.sub(
        r":(\w+)",
        lambda m: next((values[k] + m[1][len(k) :] for k in _longest(values) if m[1].startswith(k)), m[0]),
        pattern,
    )
    return re.sub("/{2,}", "/", f"/{path}")


def _longest(values: Mapping[str, str]) -> list[str]:
    return sorted(values, key=len, reverse=True)


def _style(config: Mapping[str, object], posts: Sequence[Post]) -> tuple[str, bool]:
    """The pattern of addresses; without a configuration, the one by which the posts link to each other."""
    if isinstance(written := config.get("permalink"), str) and written:
        return _STYLES.get(written, written), False
    if config:
        return _STYLES["date"], False
    links = [link.strip("/") for post in posts for link in _LINK.findall(post.body)]
    known = {style: {_address(post, style).strip("/") for post in posts} for style in _STYLES.values()}
    return max(_STYLES.values(), key=lambda style: sum(link in known[style] for link in links)), True


def _settings(file: str, config: Mapping[str, object], guessed: bool) -> Settings:  # noqa: FBT001
    author = config.get("author")
    if isinstance(author, dict):
        author = {key: str(author[key]) for key in ("name", "email", "url") if isinstance(author.get(key), str)}
    url = str(config.get("url") or "").rstrip("/") + "/" + str(config.get("baseurl") or "").strip("/")
    values = {
        "title": config.get("title"), "description": config.get("description"), "author": author,
        "url": url if url.startswith("http") else "", "timezone": config.get("timezone"),
        "language": str(config.get("lang") or config.get("locale") or "").replace("_", "-"),
    }  # fmt: skip
    notes = (
        (Note("there is no _config.yml, so old addresses are guessed from the links between posts"),) if guessed else ()
    )
    return Settings(file, {key: value for key, value in values.items() if value}, notes)


IMPORTER = Importer(
    "jekyll", "Jekyll: _posts/, _drafts/, collections and pages, by the rules of _config.yml.", detect, read
)
