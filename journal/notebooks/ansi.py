"""ANSI: what a program wrote for a terminal, as HTML with classes for its colours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)([0-9;:]*)[ -/]*([@-~])"  # what sets colours, or moves the cursor
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles and links
    r"|\x1b[ -/]*[0-~]?"
)
_NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_COLOURS = (
    (0, 0, 0), (187, 0, 0), (0, 187, 0), (187, 187, 0), (0, 0, 187), (187, 0, 187), (0, 187, 187), (187, 187, 187),
)  # fmt: skip
_BRIGHT = 128
"""From so much of its strongest part on, a colour of many is a bright one of sixteen."""
_STEPS = (0, 95, 135, 175, 215, 255)
"""Of each part in the cube of 216 colours (https://en.wikipedia.org/wiki/ANSI_escape_code#8-bit)."""
_SWITCHES: Mapping[int, Mapping[str, Any]] = {
    1: {"bold": True}, 2: {"faint": True}, 3: {"italic": True}, 4: {"underline": True}, 7: {"inverse": True},
    9: {"strike": True}, 21: {"underline": True}, 22: {"bold": False, "faint": False}, 23: {"italic": False},
    24: {"underline": False}, 27: {"inverse": False}, 29: {"strike": False},
}  # fmt: skip
_MOST = 256


@dataclass(frozen=True, slots=True)
class _Style:
    ink: str = ""
    ground: str = ""
    bold: bool = False
    faint: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    inverse: bool = False

    def classes(self) -> str:
        words = [f"ansi-{self.ink}"] if self.ink else []
        words += [f"ansi-on-{self.ground}"] if self.ground else []
        flags = ("bold", "faint", "italic", "underline", "strike", "inverse")
        return " ".join([*words, *(f"ansi-{flag}" for flag in flags if getattr(self, flag))])


def ansi_html(text: str) -> str:
    """A text with its colours as spans; all else that is meant for a terminal is left out."""
    if "\x1b" not in text and "\x9b" not in text:
        return escape(text, quote=False)
    html: list[str] = []
    style, at = _Style(), 0
    for found in _ESCAPE.finditer(text):
        html.append(_span(text[at : found.start()], style))
        if found[2] == "m":
            style = _styled(style, found[1])
        at = found.end()
    return "".join([*html, _span(text[at:], style)])


def settled(text: str) -> str:
    """A text as a terminal shows it in the end: a progress bar that was drawn over and over stands there once."""
    if "\r" in text:
        lines = text.replace("\r\n", "\n").split("\n")
        text = "\n".join(next((part for part in reversed(line.split("\r")) if part), "") for line in lines)
    if "\b" not in text:
        return text
    kept: list[str] = []
    for character in text:
        if character != "\b":
            kept.append(character)
        elif kept and kept[-1] != "\n":
            kept.pop()
    return "".join(kept)


def _span(text: str, style: _Style) -> str:
    classes = style.classes()
    inside = escape(text, quote=False)
    return f'<span class="{classes}">{inside}</span>' if classes and text else inside


def _styled(style: _Style, codes: str) -> _Style:
    numbers = [int(code) if code else 0 for code in re.split("[;:]", codes) if len(code) <= 3]  # noqa: PLR2004
    at = 0
    while at < len(numbers):
        code, at = numbers[at], at + 1
        tens, ones = divmod(code, 10)
        if code == 0:
            style = _Style()
        elif code in _SWITCHES:
            style = replace(style, **_SWITCHES[code])
        elif tens in (3, 4, 9, 10):
            name = ""
            if ones == 8 and tens in (3, 4):  # noqa: PLR2004 - 38 and 48: one of many colours follows
                name, at = _one_of_many(numbers, at)
            elif ones < len(_NAMES):
                name = _NAMES[ones] if tens in (3, 4) else f"bright-{_NAMES[ones]}"
            style = replace(style, ink=name) if tens in (3, 9) else replace(style, ground=name)
    return style


def _one_of_many(numbers: list[int], at: int) -> tuple[str, int]:
    """The nearest of sixteen colours, and where the next code stands."""
    kind, *rest = numbers[at : at + 4] or [0]
    if kind == 5 and rest:  # noqa: PLR2004 - one of 256
        return _of_256(rest[0] % _MOST), at + 2
    if kind == 2 and len(rest) == 3:  # noqa: PLR2004 - red, green, blue
        return _nearest((rest[0], rest[1], rest[2])), at + 4
    return "", len(numbers)


def _of_256(number: int) -> str:
    if number < 8:  # noqa: PLR2004 - the eight, eight bright ones, a cube of six, and greys
        return _NAMES[number]
    if number < 16:  # noqa: PLR2004
        return f"bright-{_NAMES[number - 8]}"
    if number > 231:  # noqa: PLR2004
        grey = 8 + 10 * (number - 232)
        return _nearest((grey, grey, grey))
    number -= 16
    return _nearest((_STEPS[number // 36], _STEPS[number // 6 % 6], _STEPS[number % 6]))


def _nearest(colour: tuple[int, int, int]) -> str:
    strongest = max(colour)
    if strongest - min(colour) < 40:  # noqa: PLR2004 - a grey
        return ("black", "bright-black", "white", "bright-white")[min(3, strongest // 64)]
    scaled = [part * 187 // strongest for part in colour]
    near = min(range(1, 7), key=lambda n: sum((a - b) ** 2 for a, b in zip(scaled, _COLOURS[n], strict=True)))
    return f"bright-{_NAMES[near]}" if strongest > _BRIGHT + 80 else _NAMES[near]
