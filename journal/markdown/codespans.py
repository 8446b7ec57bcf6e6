"""Code spans: where one that begins with so many backticks ends."""

import re

_RUN = re.compile(r"`+")


class CodeSpans:
    """Finds the next run of as many backticks, as CommonMark does; where there is none, they are text."""

    def __init__(self) -> None:
        self._tail = ""
        self._last: dict[int, int] = {}
        """How far from the end of the tail the last run of a length begins."""

    def inside(self, text: str, begin: int) -> tuple[int, int | None]:
        """Where the code behind the run at that place begins and ends; None for an end that there is not."""
        start = begin + 1
        while text.startswith("`", start):
            start += 1
        length, tail = start - begin, text[start:]
        # What stands behind is the same after what stands before was replaced, so it is looked through once.
        if not self._tail.endswith(tail):
            self._tail = tail
            self._last = {len(run[0]): len(tail) - run.start() for run in _RUN.finditer(tail)}
        if not 0 < self._last.get(length, 0) <= len(tail):
            return start, None
        end = re.compile(rf"(?<!`)`{{{length}}}(?!`)").search(text, start)
        return start, end.start() if end else None
