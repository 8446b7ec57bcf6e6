"""Quarto's divisions: `::: {.callout-note}` becomes a callout, other `:::` stay visible; and its videos and cells."""

import re

from journal.importers.bodies import markup
from journal.importers.bodies.rewriting import Change, Rewritten, rewrite

_TAG = (
    r"(?m:^)(?P<colons>:{3,})[ \t]*(?P<attributes>\{[^}\n]*\}|[\w-]+)?[ \t]*(?m:$)"
    r"|\{\{<[ \t]*(?P<name>[\w-]+)(?P<rest>[^>\n]*)>\}\}"
)
_OPENED = re.compile(r"^:{3,}[ \t]*(?:\{[^}\n]*\}|[\w-]+)[ \t]*$")
_CLOSED = re.compile(r"^:{3,}[ \t]*$")
_CALLOUT = re.compile(r"\.callout-(\w+)")
_HEADING = re.compile(r"\s*#{1,6}[ \t]+([^\n]+)\n?")


def convert(text: str, first_line: int = 1) -> Rewritten:
    """The text with callouts as journal has them."""

    def change(body: str, match: re.Match[str]) -> Change | None:
        if match["name"]:
            return _shortcode(match)
        found = _CALLOUT.search(match["attributes"] or "")
        end = _end(body, match.end()) if match["attributes"] else None
        if not found or end is None:
            return Change(match[0], match.end(), f"{match[0].strip()} stays as text", look=True)
        inside = body[match.end() : end[0]].strip("\n")
        _, named = markup.arguments((match["attributes"] or "").strip("{}"))
        title = named.get("title", "")
        if not title and (heading := _HEADING.match(inside)):
            title, inside = heading[1], inside[heading.end() :]
        fold = "- " if named.get("collapse") == "true" else ""
        inner = convert(inside, first_line + body.count("\n", 0, match.end()))
        made = markup.callout(found[1], "", inner.text)
        head, newline, rest = made.partition("\n")
        head = f"{head}{fold.strip()} {title}".rstrip()
        return Change(
            head + newline + rest, end[1], f".callout-{found[1]} → a callout", any(n.look for n in inner.notes)
        )

    return rewrite(text, _TAG, change, first_line)


def _shortcode(match: re.Match[str]) -> Change:
    words, named = markup.arguments(match["rest"])
    if match["name"] == "video" and words and re.match(r"https?://", words[0]):
        made = markup.link(named.get("title", "Video"), words[0])
        return Change(made, match.end(), "{{< video >}} → a link")
    if match["name"] == "pagebreak":
        return Change("", match.end(), "{{< pagebreak >}} → nothing")
    return Change(match[0], match.end(), f"{match[0]} stays as text", look=True)


def _end(text: str, start: int) -> tuple[int, int] | None:
    """Where the line that closes a division begins and ends; divisions may hold others."""
    depth, position, fence = 1, start, ""
    for line in text[start:].split("\n"):
        marks = re.match(r"[ \t]*(`{3,}|~{3,})", line)
        if fence:
            fence = "" if marks and marks[1].startswith(fence) else fence
        elif marks:
            fence = marks[1]
        elif _OPENED.match(line):
            depth += 1
        elif _CLOSED.match(line):
            depth -= 1
            if not depth:
                return position, position + len(line)
        position += len(line) + 1
    return None
