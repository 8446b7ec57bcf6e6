"""Sanitizing: raw HTML in a Markdown text made harmless, and nothing else of it touched."""

import html
import re
from collections.abc import Callable, Iterator
from typing import Any

from journal.diagnostics import ContentError, Diagnostic

_DANGEROUS = (
    "script|style|iframe|object|embed|applet|form|base|meta|link|svg|math|template|noscript|textarea|frameset|xmp"
    "|plaintext|title|head"
)
_HTML = re.compile(
    rf"<(?P<kind>{_DANGEROUS})\b[\s\S]*?(?:</(?P=kind)\s*>|\Z)"
    r"|(?P<tag><[/a-z](?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>)|(?P<open><(?=[/a-z!?]))"
    r"|(?P<before>(?:\]\(|^[ ]{0,3}\[[^\]\n]+\]:)[ \t]*<?[ \t]*)(?P<url>[^\s<>]+)"
    r"|\{:?[^{}\n]*\bon\w+[ \t]*=[^{}\n]*\}",
    re.IGNORECASE | re.MULTILINE,
)
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^\s<>\"']*>|<[\w.+-]+@[\w.-]+>", re.IGNORECASE)
_SCHEME = re.compile(r"(?:javascript|vbscript|data(?!:image/(?:png|gif|jpe?g|webp)))\s*:", re.IGNORECASE)
_FENCE = re.compile(r"(?P<prefix>[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(?P<marks>`{3,}(?=[^`]*$)|~{3,})")
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_TAG_BEGINS = re.compile(r"<(?=[/a-zA-Z!?])")
_MORE = re.compile(r"<!--\s*more\s*-->")


def cleaner() -> Callable[[str], str]:
    """What makes the raw HTML of a text harmless. Raises ContentError where the part for it is missing."""
    try:
        import nh3  # noqa: PLC0415 - an extra
    except ImportError:
        hint = "pip install 'learning-journal[sanitize]'"
        raise ContentError([Diagnostic("--sanitize", "needs the extra [sanitize]", hint)]) from None

    def clean(text: str) -> str:
        return "".join(_cleaned(part, nh3) if is_prose else part for is_prose, part in _parts(text))

    return clean


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """The text in parts, each with whether it is prose.

    A fence is code for certain only at the margin, closed, below a blank line, and where no HTML is open that could
    hold it. In any other the signs that begin tags are spelled out: seen as they are, they could be tags after all.
    """
    certain = not re.search(r"<(?:pre|!--)", text, re.IGNORECASE)
    lines = text.splitlines(keepends=True)
    at = start = 0
    while at < len(lines):
        end = _end_of_fence(lines, at)
        if not end:
            at += 1
            continue
        yield True, "".join(lines[start:at])
        code = "".join(lines[at:end])
        if certain and lines[at][:1] in "`~" and (at == 0 or not lines[at - 1].strip()):
            yield False, code
        else:
            yield False, _TAG_BEGINS.sub("&lt;", code)
        at = start = end
    yield True, "".join(lines[start:])


def _end_of_fence(lines: list[str], at: int) -> int:
    """The line after the fence that opens in a line; 0 where none does, or it is never closed."""
    opening = _FENCE.match(lines[at].rstrip("\n"))
    if not opening:
        return 0
    marks = opening["marks"]
    closing = re.compile(rf"[ \t>]*{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$")
    return next((n + 1 for n in range(at + 1, len(lines)) if closing.match(lines[n].rstrip("\n"))), 0)


def _cleaned(prose: str, nh3: Any) -> str:  # noqa: ANN401 - a module that may be missing
    # Inside raw HTML backticks make no code, and what is between them is a tag; as an element it is code everywhere.
    prose = "\n".join(_SPAN.sub(_as_element, line) for line in prose.split("\n"))
    return _HTML.sub(lambda found: _harmless(found, nh3), prose)


def _as_element(span: re.Match[str]) -> str:
    return f"<code>{html.escape(span[2].strip(), quote=False)}</code>" if "<" in span[2] else span[0]


def _harmless(found: re.Match[str], nh3: Any) -> str:  # noqa: ANN401 - as above
    if found["tag"] is not None:
        return found["tag"] if _AUTOLINK.fullmatch(found["tag"]) else _tag(found["tag"], nh3)
    if found["open"] is not None:
        return "<" if _MORE.match(found.string, found.start()) else "&lt;"
    if found["url"] is not None:
        plain = re.sub(r"[\x00-\x20]+", "", html.unescape(found["url"]))
        return found["before"] + (f"#{_SCHEME.sub('', plain)}" if _SCHEME.match(plain) else found["url"])
    return ""


def _tag(tag: str, nh3: Any) -> str:  # noqa: ANN401 - as above
    """A tag with the attributes that may stay, or nothing."""
    tags = nh3.ALLOWED_TAGS | {"figure", "figcaption", "video", "audio", "source", "picture", "section", "main"}
    if tag.startswith("</"):
        name = re.match(r"</\s*([\w-]+)", tag)
        return f"</{name[1]}>" if name and name[1].lower() in tags else ""
    attributes = {name: set(known) for name, known in nh3.ALLOWED_ATTRIBUTES.items()}
    attributes["*"] = attributes.get("*", set()) | {"class", "id", "title", "lang", "dir"}
    cleaned: str = nh3.clean(tag, tags=tags, attributes=attributes, link_rel=None)
    # It closes what it finds open; the text has the closing tag further on.
    return re.sub(r"</[\w-]+>$", "", cleaned)
