"""Old dates: from the shapes that other generators take to the one that journal writes."""

import re
from datetime import UTC, datetime, timedelta, timezone

from journal.dates import BadDate, date_in_name, has_time, parse_date

_ELSEWHERE = timezone(timedelta(hours=1))
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b(.*)$", re.DOTALL)
_BEGINS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2})?)?")
_LONGEST_MONTH = 12


def read(value: object, *, day_first: bool = False) -> tuple[str, str]:
    """A date as journal writes it, and what the author should know of how it was read. Raises BadDate."""
    if isinstance(value, str):
        text, doubt = _years_first(value.strip(), day_first=day_first)
        try:
            return _written(text), doubt
        except BadDate:
            if found := _BEGINS.match(text):
                return _written(found[0]), f"the date {text!r} was read as {found[0]}"
            raise
    return _written(value), ""


def moment(written: str) -> datetime | None:
    """The moment of a date that `read` gave."""
    return parse_date(written, UTC) if written else None


def in_name(path: str) -> str:
    """The date that a file or its folder is named by, also as 20230729; empty when there is none."""
    parts = path.split("/")
    stem = parts[-1].rpartition(".")[0] or parts[-1]
    name = parts[-2] if stem.lower() in ("index", "_index", "readme") and len(parts) > 1 else stem
    day, _ = date_in_name(name)
    if day:
        return day
    if found := re.match(r"(\d{4})(\d{2})(\d{2})(?:[-_ ]|\d{4,6}\b|$)", name):
        try:
            return _written("-".join(found.groups()))
        except BadDate:
            return ""
    return ""


def _years_first(text: str, *, day_first: bool) -> tuple[str, str]:
    """12/15/2023 and 15/12/2023 with the year first; which of the two was meant is told by the larger number."""
    found = _SLASHED.match(text)
    if not found:
        return text, ""
    first, second, year, rest = found.groups()
    if "." in text[: found.start(3)] and not day_first:
        day_first = True
    either = int(first) <= _LONGEST_MONTH and int(second) <= _LONGEST_MONTH and first != second
    if int(first) > _LONGEST_MONTH or (either and day_first):
        month, day = second, first
    else:
        month, day = first, second
    date = f"{year}-{int(month):02d}-{int(day):02d}"
    return date + rest, f"the date {text!r} was read as {date}, as the old generator did" if either else ""


def _written(value: object) -> str:
    here, there = parse_date(value, UTC), parse_date(value, _ELSEWHERE)
    if here.utcoffset() == there.utcoffset():  # it names its zone
        return here.isoformat() if has_time(here) else here.date().isoformat()
    bare = here.replace(tzinfo=None, microsecond=0)
    return bare.isoformat(" ") if has_time(here) else bare.date().isoformat()
