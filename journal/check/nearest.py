"""Nearest: what the author may have meant by a path that leads nowhere."""

import difflib
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from journal.links import ROOT, SOURCE

_DIGITS = re.compile(r"\d")
_MOST = 100
"""So many are looked for; who has more broken links than that has moved a folder."""
_ALIKE, _SWAPPED = 0.85, 0.8
"""How much alike two names must be, and two of one length, where letters may have changed places."""
_FEW = 3
"""Of more that bear one name, such as `index`, none is likelier than the others."""
_TEXTS = ("", ".md", ".markdown", ".ipynb", ".html")


class Nearest:
    """Looks for what was meant among these paths: sources, or permalinks."""

    def __init__(self, sources: Iterable[str], permalinks: Iterable[str]) -> None:
        self._sources, self._permalinks = _by_name(sources), _by_name(permalinks)
        self._left = _MOST

    def hint(self, symbol: str, source: str) -> str:
        """A hint at what a symbolic URL in a source may have meant; empty where nothing is near."""
        self._left -= 1
        if self._left < 0:
            return ""
        if symbol.startswith(ROOT):
            there = self._near(symbol.removeprefix(ROOT), self._permalinks)
        else:
            paths = self._near(symbol.removeprefix(SOURCE), self._sources)
            there = [posixpath.relpath(path, posixpath.dirname(source)) for path in paths]
        if not 0 < len(there) <= _FEW:
            return ""
        return f"did you mean {' or '.join(repr(quote(path, safe='/@:!$&()*+,;=~')) for path in sorted(there))}?"

    @staticmethod
    def _near(path: str, named: Mapping[str, Sequence[str]]) -> Sequence[str]:
        name = _name(path)
        if name not in named:
            ending = posixpath.splitext(name)[1]
            number = _DIGITS.sub("", name)  # what differs only in these is another one, as in slide-07.png
            rivals = [one for one in named if posixpath.splitext(one)[1] == ending and _DIGITS.sub("", one) != number]
            near = difflib.get_close_matches(name, rivals, n=_FEW, cutoff=_SWAPPED)
            likely = [one for one in near if len(one) == len(name) or _ratio(name, one) >= _ALIKE]
            return named[likely[0]] if likely else ()
        return named[name]


def _name(path: str) -> str:
    """The last part of a path as it is compared: of a text, without its ending."""
    stem, ending = posixpath.splitext(posixpath.basename(path.rstrip("/")).lower())
    return stem.replace(" ", "-") if ending in _TEXTS else stem.replace(" ", "-") + ending


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


def _by_name(paths: Iterable[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for path in paths:
        found.setdefault(_name(path), []).append(path)
    return found
