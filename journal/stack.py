"""Stack: room for so many calls within each other, however deep the one stands who asks for it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_CALLS = 1000


@contextmanager
def same_stack() -> Iterator[None]:
    """Within, the same work runs out of stack at the same point in every process, or in none."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(_depth() + _CALLS)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _depth() -> int:
    depth, frame = 0, sys._getframe()  # noqa: SLF001 - the others make much of each frame
    while frame := frame.f_back:  # type: ignore[assignment]
        depth += 1
    return depth
