"""Outline: what the body of a text refers to, and what in it can be referred to."""

import html as entities
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journal.frozen import frozen

_TAG = re.compile(r"""<!--.*?(?:-->|\Z)|<([a-zA-Z][^\s/>]*)((?:"[^"]*+"|'[^']*+'|[^<>"']++)*+)>""", re.DOTALL)
_ATTRIBUTE = re.compile(r"""(?<=[\s"'])([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_URLS = ("href", "src", "poster", "data")
_TELLING = re.compile(r"\b(?:id|name|href|src|poster|data|srcset)\s*=", re.IGNORECASE)
MEDIA = frozenset(("img", "source", "video", "audio", "track", "embed", "object", "input"))


@frozen
class Ref:
    """A URL in a body."""

    tag: str
    url: str
    """As it stands in the kept HTML, where what leads into the site is symbolic."""
    nth: int
    """How many of the same URL stand before it."""
    alt: str | None
    """Of an image, what it shows; None when nothing is said of that."""
    by_hand: bool
    """Of an image, whether it was written in HTML."""
    captioned: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands out in a body."""

    refs: tuple[Ref, ...]
    """In order."""
    ids: frozenset[str]
    """What a `#` may lead to."""


def outline_of(body: str) -> Outline:
    """The outline of a kept body."""
    seen: Counter[str] = Counter()
    refs: list[Ref] = []
    ids: set[str] = set()
    for found in _TAG.finditer(body):
        tag = (found[1] or "").lower()
        if not tag:
            continue
        if not _TELLING.search(found[2]):  # as with the words of coloured code
            continue
        attributes = _attributes(found[2])
        ids.update(filter(None, (attributes.get("id"), attributes.get("name") if tag == "a" else None)))
        captioned = tag == "img" and body.startswith("<figcaption", found.end())
        for url in _urls(attributes):
            refs.append(Ref(tag, url, seen[url], attributes.get("alt"), "decoding" not in attributes, captioned))
            seen[url] += 1
    return Outline(tuple(refs), frozenset(ids))


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(text):
        if value[:1] in ("'", '"'):
            value = value[1:-1]  # noqa: PLW2901 - the same value, bare
        found.setdefault(name.lower(), entities.unescape(value))
    return found


def _urls(attributes: Mapping[str, str]) -> Iterator[str]:
    for name in _URLS:
        if url := attributes.get(name, "").strip():
            yield url
    for candidate in re.split(r",\s+", attributes.get("srcset", "")):
        if candidate.strip():
            yield candidate.split()[0]
