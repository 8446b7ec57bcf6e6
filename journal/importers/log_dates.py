"""Log dates: the day that the heading of an entry names, in whatever shape its author is used to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"\b(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?", re.IGNORECASE)
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b",
        r"\b(?P<year>(?:19|20)\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)\b",
        r"(?<![\d/.-])(?P<first>\d{1,2})(?P<sign>[/.-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4,5}|\d{2})\b",
        _MONTH.format("name") + r"[ ]+(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?:,?[ ]+(?P<year>\d{4})\b)?",
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?[ ]+(?:of[ ]+)?" + _MONTH.format("name") + r"(?:,?[ ]+(?P<year>\d{4})\b)?",
        r"(?<![\d/.-])(?P<first>\d{1,2})(?P<sign>/)(?P<second>\d{1,2})(?![\d/])",
    )
)
_EDGES = " \t-\u2013\u2014:|,.;()[]*_#"
_OTHERS = re.compile(r"(?:day|week|#)?\s*\d*\W*$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_FOUR = 4
_DOZEN = 12


@dataclass(frozen=True, slots=True)
class Days:
    """A day that a line names."""

    date: str
    """As 2024-05-04."""
    title: str
    """What the line says beside it."""
    doubt: str = ""


def days_of(lines: Sequence[tuple[str, str]], name: str) -> list[Days | None]:
    """The day of each line, given by kind and text, if it begins with one (a heading may also say it later)."""
    matches = [_match(kind, text) for kind, text in lines]
    day_first = _day_first(matches)
    years = [int(year) for year in _YEAR.findall(name)]
    found: list[Days | None] = []
    last: date | None = date(years[0], 1, 1) if years else None
    for (_, text), match in zip(lines, matches, strict=True):
        made = _day(text, match, last, day_first=day_first) if match else None
        last = date.fromisoformat(made.date) if made else _year_of(text) or last
        found.append(made)
    return found


def seems_dated(kind: str, text: str) -> bool:
    """Whether a line is one that `days_of` looks for a day in, be there such a day or not."""
    return _match(kind, text) is not None


def _match(kind: str, text: str) -> re.Match[str] | None:
    for shape in _SHAPES:
        found = shape.search(text)
        if not found:
            continue
        before = _WEEKDAY.sub("", text[: found.start()]).strip(_EDGES)
        if not before or (kind.startswith("h") and _OTHERS.fullmatch(before)):
            return found
    return None


def _day_first(matches: Sequence[re.Match[str] | None]) -> bool:
    """Whether 7/8/2023 is a day in August, by the others of the file."""
    pairs = [(int(m["first"]), int(m["second"]), m["sign"]) for m in matches if m and "first" in m.groupdict()]
    if any(second > _DOZEN for _, second, _ in pairs):
        return False
    return any(first > _DOZEN or sign == "." for first, _, sign in pairs)


def _day(text: str, match: re.Match[str], last: date | None, *, day_first: bool) -> Days | None:
    parts = match.groupdict()
    doubt = ""
    year_text = parts.get("year") or ""
    if year_text and len(year_text) == _FOUR:
        year = int(year_text)
    elif len(year_text) == _FOUR // 2:
        year = 2000 + int(year_text)
    elif last:
        year = last.year
        doubt = f"{match[0]!r} names no year; read as one of {year}"
    else:
        return None
    if parts.get("name"):
        month, day = _MONTHS.index(parts["name"][:3].lower()) + 1, int(parts["day"])
    elif parts.get("first"):
        first, second = int(parts["first"]), int(parts["second"])
        month, day = (second, first) if day_first else (first, second)
    else:
        month, day = int(parts["month"]), int(parts["day"])
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    rest = text[: match.start()] + " " + text[match.end() :]
    if named := _WEEKDAY.search(rest):
        said = named[1][:3].lower()
        if said != _WEEKDAYS[found.weekday()]:
            doubt = doubt or f"{match[0]!r} was no {named[0].strip('.,')}; is the date right?"
    title = " ".join(_title(rest)).strip(_EDGES)
    return Days(found.isoformat(), title, doubt)


def _title(rest: str) -> Iterator[str]:
    """What remains of a line without its date, and without a weekday at an end or in brackets."""
    rest = re.sub(r"\(\s*" + _WEEKDAY.pattern + r"\s*\)", " ", rest, flags=re.IGNORECASE).strip(_EDGES)
    found = _WEEKDAY.match(rest)
    if found and (
        not rest[found.end() :].strip()
        or found[0].endswith(",")
        or rest[found.end() :].lstrip()[:1] in "-\u2013\u2014:|,("
    ):
        rest = rest[found.end() :].strip(_EDGES)
    yield from rest.split()


def _year_of(text: str) -> date | None:
    """A heading that names only a year, or a month of one, is the year of those below it."""
    found = _YEAR.search(text)
    return date(int(found[0]), 1, 1) if found else None
