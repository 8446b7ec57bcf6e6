"""Permalinks: where on the site a document is shown."""

import posixpath
import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from journal.config import Config
from journal.dates import date_in_name
from journal.diagnostics import Diagnostic
from journal.document import Document
from journal.names import name_of
from journal.slugs import PLAIN, clean_segment, slugify, term_slug

_INDEX = ("index.md", "index.markdown", "index.ipynb")
_PAGE_FILE = re.compile(r"\.html?$", re.IGNORECASE)


def permalink_of(document: Document, date: datetime | None, config: Config) -> str | Diagnostic:
    """The path of a document's page, with a slash at both ends or `.html` at its end."""
    slug = document.front.slug
    plain = PLAIN.fullmatch(slug) is not None  # as most are
    if slug and not plain and (wrong := _wrong(slug)):
        hint = "a slug is one or more words joined by '-'; begin it with '/' to name the whole path"
        message = f"slug: {slug!r} {wrong}"
        return Diagnostic.at(document.source, document.front.place("slug"), message, hint)
    if slug.startswith("/"):
        return joined(slug.split("/"))
    folder = _folder(document.source)
    if plain and not folder and config.permalink == "/{folder}/{slug}/":
        return f"/{slug}/"
    if not slug:
        name = name_of(document.source)
        if document.source in ("posts/index.md", "pages/index.md", "posts/index.ipynb", "pages/index.ipynb"):
            return "/"
        _, rest = date_in_name(name)
        slug = slugify(rest) or slugify(name) or term_slug(name)
    if document.role == "page":
        return joined([*folder.split("/"), *slug.split("/")])
    journals = document.front.journals
    values = {
        "folder": folder,
        "slug": slug,
        "journal": term_slug(journals[0]) if journals else "",
        "year": f"{date.year:04d}" if date else "",
        "month": f"{date.month:02d}" if date else "",
        "day": f"{date.day:02d}" if date else "",
    }
    return joined(config.permalink.format_map(values).split("/"))


def joined(segments: Iterable[str]) -> str:
    """A permalink from segments; empty ones are left out."""
    path = "/".join(filter(None, map(clean_segment, segments)))
    if not path:
        return "/"
    return f"/{path}" if _PAGE_FILE.search(path) else f"/{path}/"


def numbered(permalink: str, number: int) -> str:
    """The permalink of one page of a list: the list's own, then `page/2/` below it."""
    return permalink if number == 1 else joined([*permalink.split("/"), "page", str(number)])


def alias_of(written: str, base: str, permalink: str = "/") -> str | None:
    """The path an alias stands for, which may be that of a file; None for one that leaves the site.

    One without a slash at its beginning is meant from the folder that the page stands in.
    """
    path = re.sub(r"^https?://[^/]+", "", written.strip())
    if base and path.startswith(base + "/"):
        path = path.removeprefix(base)
    path = re.split(r"[?#]", path)[0]
    if path.startswith("../"):
        here = posixpath.dirname(permalink.rstrip("/")).strip("/")
        path = posixpath.normpath(posixpath.join(here, path))
    elif not path.startswith("/"):
        path = posixpath.join(posixpath.dirname(permalink.rstrip("/")), path)
    if _wrong(path):
        return None
    return joined(path.split("/"))


def _wrong(slug: str) -> str:
    if "\\" in slug:
        return "holds a backslash"
    if any(part.strip() in (".", "..") for part in slug.split("/")):
        return "leaves the site"
    return ""


def _folder(source: str) -> str:
    folder, _, file = source.rpartition("/")
    return _slugs_of(posixpath.dirname(folder) if file.lower() in _INDEX else folder)


@lru_cache
def _slugs_of(folder: str) -> str:
    """The path of a folder of sources without its first part, which is `posts` or `pages`."""
    below = folder.partition("/")[2]
    return "/".join(slugify(part) or clean_segment(part) for part in below.split("/"))
