"""Relinking: links that were meant from another place are written from where the text now stands."""

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from journal.importers.bodies.rewriting import Change, Rewritten, rewrite

_TAG = (
    r"\]\((?P<open><?)(?P<url>(?<=<)[^<>\n]+|(?<!<)[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)"
    r"|\b(?:src|href)=(?P<quote>[\"'])(?P<value>[^\"'\n]+)"
)
_ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|//|#|\?")


def relink(text: str, find: Callable[[str], str], first_line: int = 1) -> Rewritten:
    """The text with each link inside the site as `find` writes it; empty leaves it."""

    def change(_: str, match: re.Match[str]) -> Change | None:
        url = match["url"] or match["value"]
        if _ELSEWHERE.match(url):
            return None
        cut = min((n for n in (url.find("?"), url.find("#")) if n >= 0), default=len(url))
        made = find(unquote(url[:cut])) if cut else ""
        if not made or made == unquote(url[:cut]):
            return None
        made = made if match["open"] else quote(made, safe="/@:!$&'*+,;=~.")
        text = match[0].removesuffix(url) + made + url[cut:]
        return Change(text, match.end(), f"{url} → {made}{url[cut:]}")

    return rewrite(text, _TAG, change, first_line)


def between(here: str, target: str) -> str:
    """How a text at one path links to another path."""
    return posixpath.relpath(target, posixpath.dirname(here) or ".")
