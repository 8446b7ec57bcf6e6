"""Column: a text about each of many outputs, held and kept as one text until they are wanted one by one."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from typing import Self, TypeVar

T = TypeVar("T")

_BETWEEN = "\0"
"""What no path holds, no `repr`, no digest and no JSON."""
_ENCODING = ("utf-8", "surrogatepass")


class Column:
    """Texts in order, of which some may be empty.

    An edit compares a dozen of these, each of thousands of texts, and next to all are as they were: joined, they are
    read, compared and written in a tenth of the time, and memory, that they take apart.
    """

    __slots__ = ("_data", "_filled", "_texts")

    def __init__(self, filled: bytes, data: bytes) -> None:
        """The column of which `kept` gave these two."""
        self._filled = filled
        """For each place 1 or 0: whether its text is not empty."""
        self._data = data
        """Those that are not, joined."""
        self._texts: Sequence[str] | None = None
        """The same, once they were wanted one by one."""

    @classmethod
    def of(cls, parts: Sequence[str]) -> Self:
        """The column of these texts."""
        texts = [*filter(None, parts)]
        made = cls(bytes(map(bool, parts)), _joined(texts))
        made._texts = texts
        return made

    def kept(self) -> tuple[bytes, bytes]:
        """What is to be kept of it."""
        return self._filled, self._data

    @property
    def texts(self) -> Sequence[str]:
        """Those that are not empty, one by one."""
        if self._texts is None:
            self._texts = str(self._data, *_ENCODING).split(_BETWEEN) if self._data else ()
        return self._texts

    @property
    def parts(self) -> list[str]:
        """All of them, one by one."""
        if 0 not in self._filled:  # as in most
            return [*self.texts]
        texts = iter(self.texts)
        return [next(texts) if is_filled else "" for is_filled in self._filled]

    def among(self, others: Iterable[T]) -> list[T]:
        """Of others in the same order, those at whose place there is a text."""
        return [*compress(others, self._filled)]

    def empty(self) -> list[int]:
        """The places without a text."""
        return [place for place, is_filled in enumerate(self._filled) if not is_filled] if 0 in self._filled else []

    def unlike(self, now: Sequence[str]) -> list[int]:
        """The places at which a text is not as now; `now` has one for each of `texts`."""
        if self._data == _joined(now):
            self._texts = now
            return []
        places = self.among(range(len(self._filled)))
        return [place for place, a, b in zip(places, now, self.texts, strict=True) if a != b]

    def with_new(self, new: Mapping[int, str]) -> Self:
        """The same with other texts at some places."""
        if all(self._at(place) == text for place, text in new.items()):
            return self
        parts = self.parts
        for place, text in new.items():
            parts[place] = text
        return type(self).of(parts)

    def _at(self, place: int) -> str:
        return self.texts[self._filled.count(1, 0, place)] if self._filled[place] else ""


def _joined(texts: Iterable[str]) -> bytes:
    return _BETWEEN.join(texts).encode(*_ENCODING)
