"""Pelican's links: `{filename}x.md`, `{static}/y.png` and their kin become plain paths."""

import re
from collections.abc import Callable

from journal.importers.bodies.rewriting import Change, Rewritten, rewrite
from journal.slugs import term_slug

_TAG = (
    r"(?:(?<=[(\"'<=])|(?<=\]: ))(?:\{|%7B|\|)"
    r"(?P<kind>filename|static|attach|photo|tag|category|author|index)(?:\}|%7D|\|)(?P<path>[^\s\"'()<>]*)"
)
_IDENTIFIER = re.compile(
    r"(?m)^(?P<indent> {4}|\t)(?::::|#!)(?P<language>[\w+-]+)[ \t]*\n"
    r"(?P<code>(?:(?:(?P=indent)[^\n]*|[ \t]*)(?:\n|$))+)"
)


def convert(text: str, link_to: Callable[[str], str], static: Callable[[str], str], first_line: int = 1) -> Rewritten:
    """The text with its links plain; `link_to` finds a text, `static` a file, each by the path as written."""

    def change(_: str, match: re.Match[str]) -> Change | None:
        kind, path = match["kind"], match["path"]
        if kind in ("tag", "category"):
            made = f"/tags/{term_slug(path)}/"
        elif kind == "index":
            made = "/"
        elif kind == "author":
            made = ""
        else:
            made = (link_to(path) if kind == "filename" else "") or static(path)
        if not made:
            return Change(match[0], match.end(), f"{match[0]} stays as it is: there is no such file", look=True)
        return Change(made, match.end(), f"{match[0]} → {made}")

    return rewrite(text, _TAG, change, first_line)


def fence_languages(text: str) -> str:
    """Indented code that names its language by a first line `:::python`, as a fence that does."""
    return _IDENTIFIER.sub(_fenced, text)


def _fenced(match: re.Match[str]) -> str:
    indent = match["indent"]
    code = match["code"]
    body = "\n".join(line.removeprefix(indent) for line in code.rstrip().split("\n"))
    tail = code[len(code.rstrip()) :]
    return f"```{match['language']}\n{body}\n```{tail}"
