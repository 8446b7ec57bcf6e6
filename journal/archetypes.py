"""Archetypes: what a new post begins with, from `archetypes/` of the site or as built in.

An archetype is a post with names in double braces, `{{ title }}`, and nothing else that is understood: no conditions,
no code. In the front matter a value is written so that it is read back as it was said, whatever signs are in it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from journal.diagnostics import ContentError, Diagnostic, did_you_mean
from journal.slugs import term_slug

FOLDER = "archetypes"
VARIABLES = ("title", "date", "time", "year", "month", "day", "slug", "journal", "tags", "series", "author")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML takes in quotes only when it is spelled out."""
_NAME = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")
_IN_HEAD = re.compile(r"""(?P<quote>["']?)\{\{\s*(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*\}\}(?P=quote)""")
_ENDING = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)
_DATES = ("date", "year")
"""What both YAML and TOML take as it is."""
_BEFORE, _BEHIND = re.compile(r"(?:^|[:=\[,]|\s-)\s*$"), re.compile(r"\s*(?:$|[\]},#])")
"""What stands around a value that is all there is to it."""


@dataclass(frozen=True, slots=True)
class Post:
    """What is known of a post that is to be begun."""

    title: str
    now: datetime
    slug: str
    journal: str = ""
    tags: tuple[str, ...] = ()
    series: str = ""
    author: str = ""

    @property
    def values(self) -> Mapping[str, str | tuple[str, ...]]:
        """What each variable stands for."""
        return {
            "title": self.title,
            "date": self.now.date().isoformat(),
            "time": self.now.strftime("%H:%M"),
            "year": f"{self.now.year:04d}",
            "month": f"{self.now.month:02d}",
            "day": f"{self.now.day:02d}",
            "slug": self.slug,
            "journal": self.journal,
            "tags": self.tags,
            "series": self.series,
            "author": self.author,
        }


def archetype_for(root: Path, name: str, journal: str) -> tuple[str, str] | None:
    """The path and the text of the archetype of that name, or else of that journal, or the default one.

    None where the site has none of these. Raises ContentError for a name that there is not, and for one that cannot
    be read.
    """
    there = _there(root)
    wanted = (name,) if name else (journal.lstrip("@"), "default")
    for one in filter(None, wanted):
        if file := there.get(term_slug(_ENDING.sub("", one))):
            return f"{FOLDER}/{file.name}", _read(file)
    if name:
        hint = did_you_mean(name, list(there)) or (f"there are {', '.join(sorted(there))}" if there else "")
        raise ContentError([Diagnostic(f"{FOLDER}/{_ENDING.sub('', name)}.md", "there is no such file", hint)])
    return None


def _there(root: Path) -> dict[str, Path]:
    files = sorted((root / FOLDER).glob("*")) if (root / FOLDER).is_dir() else []
    return {term_slug(_ENDING.sub("", file.name).lstrip("@")): file for file in files if _ENDING.search(file.name)}


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ContentError([Diagnostic(f"{FOLDER}/{file.name}", "not UTF-8 text", "save the file as UTF-8")]) from None
    except OSError as problem:
        message = f"cannot be read: {problem.strerror}"
        raise ContentError([Diagnostic(f"{FOLDER}/{file.name}", message)]) from None


def filled(path: str, text: str, post: Post) -> str:
    """The text of a new post. Raises ContentError for a name that stands for nothing."""
    lines = text.split("\n")
    fence = lines[0].rstrip()
    closing = (n for n, line in enumerate(lines[1:], 1) if line.rstrip() == fence)
    end = next(closing, 0) if fence in ("---", "+++") else 0
    if problems := list(_unknown(path, lines, end)):
        raise ContentError(problems)
    head = _IN_HEAD.sub(lambda found: _in_head(found, post, toml=fence == "+++"), "\n".join(lines[:end]))
    body = _NAME.sub(
        lambda found: _in_body(found[1], post) if found[1] in VARIABLES else found[0], "\n".join(lines[end:])
    )
    return f"{head}\n{body}" if end else body


def _unknown(path: str, lines: Sequence[str], end: int) -> Iterable[Diagnostic]:
    """The names that stand for nothing; in the body only slips, as formulas have braces too."""
    for number, line in enumerate(lines, 1):
        for found in _NAME.finditer(line):
            near = did_you_mean(found[1], VARIABLES)
            if found[1] not in VARIABLES and (near or number <= end):
                hint = near or f"there are {', '.join(VARIABLES)}"
                message = f"{found[0]} stands for nothing"
                yield Diagnostic(path, message, hint, number, found.start() + 1, line, len(found[0]))


def _in_head(found: re.Match[str], post: Post, *, toml: bool) -> str:
    value, quote = post.values[found["name"]], found["quote"]
    line = slice(found.string.rfind("\n", 0, found.start()) + 1, found.start())
    before, behind = found.string[line], found.string[found.end() :].partition("\n")[0]
    if before.count('"') % 2:  # among other words in quotes
        return quote + _escaped(_in_body(found["name"], post)) + quote
    if isinstance(value, tuple):
        names = ", ".join(_quoted(name, toml=toml) for name in value)
        return names if before.count("[") > before.count("]") else f"[{names}]"
    if not (_BEFORE.search(before) and _BEHIND.match(behind)):
        return f'"{_escaped(value)}"' if quote else value
    if found["name"] in _DATES and not quote:
        return value
    return _quoted(value, toml=toml)


def _in_body(name: str, post: Post) -> str:
    value = post.values[name]
    return ", ".join(value) if isinstance(value, tuple) else value


def built_in(post: Post) -> str:
    """The text of a new post where the site has no archetype."""
    lines = [
        "---",
        f"title: {scalar(post.title)}",
        f"date: {post.now.date().isoformat()}",
        f"tags: [{', '.join(map(scalar, post.tags))}]",
    ]
    if post.journal:
        lines.append(f"journal: {scalar(post.journal)}")
    if post.series:
        lines.append(f"series: {scalar(post.series)}")
    return "\n".join([*lines, "---", "", ""])


def scalar(text: str) -> str:
    """A YAML scalar, in quotes where a bare one could be read as something else."""
    plain = text.replace(" ", "").replace("-", "").isalnum() and text[:1].isalpha()
    if not text or (plain and text.lower() not in ("true", "false", "yes", "no", "on", "off", "null")):
        return text
    return f'"{_escaped(text)}"'


def _quoted(text: str, *, toml: bool) -> str:
    return f'"{_escaped(text)}"' if toml else scalar(text)


def _escaped(text: str) -> str:
    """A text as it stands between double quotes, in YAML and in TOML."""
    return _UNSAFE.sub(lambda sign: f"\\U{ord(sign[0]):08x}", re.sub(r'(["\\])', r"\\\1", text))
