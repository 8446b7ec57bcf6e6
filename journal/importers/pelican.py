"""Pelican: `content/` with heads of `Key: value`, pages, and the addresses of `pelicanconf.py`, which is never run."""

import ast
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from journal.importers import filing
from journal.importers.bodies import pelican_links
from journal.importers.bodies.relinking import between
from journal.importers.oldheads import Opened
from journal.importers.records import Importer, LeftOut, Note, Post, Record, Settings
from journal.importers.tree import Tree
from journal.slugs import slugify

_CONFIGS = ("pelicanconf.py", "publishconf.py", "settings.py")
_THEME = ("theme", "themes", "plugins", "output", "templates", "cache")
_LINK = re.compile(r"\]\(/((?:[\w-]+/)*)([\w-]+)(\.html|/)?[)#]")
_HEAD = re.compile(r"(?:\ufeff)?(?:Title|Date|Author|Slug|Category|Tags|Modified)\s*:", re.IGNORECASE)


def detect(tree: Tree) -> int:
    """By `pelicanconf.py`; failing that, by heads without fences below `content/`."""
    if tree.has("pelicanconf.py"):
        return 95
    heads = [bool(_HEAD.match(text)) for path, text in filing.sample(tree)]
    return 70 if heads and sum(heads) * 2 > len(heads) else 0


def read(tree: Tree) -> Iterator[Record]:
    """Articles, pages, and what lies beside them."""
    config = _config(tree)
    content = str(config.get("PATH") or "content").removeprefix("./").strip("/")
    content = content if any(tree.below(content)) else ""
    pages = _texts(config, "PAGE_PATHS") or ["pages"]
    sources = [
        path for path in tree.below(content) if filing.is_markdown(path) and not filing.is_about_the_repository(path)
    ]
    places = {path: _place(path, content, pages) for path in sources}
    others = {path: f"static/{path.removeprefix(f'{content}/')}" for path in tree.below(content) if path not in places}
    mentioned: set[str] = set()

    def made(source: str, path: str, found: Opened) -> Post:
        folder = posixpath.dirname(source)

        def of(written: str, known: Mapping[str, str]) -> str:
            name, mark, rest = written.partition("#")
            base = content if name.startswith("/") else folder
            target = known.get(posixpath.normpath(posixpath.join(base, name.lstrip("/"))))
            return target + mark + rest if target else ""

        def link_to(written: str) -> str:
            target = of(written, places)
            return between(path, target) if target else ""

        def static(written: str) -> str:
            return of(written, others).removeprefix("static") or _of_static_paths(written, others, content)

        body = pelican_links.convert(found.body, link_to, static, found.body_line)
        mentioned.update(filing.mentions(body.text))
        notes = (*found.notes, *body.notes)
        text = pelican_links.fence_languages(body.text)
        return Post(source, path, found.head, text, "", found.body_line, notes, (content,))

    records = list(filing.texts(tree, places, made, lone=True))
    posts = [record for record in records if isinstance(record, Post)]
    yield from (record for record in records if isinstance(record, LeftOut))
    guess = "" if config else _guessed(posts)
    rules = {"ARTICLE_URL": guess} if guess else config
    yield from (replace(post, address=_address(post, rules)) for post in posts)
    rest = [path for path in tree.files if path not in places and path not in _CONFIGS]
    yield from filing.files(rest, lambda path: _copied(path, others, config), frozenset(mentioned), _THEME)
    yield _settings(tree, config)


def _place(path: str, content: str, pages: list[str]) -> str:
    below = path.removeprefix(f"{content}/") if content else path
    for folder in pages:
        if folder and below.startswith(f"{folder}/"):
            return filing.as_md("pages/" + below.removeprefix(f"{folder}/"))
    # `posts/` says what `posts/` says.
    return filing.as_md("posts/" + re.sub(r"^(?:posts|articles|blog)/", "", below))


def _copied(path: str, others: Mapping[str, str], config: Mapping[str, object]) -> str:
    extra = config.get("EXTRA_PATH_METADATA")
    below = others.get(path, "").removeprefix("static/")
    moved = extra.get(below) if isinstance(extra, dict) else None
    if isinstance(moved, dict) and isinstance(moved.get("path"), str):
        return f"static/{moved['path']}"
    return others.get(path, "")


def _of_static_paths(written: str, others: Mapping[str, str], content: str) -> str:
    """A file that is named from the top although it is written as from here."""
    place = others.get(posixpath.normpath(posixpath.join(content, written.lstrip("/"))))
    return place.removeprefix("static") if place else ""


def _address(post: Post, config: Mapping[str, object]) -> str:
    """The path at which Pelican showed a text."""
    is_page = post.path.startswith("pages/")
    if own := filing.text_in(post.head, "url", "save_as"):
        return f"/{own.lstrip('/')}"
    pattern = str(
        config.get("PAGE_URL" if is_page else "ARTICLE_URL") or ("pages/{slug}.html" if is_page else "{slug}.html")
    )
    title = filing.text_in(post.head, "title")
    slug = filing.text_in(post.head, "slug") or slugify(title) or posixpath.basename(post.path).removesuffix(".md")
    category = filing.text_in(post.head, "category") or posixpath.basename(posixpath.dirname(post.source))
    author = filing.text_in(post.head, "author") or str(config.get("AUTHOR") or "")
    date = filing.day_of(post.head, post.source)
    filled = (
        pattern.replace("{slug}", slug).replace("{category}", slugify(category)).replace("{author}", slugify(author))
    )
    filled = filled.replace("{lang}", str(config.get("DEFAULT_LANG") or "en"))
    if date:
        filled = re.sub(r"\{date:([^}]*)\}", lambda m: f"{date:{m[1]}}", filled)
    return "" if "{" in filled else f"/{filled.lstrip('/')}".removesuffix("index.html")


def _guessed(posts: list[Post]) -> str:
    """The pattern of addresses that the posts use when they link to each other; empty when they do not."""
    slugs = {slug for post in posts if (slug := filing.text_in(post.head, "slug"))}
    votes: Counter[str] = Counter()
    for post in posts:
        for folder, name, ending in _LINK.findall(post.body):
            if name in slugs:
                votes[f"{folder}{{slug}}{ending}"] += 1
    return max(votes, key=lambda pattern: (votes[pattern], pattern)) if votes else ""


def _config(tree: Tree) -> Mapping[str, object]:
    """What the configuration says in plain values. It is read as text; nothing in it is run."""
    found: dict[str, object] = {}
    for file in ("pelicanconf.py", "publishconf.py"):
        try:
            statements = ast.parse(tree.text_of(file)).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for statement in statements:
            if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                for target in targets:
                    if isinstance(target, ast.Name) and target.id.isupper():
                        try:
                            value = ast.literal_eval(statement.value)
                        except (ValueError, TypeError, RecursionError, MemoryError):
                            continue
                        if value != "" or target.id not in found:
                            found[target.id] = value
    return found


def _texts(config: Mapping[str, object], name: str) -> list[str]:
    value = config.get(name)
    return [str(item).strip("/") for item in value] if isinstance(value, list | tuple) else []


def _settings(tree: Tree, config: Mapping[str, object]) -> Settings:
    url = str(config.get("SITEURL") or "")
    url = url if re.match(r"https?://[^/]", url) and "localhost" not in url else ""
    values = {
        "title": config.get("SITENAME"), "description": config.get("SITESUBTITLE") or config.get("SITEDESCRIPTION"),
        "author": config.get("AUTHOR"), "url": url,
        "timezone": config.get("TIMEZONE"), "language": str(config.get("DEFAULT_LANG") or "").replace("_", "-"),
    }  # fmt: skip
    file = tree.first("pelicanconf.py")
    guess = (
        "there is no pelicanconf.py, so old addresses are those by which the posts link to each other, or Pelican's own"
    )
    notes = () if file else (Note(guess),)
    return Settings(file, {key: str(value) for key, value in values.items() if value}, notes)


IMPORTER = Importer("pelican", "Pelican: content/ with heads of `Key: value`, pages and static files.", detect, read)
