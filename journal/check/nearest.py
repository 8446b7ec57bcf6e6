"""Nearest: what the author may have meant by a path that leads nowhere."""

import difflib
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from journal.diagnostics import did_you_mean
from journal.links import ROOT, SOURCE

_MOST = 100
"""So many are looked for; who has more broken links than that has moved a folder."""
_SAFE = "/@:!$&'()*+,;=~"


class Nearest:
    """Looks for what was meant among these paths: sources, or permalinks."""

    def __init__(self, sources: Iterable[str], permalinks: Iterable[str]) -> None:
        self._sources, self._permalinks = sorted(sources), sorted(permalinks)
        self._named = _by_name(self._sources)
        self._left = _MOST

    def hint(self, symbol: str, source: str) -> str:
        """A hint at what a symbolic URL in a source may have meant; empty where nothing is near."""
        self._left -= 1
        if self._left < 0:
            return ""
        if symbol.startswith(ROOT):
            path = symbol.removeprefix(ROOT)
            slashed = path if "." in posixpath.basename(path) else path.rstrip("/") + "/"
            return did_you_mean(slashed, self._permalinks)
        path = symbol.removeprefix(SOURCE)
        name = posixpath.basename(path.rstrip("/"))
        there = self._named.get(_bare(name), ())
        if not there:
            near = difflib.get_close_matches(_bare(name), list(self._named), n=1, cutoff=0.75)
            there = self._named[near[0]] if near else ()
        if not there or len(there) > 3:  # noqa: PLR2004 - a name such as `index` says nothing
            return ""
        return "did you mean " + " or ".join(repr(_from(one, source)) for one in there) + "?"


def _from(path: str, source: str) -> str:
    return quote(posixpath.relpath(path, posixpath.dirname(source)), safe=_SAFE)


def _bare(name: str) -> str:
    stem, ending = posixpath.splitext(name.lower())
    return stem if ending in ("", ".md", ".markdown", ".html") else name.lower()


def _by_name(paths: Iterable[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(_bare(posixpath.basename(path)), []).append(path)
    return found
