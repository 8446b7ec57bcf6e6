"""Placing: every file of the new site by a name that any disk and any URL can carry, each name once."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import count

from journal.slugs import same_place

_UNFIT = re.compile('[\x00-\x1f\x7f\\\\:*?"<>|\ud800-\udfff]')
_LONGEST = 200


def fit(path: str) -> str:
    """A path with forward slashes in which every part is a name, and none leads out of the folder."""
    parts = [_fit(part) for part in path.split("/") if part.strip() and part.strip() not in (".", "..")]
    return "/".join(parts)


def _fit(name: str) -> str:
    name = _UNFIT.sub("-", name).strip()
    stem, dot, ending = name.rpartition(".")
    if len(name.encode("utf-8", "replace")) > _LONGEST:
        stem = (stem or ending).encode()[: _LONGEST - len(ending.encode()[:20]) - 1].decode(errors="ignore")
        name = f"{stem}.{ending[:20]}" if dot else stem
    # What journal passes over: hidden files, and what editors leave behind.
    name = re.sub(r"^[.#]+", "_", name) if name != ".well-known" else name
    return re.sub(r"(~|\.swp|\.tmp)$", r"\1_", name) or "_"


def distinct(paths: Iterable[str]) -> Iterator[str]:
    """Each path, with a number where one before it has that name already on a disk that knows no letter case."""
    taken: set[str] = set()
    for path in paths:
        folder, name = posixpath.split(path)
        stem, ending = posixpath.splitext(name)
        numbered = (path if n == 1 else posixpath.join(folder, f"{stem}-{n}{ending}") for n in count(1))
        made = next(candidate for candidate in numbered if same_place(candidate) not in taken)
        taken.add(same_place(made))
        yield made
