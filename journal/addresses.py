"""Addresses: how a page writes the way to a permalink."""

import posixpath
import re
from urllib.parse import quote

from journal.config import Config
from journal.permalinks import output_of

_WHOLE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|#)")
_SAFE = "/@:!$&'()*+,;=~%#?"


def url_from(here: str, permalink: str, config: Config) -> str:
    """What the page at one permalink writes to link to another; whole URLs stay as they are."""
    if _WHOLE.match(permalink) or not permalink:
        return permalink
    if not config.relative_urls:
        return config.base + _quoted(permalink)
    path, cut, tail = permalink.partition("#")
    target = output_of(path)
    folder = posixpath.dirname(output_of(here))
    return _quoted(posixpath.relpath(target, folder or ".")) + cut + tail


def absolute_url(permalink: str, config: Config) -> str:
    """The whole address of a permalink; without the setting `url`, its path."""
    return permalink if _WHOLE.match(permalink) else config.absolute(_quoted(permalink))


def _quoted(path: str) -> str:
    return quote(path.replace("%", "%25"), safe=_SAFE)
