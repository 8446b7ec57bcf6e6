"""Hugo: `content/` with its sections and bundles, `static/`, and the addresses of its configuration."""

import json
import posixpath
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping

from journal.importers import filing
from journal.importers.bodies import shortcodes
from journal.importers.bodies.relinking import between
from journal.importers.oldheads import Opened
from journal.importers.records import Importer, LeftOut, Note, Post, Record, Settings
from journal.importers.tree import Tree
from journal.slugs import slugify

_CONFIGS = tuple(
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
)
_THEME = ("themes", "layouts", "archetypes", "data", "i18n", "resources", "config", "public")
_LISTS = ("archives", "archive", "search", "tags", "categories", "taxonomy", "terms")


def detect(tree: Tree) -> int:
    """By its configuration beside `content/`; failing that, by `content/` alone."""
    content = any(filing.is_markdown(path) for path in tree.below("content"))
    if not content:
        return 0
    if tree.has(*_CONFIGS) and not tree.has("quartz.config.ts"):
        return 80
    shown = any("{{<" in text or "{{%" in text or text.startswith("+++") for _, text in filing.sample(tree))
    return 40 + 10 * shown + 5 * any(path.endswith("/_index.md") for path in tree.files)


def read(tree: Tree) -> Iterator[Record]:
    """Pages of sections as posts, those of the top as plain pages, and the files of bundles and `static/`."""
    file = tree.first(*_CONFIGS)
    config = _config(tree.text_of(file), file)
    content = str(_of(config, "contentDir") or "content").strip("/")
    places = {
        path: place
        for path in tree.below(content)
        if filing.is_markdown(path) and (place := _place(path[len(content) + 1 :]))
    }
    names = {path[len(content) + 1 :]: place for path, place in places.items()}
    mentioned: set[str] = set()

    def made(source: str, path: str, found: Opened) -> Post | LeftOut:
        post = _post(source, path, found, config, content, _links(names, path))
        if isinstance(post, Post):
            mentioned.update(filing.mentions(post.body))
        return post

    yield from filing.texts(tree, places, made)
    rest = [path for path in tree.files if path not in places and path not in _CONFIGS]
    yield from filing.files(rest, lambda path: _copied(path, content), frozenset(mentioned), _THEME)
    yield _settings(file, config)


def _place(path: str) -> str:
    """Where a text is to stand: sections hold posts, and what is in none is a plain page."""
    folder, name = posixpath.split(path)
    if name.lower().startswith("_index."):
        return filing.as_md(posixpath.join("pages", folder, name[1:]))
    is_page = not folder or ("/" not in folder and name.lower().startswith("index."))
    return filing.as_md(f"{'pages' if is_page else 'posts'}/{path}")


def _copied(path: str, content: str) -> str:
    top, _, rest = path.partition("/")
    if top == "static" and rest:
        return path
    if top == "assets" and not path.endswith((".html", ".json")):
        return f"static/{rest}"
    if path.startswith(f"{content}/"):
        below = path[len(content) + 1 :]
        return f"{'posts' if '/' in posixpath.dirname(below) or posixpath.dirname(below) else 'static'}/{below}"
    return ""


def _links(names: Mapping[str, str], path: str) -> Callable[[str], str]:
    """The link to a page that `ref` and `relref` name: a path from `content/` or from here, or a bare name."""

    def link_to(name: str) -> str:
        name, mark, heading = name.partition("#")
        bare = name.strip("/")
        if not bare:
            return mark + heading
        here = posixpath.normpath(posixpath.join(posixpath.dirname(path.partition("/")[2]), bare))
        wanted = [f"{base}{ending}" for base in (here, bare) for ending in ("", ".md", "/index.md", "/_index.md")]
        target = next((names[w] for w in wanted if w in names), "")
        if not target:
            ends = [p for n, p in names.items() if f"/{n}".endswith((f"/{bare}", f"/{bare}.md", f"/{bare}/index.md"))]
            target = ends[0] if len(ends) == 1 else ""
        return between(path, target) + mark + heading if target else ""

    return link_to


def _post(
    source: str, path: str, found: Opened, config: Mapping[str, object], content: str, link_to: Callable[[str], str]
) -> Post | LeftOut:
    is_list = source.lower().rpartition("/")[2].startswith("_index.")
    if not found.body.strip() and (is_list or filing.text_in(found.head, "layout", "type") in _LISTS):
        return LeftOut(source, "is a list without a text of its own; journal makes its own lists")
    made = shortcodes.convert(found.body, link_to, found.body_line)
    notes = [*found.notes, *made.notes]
    if path == "pages/index.md":
        notes.append(Note("is the home page now; without it, that is the list of posts", look=True))
    head = dict(found.head)
    if filing.text_in(head, "headless", "_build") == "true":
        notes.append(Note("was headless: it had no page of its own", look=True))
    address = _address(path, found, config)
    # Relative links were between addresses, which lie one level deeper than files.
    stem = source.rpartition(".")[0]
    bases = (stem, content, "static", "assets")
    return Post(source, path, head, made.text, address, found.body_line, tuple(notes), bases)


def _address(path: str, found: Opened, config: Mapping[str, object]) -> str:
    """The path at which Hugo showed a page."""
    if url := filing.text_in(found.head, "url"):
        return url if "://" not in url and ":" not in url else ""
    _, *folders, name = path.split("/")
    stem = name.removesuffix(".md")
    if stem == "index" and folders:
        stem = folders.pop()
    slug = filing.text_in(found.head, "slug") or ("" if stem == "index" else stem)
    date = filing.day_of(found.head, path)
    rules = _of(config, "permalinks")
    rules = rules.get("page", rules) if isinstance(rules, dict) else {}
    rule = rules.get(folders[0]) if isinstance(rules, dict) and folders else None
    if not isinstance(rule, str) or path.startswith("pages/"):
        parts = [*folders, slug]
    else:
        title = filing.text_in(found.head, "title") or stem
        values = {
            "sections": "/".join(folders), "section": folders[0], "title": _urlized(title),
            "slugorfilename": slug, "slugorcontentbasename": slug, "contentbasename": stem, "filename": stem,
            "slug": filing.text_in(found.head, "slug") or _urlized(title),
        }  # fmt: skip
        if date:
            values |= {"year": f"{date:%Y}", "month": f"{date:%m}", "day": f"{date:%d}", "yearday": f"{date:%j}",
                       "monthname": f"{date:%B}", "weekdayname": f"{date:%A}"}  # fmt: skip
        filled = re.sub(r":(\w+)", lambda m: values.get(m[1].lower(), m[0]), rule)
        if ":" in filled:
            return ""
        parts = filled.split("/")
    made = "/".join(_urlized(part) for part in parts if part)
    if _of(config, "uglyURLs") is True and made:
        return f"/{made}.html"
    return f"/{made}/" if made else "/"


def _urlized(text: str) -> str:
    """A part of a path as Hugo writes it."""
    return re.sub(r"-{2,}", "-", re.sub(r"[^\w.~/-]+", "-", text.strip().lower())).strip("-") or slugify(text)


def _config(text: str, file: str) -> Mapping[str, object]:
    try:
        if file.endswith(".toml"):
            return tomllib.loads(text)
        if file.endswith(".json"):
            value = json.loads(text)
            return value if isinstance(value, dict) else {}
    except (ValueError, RecursionError):
        return {}
    return filing.settings_in(text) if file else {}


def _of(config: Mapping[str, object], name: str) -> object:
    """A setting, whose name Hugo takes in any letter case."""
    return next((value for key, value in config.items() if key.lower() == name.lower()), None)


def _settings(file: str, config: Mapping[str, object]) -> Settings:
    params = _of(config, "params")
    params = params if isinstance(params, dict) else {}
    author = _of(params, "author") or _of(config, "author")
    if isinstance(author, dict):
        author = {key: str(author[key]) for key in ("name", "email") if isinstance(author.get(key), str)}
    url = str(_of(config, "baseURL") or "")
    values = {
        "title": _of(config, "title"), "description": _of(params, "description"),
        "url": url if re.match(r"https?://[^/]", url) else "", "author": author,
        "language": str(_of(config, "languageCode") or _of(config, "locale") or "").split(".")[0].replace("_", "-"),
        "timezone": _of(config, "timeZone"),
    }  # fmt: skip
    notes = () if file else (Note("there is no configuration, so old addresses are those of Hugo's defaults"),)
    return Settings(file, {key: value for key, value in values.items() if value}, notes)


IMPORTER = Importer("hugo", "Hugo: content/ with sections, bundles and shortcodes, and static/.", detect, read)
