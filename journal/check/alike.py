"""Alike: names of tags that are, to all appearance, two spellings of one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from journal.slugs import term_slug

How = Literal["letters", "number", "version", "slip"]
_SHORTEST = 4
"""So long must a word be before an `s` behind it is taken for a plural."""
_LONG = 7
"""So long must two words be before one letter between them is taken for a slip."""
_OFTEN = 3
"""So many posts must have a tag for another to be a slip of it."""
_SEPARATE = frozenset(
    ("new", "window", "statistic", "analytic", "graphic", "economic", "physic", "mathematic", "robotic")
)
"""Words that mean something else with an `s`, or are none without."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tags that may be one."""

    rare: str
    common: str
    how: How
    """By separators, letter case and accents only; as one and many; with the number of a version; by one letter."""
    clear: bool
    """Whether one is indeed commoner than the other."""


def alike(counts: Mapping[str, int]) -> Iterator[Pair]:
    """The pairs among tags, given how many posts have each; a tag is at most once the rare one."""
    by_letters: dict[str, list[str]] = {}
    for name in sorted(counts):
        by_letters.setdefault(letters(name), []).append(name)
    left: dict[str, str] = {}
    for folded, names in by_letters.items():
        best = max(names, key=lambda name: (counts[name], len(name), name))
        left[folded] = best
        for name in names:
            if name != best:
                yield Pair(name, best, "letters", counts[best] > counts[name])
    taken: set[str] = set()
    for one, other, how in (*_forms(left), *_slips(left)):
        common, rare = sorted((left[one], left[other]), key=lambda name: (-counts[name], len(name), name))
        if how == "slip" and (counts[rare] > 1 or counts[common] < _OFTEN):
            continue
        if rare not in taken:
            taken.add(rare)
            yield Pair(rare, common, how, counts[common] > counts[rare])


def letters(name: str) -> str:
    """A name as it is compared: without case, accents and separators; signs that tell tags apart are spelled out."""
    plain = unicodedata.normalize("NFKD", term_slug(name).casefold())
    return "".join(sign for sign in plain if sign.isalnum()) or name


def _forms(words: Iterable[str]) -> Iterator[tuple[str, str, How]]:
    """Words that are there in two forms."""
    known = set(words)
    for word in sorted(known):
        for one in _singular(word):
            if one in known:
                yield one, word, "number"
        version = re.fullmatch(r"(\D{4,})\d", word)
        if version and version[1] in known:
            yield version[1], word, "version"


def _singular(word: str) -> Iterator[str]:
    endings = (("ies", "y"), ("es", ""), ("s", "")) if word.isascii() and not word.endswith("ss") else ()
    for ending, instead in endings:
        one = word.removesuffix(ending) + instead
        if word.endswith(ending) and len(one) >= _SHORTEST and one not in _SEPARATE:
            yield one


def _slips(words: Iterable[str]) -> Iterator[tuple[str, str, How]]:
    """Long words that differ by one letter: one too many, one too few, another one, or two that changed places."""
    near: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) < _LONG or not word.isalpha():
            continue
        for shape in {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}:
            near.setdefault(shape, []).append(word)
    seen = set()
    for some in near.values():
        for n, one in enumerate(some):
            for other in some[n + 1 :]:
                if (one, other) not in seen and _is_one_slip(one, other):
                    seen.add((one, other))
                    yield one, other, "slip"


def _is_one_slip(one: str, other: str) -> bool:
    if one[0] != other[0] or set(one.removeprefix(other)) == {"s"} or set(other.removeprefix(one)) == {"s"}:
        return False  # few err in the first letter, and many words have such a neighbour
    if len(one) != len(other):
        return abs(len(one) - len(other)) == 1
    differing = [n for n in range(len(one)) if one[n] != other[n]]
    if len(differing) == 1:
        return True
    a, b = differing[0], differing[-1]
    return len(differing) == 2 and b == a + 1 and one[a] == other[b] and one[b] == other[a]  # noqa: PLR2004 - two that changed places
