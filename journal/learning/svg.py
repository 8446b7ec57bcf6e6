"""SVG: the drawings of the pages of time, made as the site is built, in the colours of its stylesheet."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from markupsafe import Markup

_CELL, _PITCH = 10, 12
_DARKEST = 4
"""So many entries of one day, or more, have the last of the steps of colour."""
_BARS = 44
"""Height of the bars below the days, with the gap above them."""
_WIDE, _HIGH = 600, 120


def year_of_days(
    year: int, entries: Mapping[str, int], words: Mapping[str, int], most: int, titles: Callable[[date, int], str]
) -> Markup:
    """A year: a column a week with a square a day, Monday first, and below it a bar a month for its words.

    `entries` by day and `words` by month, as `2023-07`; `most` is what the tallest bar of any year stands for.
    """
    blank, filled = [], []
    day = first = date(year, 1, 1)
    while day.year == year:
        x, y = _column(day, first) * _PITCH, day.weekday() * _PITCH
        if count := entries.get(day.isoformat(), 0):
            title = Markup("<title>{}</title>").format(titles(day, count))
            step = min(count, _DARKEST)
            filled.append(f'<rect class="s{step}" x="{x}" y="{y}" width="{_CELL}" height="{_CELL}">{title}</rect>')
        else:
            blank.append(f"M{x} {y}h{_CELL}v{_CELL}h-{_CELL}z")
        if day == date.max:
            break
        day += timedelta(days=1)
    height = 7 * _PITCH + _BARS
    bars = "".join(_bar(month, first, words.get(f"{year:04d}-{month:02d}", 0), most, height) for month in range(1, 13))
    drawn = f'<path class="s0" d="{"".join(blank)}"/>{"".join(filled)}<g class="bars">{bars}</g>'
    return _svg(54 * _PITCH - 2, height, drawn, "days")


def _column(day: date, first: date) -> int:
    return ((day - first).days + first.weekday()) // 7


def _bar(month: int, first: date, words: int, most: int, height: int) -> str:
    if not words:
        return ""
    begin = _column(first.replace(month=month), first)
    end = _column(first.replace(month=month + 1), first) if month < 12 else 53  # noqa: PLR2004 - December
    tall = max(2, round((_BARS - 10) * words / most))
    width = (end - begin) * _PITCH - 2
    return f'<rect x="{begin * _PITCH}" y="{height - tall}" width="{width}" height="{tall}"/>'


def rising(*lines: Sequence[int]) -> Markup:
    """Sums as they rise, as steps from left to right: each line's area, the first at the back."""
    most = max((max(line, default=0) for line in lines), default=0) or 1
    drawn = "".join(f'<path class="r{n}" d="{_steps(line, most)}"/>' for n, line in enumerate(lines))
    return _svg(_WIDE, _HIGH, drawn, "rising", stretched=True)


def _steps(line: Sequence[int], most: int) -> str:
    wide = _WIDE / max(1, len(line))
    points = [f"M0 {_HIGH}"]
    for n, value in enumerate(line):
        points.append(f"V{_HIGH - round(value / most * (_HIGH - 2))}H{_number((n + 1) * wide)}")
    return "".join(points) + f"V{_HIGH}z"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _svg(width: int, height: int, drawn: str, name: str, *, stretched: bool = False) -> Markup:
    """What it shows is told beside it, in a table; so it is hidden from who does not see it."""
    more = ' preserveAspectRatio="none"' if stretched else ""
    return Markup(  # noqa: S704 - numbers, and titles that were escaped
        f'<svg class="{name}" viewBox="0 0 {width} {height}" aria-hidden="true"{more}>{drawn}</svg>'
    )
