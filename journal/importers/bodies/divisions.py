"""Quarto's divisions: `::: {.callout-note}` becomes a callout, other `:::` stay visible; and its videos and cells."""

import re
from collections.abc import Mapping
from functools import lru_cache

from journal.importers.bodies import markup
from journal.importers.bodies.rewriting import Change, Rewritten, rewrite

_TAG = (
    r"(?m:^)(?P<colons>:{3,})[ \t]*(?P<attributes>\{[^}\n]*\}|[\w-]+)?[ \t]*(?m:$)"
    r"|\{\{<[ \t]*(?P<name>[\w-]+)(?P<rest>[^>\n]*)>\}\}"
)
_OPENED = re.compile(r"^:{3,}[ \t]*(?:\{[^}\n]*\}|[\w-]+)[ \t]*$")
_CLOSED = re.compile(r"^:{3,}[ \t]*$")
_CALLOUT = re.compile(r"\.callout-(\w+)")
_DEEPEST = 20
"""Callouts in callouts; each takes its place on the stack."""
_HEADING = re.compile(r"\s*#{1,6}[ \t]+([^\n]+)\n?")


def convert(text: str, first_line: int = 1, depth: int = 0) -> Rewritten:
    """The text with callouts as journal has them."""

    def change(body: str, match: re.Match[str]) -> Change | None:
        if match["name"]:
            return _shortcode(match)
        found = _CALLOUT.search(match["attributes"] or "")
        end = _ends(body).get(match.start()) if match["attributes"] else None
        if not found or end is None or depth == _DEEPEST:
            return Change(match[0], match.end(), f"{match[0].strip()} stays as text", look=True)
        whole = body[match.end() : end[0]]
        inside = whole.strip("\n")
        line = first_line + body.count("\n", 0, match.end() + whole.index(inside))
        _, named = markup.arguments((match["attributes"] or "").strip("{}"))
        title = named.get("title", "")
        if not title and (heading := _HEADING.match(inside)):
            line += inside.count("\n", 0, heading.end())
            title, inside = heading[1], inside[heading.end() :]
        inner = convert(inside, line, depth + 1)
        fold = {"true": "-", "false": "+"}.get(named.get("collapse", ""), "")
        made = markup.callout(found[1], title, inner.text, fold=fold)
        return Change(made, end[1], f".callout-{found[1]} → a callout", inner=inner.notes)

    return rewrite(text, _TAG, change, first_line)


def _shortcode(match: re.Match[str]) -> Change:
    words, named = markup.arguments(match["rest"])
    if match["name"] == "video" and words and re.match(r"https?://", words[0]):
        made = markup.link(named.get("title", "Video"), words[0])
        return Change(made, match.end(), "{{< video >}} → a link")
    if match["name"] == "pagebreak":
        return Change("", match.end(), "{{< pagebreak >}} → nothing")
    return Change(match[0], match.end(), f"{match[0]} stays as text", look=True)


@lru_cache(maxsize=4)
def _ends(text: str) -> Mapping[int, tuple[int, int]]:
    """Where the line that closes each division begins and ends, by where the one that opens it begins."""
    found: dict[int, tuple[int, int]] = {}
    opened: list[int] = []
    position, fence = 0, ""
    for line in text.split("\n"):
        marks = re.match(r"[ \t]*(`{3,}|~{3,})", line)
        if fence:
            fence = "" if marks and marks[1].startswith(fence) else fence
        elif marks:
            fence = marks[1]
        elif _OPENED.match(line):
            opened.append(position)
        elif opened and _CLOSED.match(line):
            found[opened.pop()] = position, position + len(line)
        position += len(line) + 1
    return found
