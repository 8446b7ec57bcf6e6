"""Dates: from the shapes in which authors write them to one type, without ever moving the day.

A date keeps the zone it was written in. One without a zone is meant in the site's zone; one without a time
is the start of that day. Nothing is ever converted, so the day that was written is the day that is shown.
"""

import contextlib
import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ZONE = r"(?P<zone>\s*(?:[Zz]|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}))?"
_CLOCK = (
    r"(?:[Tt\s]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
    + _ZONE
    + ")?"
)
_SHAPES = tuple(
    re.compile(shape + r",?" + _CLOCK + r"\s*$")
    for shape in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
        r"(?P<year>\d{4})\.(?P<month>\d{1,2})\.(?P<day>\d{1,2})\.?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
        r"(?:[A-Za-z]{3,9}\.?,?\s+)?(?P<name>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
        r"(?:[A-Za-z]{3,9}\.?,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})",
    )
)
_FILE_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[-_ ](?=.)|$)")
_EITHER_WAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_AMBIGUOUS = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}\b")


class BadDate(ValueError):  # noqa: N818 - reads as what it is where it is raised
    """A date that cannot be read; the message is for the author."""


def parse_date(value: object, zone: tzinfo) -> datetime:
    """The moment that a front matter value names, in the zone it was written in.

    Raises BadDate with a message that says what is wrong with it.
    """
    moment = _read(value, zone)
    offset = moment.utcoffset() or timedelta()
    # An offset says all there is to say of one moment, and is all that is kept of it between builds. In whole minutes:
    # before there were zones a city had its own time, to the second, for which machines have no format.
    return moment.replace(tzinfo=timezone(timedelta(minutes=round(offset / timedelta(minutes=1)))))


def _read(value: object, zone: tzinfo) -> datetime:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime.combine(value, time(), zone)
    text = str(value).strip()
    for shape in _SHAPES:
        if found := shape.match(text):
            return _moment(found.groupdict(), text, zone)
    if days := _either_way(text):
        return datetime.combine(days[0], time(), zone)
    if _AMBIGUOUS.match(text):
        raise BadDate(f"{text!r} can be read as two different days; write the year first, as in 2023-07-29")
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - slow, and next to nobody writes that way

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        raise BadDate(f"{text!r} is not a date; write it as 2023-07-29 or 2023-07-29 18:30") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _either_way(text: str) -> list[date]:
    """The day of `29/07/2023` or `01/01/2023`, which is the same whether the day or the month comes first."""
    found = _EITHER_WAY.fullmatch(text)
    if not found:
        return []
    days = set()
    first, second, year = map(int, found.groups())
    for month, day in ((first, second), (second, first)):
        with contextlib.suppress(ValueError):
            days.add(date(year, month, day))
    return [*days] if len(days) == 1 else []


def date_in_name(stem: str) -> tuple[str, str]:
    """The date at the start of a file name, and the rest: `2023-07-29-x` gives `2023-07-29` and `x`."""
    found = _FILE_NAME.match(stem)
    if not found:
        return "", stem
    try:
        day = date(*map(int, found.groups()))
    except ValueError:
        return "", stem
    return day.isoformat(), stem[found.end() :] or stem


def _moment(parts: dict[str, str | None], text: str, zone: tzinfo) -> datetime:
    name = parts.get("name")
    if name:
        month = next((n for n, full in enumerate(_MONTHS, 1) if full.startswith(name.lower())), 0)
        if not month:
            raise BadDate(f"{text!r}: {name!r} is not the English name of a month")
    else:
        month = int(parts["month"] or 0)
    hour = int(parts["hour"] or 0)
    if half := parts["half"]:
        hour = hour % 12 + (12 if half[0] in "Pp" else 0)
    try:
        day = date(int(parts["year"] or 0), month, int(parts["day"] or 0))
    except ValueError:
        raise BadDate(f"{text!r} is not a day of the calendar") from None
    try:
        clock = time(hour, int(parts["minute"] or 0), int(parts["second"] or 0))
    except ValueError:
        raise BadDate(f"{text!r} has a time that no clock shows") from None
    try:
        return datetime.combine(day, clock, _zone(parts["zone"], zone))
    except ValueError:
        raise BadDate(f"{text!r} has an offset of more than a day from UTC") from None


def _zone(written: str | None, zone: tzinfo) -> tzinfo:
    written = (written or "").strip()
    if not written:
        return zone
    if written[0] not in "+-":
        return UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if written[0] == "-" else offset)


def has_time(moment: datetime) -> bool:
    """Whether a time of day was written (midnight sharp counts as none)."""
    return bool(moment.hour or moment.minute or moment.second)


def iso(moment: datetime) -> str:
    """For machines: the day alone, or with time and offset when a time was written."""
    return moment.isoformat() if has_time(moment) else moment.date().isoformat()
