"""Addresses: how a page writes the way to a permalink, and which file a permalink is."""

import posixpath
import re
from functools import lru_cache
from urllib.parse import quote

from journal.config import Config

_WHOLE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|#)")
_IN_PATH = "/@:!$&'()*+,;=~%"
_NOT_FOUND = "/404.html"


def url_from(here: str, permalink: str, config: Config, *, exact: bool = False) -> str:
    """What the page at one permalink writes to link to another; whole URLs stay as they are.

    A `?` and a `#` begin a query and a fragment, unless the permalink is `exact`: the very name of a file.
    """
    if _WHOLE.match(permalink) or not permalink:
        return permalink
    # A host shows the 404 page at any depth, so nothing on it can be relative.
    if not config.relative_urls or here == _NOT_FOUND:
        return config.base + _quoted(permalink, exact)
    path = permalink if exact else re.split(r"[?#]", permalink)[0]
    folder = posixpath.dirname(output_of(here))
    relative = posixpath.relpath(output_of(path), folder or ".")
    return _quoted(relative, exact) + _quoted(permalink.removeprefix(path), exact)


def output_of(permalink: str) -> str:
    """The file, from the output folder, in which a host looks for a permalink."""
    return permalink[1:] + ("index.html" if permalink.endswith("/") else "")


def absolute_url(permalink: str, config: Config, *, exact: bool = False) -> str:
    """The whole address of a permalink; without the setting `url`, its path."""
    return permalink if _WHOLE.match(permalink) else config.absolute(_quoted(permalink, exact))


@lru_cache(4096)
def _quoted(path: str, exact: bool) -> str:  # noqa: FBT001 - handed on
    return quote(path.replace("%", "%25"), safe=_IN_PATH if exact else _IN_PATH + "?#")
