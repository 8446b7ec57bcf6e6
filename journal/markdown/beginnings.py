"""Beginnings: the characters that a match of a regular expression can begin with."""

import importlib
import re
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

ASCII = frozenset(map(chr, range(128)))
_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S", "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip
_PLAIN = re.compile(r"(?:[^\\\u0080-\U0010ffff]|\\[^uUxN0-7])*+", re.DOTALL)
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_NOTHING_READ = ("AT", "ASSERT", "ASSERT_NOT")


class _AnyMore(Exception):  # noqa: N818 - no error
    """It cannot be told."""


def beginnings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Those of ASCII, or nothing if it cannot be told, as when the empty text matches."""
    fold = pattern.flags & re.IGNORECASE
    if fold and not _PLAIN.fullmatch(pattern.pattern):
        return None  # there are characters beyond ASCII that are its letters in another case
    try:
        # The parser of Python's own module, which is not for the public: without it all that is lost is time.
        parsed: Any = importlib.import_module("re._parser").parse(pattern.pattern, pattern.flags)
        found, empty = _sequence(parsed)
    except (ImportError, AttributeError, _AnyMore):
        return None
    if empty:
        return None
    return ASCII & (found.union(map(str.swapcase, found)) if fold else found)


def _sequence(items: Iterable[Any]) -> tuple[frozenset[str], bool]:
    """What a sequence can begin with, and whether it can be empty."""
    found: frozenset[str] = frozenset()
    for name, value in items:
        characters, empty = _item(str(name), value)
        found |= characters
        if not empty:
            return found, False
    return found, True


def _item(name: str, value: Any) -> tuple[frozenset[str], bool]:  # noqa: ANN401 - of many shapes
    if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
        return _characters(name, value), False
    if name in _NOTHING_READ:
        return frozenset(), True
    if name in _REPEATS:
        least, _, inside = value
        characters, empty = _sequence(inside)
        return characters, empty or least == 0
    if name == "BRANCH":
        branches = [_sequence(branch) for branch in value[1]]
        return reduce(or_, (characters for characters, _ in branches)), any(empty for _, empty in branches)
    if name == "SUBPATTERN" and not value[1]:
        return _sequence(value[3])
    if name == "ATOMIC_GROUP":
        return _sequence(value)
    raise _AnyMore


def _characters(name: str, value: Any) -> frozenset[str]:  # noqa: ANN401
    """What one character can be."""
    if name == "LITERAL":
        return frozenset(chr(value))
    if name == "NOT_LITERAL":
        return ASCII - {chr(value)}
    if name == "ANY":
        return ASCII
    return _class(value)


def _class(members: Sequence[Any]) -> frozenset[str]:
    """What stands in brackets."""
    found: set[str] = set()
    negated = False
    for member, value in members:
        match str(member):
            case "NEGATE":
                negated = True
            case "LITERAL":
                found.add(chr(value))
            case "RANGE":
                found.update(map(chr, range(value[0], min(value[1], 127) + 1)))
            case "CATEGORY" if str(value) in _CATEGORIES:
                found.update(re.findall(_CATEGORIES[str(value)], "".join(ASCII)))
            case _:
                raise _AnyMore
    return ASCII - found if negated else frozenset(found)
