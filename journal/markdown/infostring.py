"""The info string: what an author writes after the fence of a code block."""

import re
from dataclasses import dataclass

_LANGUAGE = re.compile(r"\.?([^\s{}=\"'`,]+)(?=[\s{,]|$)")
_BRACES = re.compile(r"\{([^{}]*)\}")
_LINES = re.compile(r"[\d\s,-]+$")
_RANGE = re.compile(r"(\d{1,6})(?:\s*-\s*(\d{1,6}))?")
_OPTION = re.compile(r"""([.#]?[\w-]+)(?:\s*=\s*("(?:\\"|[^"])*"|'(?:\\'|[^'])*'|\[[^\]]*\]|[^\s,"']+))?""")
_QUOTED = re.compile(r"\\([\"'])")
_OFF = ("false", "no", "off", "none", "0")
_NUMBERING = ("linenums", "linenos", "numberlines", "showlinenumbers")
_MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class Options:
    """How a code block is shown."""

    marked: frozenset[int] = frozenset()
    """Numbers of the lines that stand out, from 1."""
    title: str = ""
    numbered: bool | None = None
    """Whether lines have numbers; None leaves it to the site."""
    first: int = 1
    """The number of the first line."""


def parse_info(info: str) -> tuple[str, Options]:
    """The language, in lower case, and the options; what makes no sense is passed over.

    `python {3-5}`, `python hl_lines="3-5" linenums="7" title="a.py"`, `{.python .numberLines}`,
    `{python}` and Hugo's `{linenos=true, hl_lines=[1, "3-5"]}` are all known.
    """
    found = _LANGUAGE.match(info)
    language, rest = (found[1], info[found.end() :]) if found else ("", info)
    marked: set[int] = set()
    for inside in _BRACES.findall(rest):
        if _LINES.match(inside):
            marked |= _line_numbers(inside)
    # Brackets of an array hold commas and quotes, so options are looked for in what is left as it stands.
    rest = _BRACES.sub(lambda braces: " " if _LINES.match(braces[1]) else f" {braces[1]} ", rest)
    title, numbered, first = "", None, 1
    for name, raw in _OPTION.findall(rest):
        value = _QUOTED.sub(r"\1", raw[1:-1] if raw[:1] in ("'", '"') else raw).strip()
        key = name.lower().lstrip(".")
        if key == "hl_lines":
            marked |= _line_numbers(value)
        elif key in ("title", "filename"):
            title = value
        elif key in _NUMBERING:
            numbered = value.lower() not in _OFF
            first = int(value) if value.isascii() and value.isdigit() and len(value) < len(str(_MOST_LINES)) else 1
        elif key in ("linenostart", "startfrom") and value.isascii() and value.isdigit():
            first = int(value[:6])
        elif not language and not raw and not name.startswith("#"):
            language = name.lstrip(".")
    return language.lower(), Options(frozenset(marked), title, numbered, first)


def _line_numbers(text: str) -> set[int]:
    """`1,4-6` as numbers."""
    numbers: set[int] = set()
    for first, last in _RANGE.findall(text):
        numbers.update(range(int(first), min(int(last or first), _MOST_LINES) + 1))
    return numbers
