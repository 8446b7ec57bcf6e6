"""Visits: what hosts said of URLs, remembered in `.journal/` for a while, so that they are not asked each time."""

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from journal.check.web import Answer

_DAY = 24 * 60 * 60.0
_GOOD, _BAD = 7 * _DAY, 1 * _DAY
"""How long an answer is believed."""
_NAME = "visits.json"

Visit = Callable[[Iterable[str]], Iterator[tuple[str, Answer]]]


def ask_with_memory(urls: Iterable[str], folder: Path, visit: Visit, now: float | None = None) -> Mapping[str, Answer]:
    """The answers for these URLs: remembered ones, and those to questions that are asked now."""
    now = time.time() if now is None else now
    file = folder / _NAME
    known = {url: (at, says) for url, (at, says) in _read(file).items() if 0 <= now - at < (_BAD if says else _GOOD)}
    wanted = dict.fromkeys(urls)
    answers = {url: Answer(known[url][1]) for url in wanted if url in known}
    try:
        for url, answer in visit(url for url in wanted if url not in known):
            answers[url] = answer
            if answer.sure:
                known[url] = now, answer.says
    finally:  # what was asked before Ctrl-C need not be asked again
        with contextlib.suppress(OSError):
            _keep(file, known)
    return answers


def _read(file: Path) -> dict[str, tuple[float, str]]:
    try:
        data = json.loads(file.read_text("utf-8"))
        return {str(url): (float(at), str(says)) for url, (at, says) in data.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _keep(file: Path, known: Mapping[str, tuple[float, str]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(f".{os.getpid()}.new")
    new.write_text(json.dumps(known, ensure_ascii=False, indent=0, sort_keys=True), "utf-8")
    new.replace(file)
