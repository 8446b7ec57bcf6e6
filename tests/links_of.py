"""A link checker over a built site: every link inside it leads to a file, and every fragment to an element."""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

_ATTRIBUTES = ("href", "src", "poster", "data")
_REFRESH = re.compile(r"url=(.*)", re.IGNORECASE)


def links_of(html: str) -> Iterator[str]:
    """Every URL that a browser would follow or fetch from a page, as written."""
    for node in LexborHTMLParser(html).css("*"):
        for name in _ATTRIBUTES:
            if value := node.attributes.get(name):
                yield value.strip()
        for part in (node.attributes.get("srcset") or "").split(","):
            if part.strip():
                yield part.split()[0]
        if node.tag == "meta" and node.attributes.get("http-equiv") == "refresh":
            yield from _REFRESH.findall(node.attributes.get("content") or "")
        if node.tag == "meta" and node.attributes.get("property") in ("og:url", "og:image"):
            yield node.attributes.get("content") or ""


def broken_links(output: Path, url: str = "https://me.example/", *, on_disk: bool = False) -> list[str]:
    """`page -> link` for each link that a reader of the site at `url` could not follow.

    With `on_disk` as a browser follows them from a folder: no host finds the `index.html`, and `/` is not the site.
    """
    pages = sorted(output.rglob("*.html"))
    assert pages, f"no pages in {output}"
    return [
        f"{page.relative_to(output).as_posix()} -> {link}"
        for page in pages
        for link in dict.fromkeys(links_of(page.read_text(encoding="utf-8")))
        if not _leads_somewhere(link, page, output, url, on_disk=on_disk)
    ]


def _leads_somewhere(link: str, page: Path, output: Path, url: str, *, on_disk: bool) -> bool:
    if link.startswith(url):
        link, on_disk = urlsplit(url).path + link.removeprefix(url), False
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return not parts.scheme.startswith("journal-")  # a symbolic link that was never resolved
    path, base = unquote(parts.path, errors="strict"), unquote(urlsplit(url).path)
    if not path:
        file = page
    elif path.startswith("/"):
        if not path.startswith(base) or (on_disk and page.name != "404.html"):
            return False
        file, on_disk = _file(output, path.removeprefix(base)), False
    else:
        file = _file(output, posixpath.normpath(posixpath.join(page.parent.relative_to(output).as_posix(), path)))
    if file.is_dir() and not on_disk:
        file /= "index.html"
    if not file.is_file():
        return False
    return not parts.fragment or parts.fragment == "top" or unquote(parts.fragment) in _ids(file)


def _file(output: Path, path: str) -> Path:
    return output / path if path not in ("", ".") else output


@cache
def _ids(file: Path) -> frozenset[str]:
    page = LexborHTMLParser(file.read_text(encoding="utf-8"))
    return frozenset(node.attributes.get("id") or "" for node in page.css("[id]"))
