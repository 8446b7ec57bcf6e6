"""Embeds: a part of one body, made ready to stand in another."""

import re
from collections.abc import Iterator
from itertools import islice

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_ID = re.compile(r"""\s(?:id|name)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_ANCHOR = re.compile(r'<a [^<>]*class="anchor"[^<>]*>[^<>]*</a>')
"""A heading's link to itself, which elsewhere is but a stray `#`."""
_IN_PAGE = re.compile(r"""(<a(?:rea)?\s(?:[^<>]*\s)?href\s*=\s*["']?)#""", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])", re.IGNORECASE)
_FRAMES = {"li": "ul", "dd": "dl", "td": "table"}
"""What a block cannot stand without."""
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
))  # fmt: skip


def part_of(html: str, name: str) -> str:
    """The section below the heading with that id, or the block that has it; all of the body without a name."""
    if not name:
        return html
    tag = next((tag for tag in _TAG.finditer(html) if _id_of(tag) == name), None)
    if tag is None:
        return ""
    if heading := _HEADING.fullmatch(tag[2]):
        return html[tag.start() : _end_of_section(html, tag, int(heading[1]))]
    block = html[tag.start() : _end_of(html, tag)]
    frame = _FRAMES.get(tag[2].lower())
    return f"<{frame}>{block}</{frame}>" if frame else block


def elsewhere(html: str, own: str) -> str:
    """A body for another page: its headings are no places to link to, and its links to itself lead to its own page."""
    return _IN_PAGE.sub(lambda found: f"{found[1]}{own}#", _ANCHOR.sub("", html))


def without_ids(html: str) -> str:
    """A body whose ids cannot be those of the page it is shown on."""
    return _TAG.sub(lambda tag: _ID.sub("", tag[0]) if tag[3] else tag[0], html)


def _id_of(tag: re.Match[str]) -> str:
    found = re.search(r'\sid="([^"]*)"', tag[3]) if "id=" in tag[3] else None
    return found[1] if found else ""


def _depths(html: str, at: int) -> Iterator[tuple[re.Match[str], int]]:
    """The tags from a place on, each with how deep what follows it stands."""
    depth = 0
    for tag in _TAG.finditer(html, at):
        if tag[2].lower() not in _VOID:
            depth += -1 if tag[1] else 1
        yield tag, depth


def _end_of(html: str, first: re.Match[str]) -> int:
    return next((tag.end() for tag, depth in _depths(html, first.start()) if depth <= 0), len(html))


def _end_of_section(html: str, first: re.Match[str], level: int) -> int:
    """Where the next heading of that level stands, or what the heading stands in ends."""
    for tag, depth in islice(_depths(html, first.start()), 1, None):
        heading = _HEADING.fullmatch(tag[2])
        if depth < 0 or (depth == 1 and heading and not tag[1] and int(heading[1]) <= level):
            return tag.start()
    return len(html)
