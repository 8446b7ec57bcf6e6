"""Sanitizing: raw HTML in a Markdown text made harmless, and nothing else of it touched."""

import html
import re
from collections.abc import Callable

from journal.diagnostics import ContentError, Diagnostic
from journal.importers.bodies.rewriting import Change, rewrite

_DANGEROUS = (
    "script|style|iframe|object|embed|applet|form|base|meta|link|svg|math|template|noscript|textarea|frameset|xmp"
    "|plaintext"
)
_TAG = (
    rf"(?P<block><(?P<kind>{_DANGEROUS})\b[\s\S]*?(?:</(?P=kind)\s*>|$(?![\s\S])))"
    r"|(?P<html><[/a-zA-Z!?](?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>)|(?P<open><(?=[/a-zA-Z!?]))"
    r"|(?P<target>(?:\]\(|^[ ]{0,3}\[[^\]\n]+\]:)[ \t]*<?[ \t]*)(?P<url>[^\s<>]+)"
    r"|(?P<attributes>\{:?[^{}\n]*\bon\w+[ \t]*=[^{}\n]*\})"
)
_SCHEME = re.compile(r"(?:javascript|vbscript|data(?!:image/(?:png|gif|jpe?g|webp)))\s*:", re.IGNORECASE)
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^\s<>]*>|<[\w.+-]+@[\w.-]+>")


def cleaner() -> Callable[[str], str]:
    """What makes the raw HTML of a text harmless. Raises ContentError where the part for it is missing."""
    try:
        import nh3  # noqa: PLC0415 - an extra
    except ImportError:
        hint = "pip install 'learning-journal[sanitize]'"
        raise ContentError([Diagnostic("--sanitize", "needs the extra [sanitize]", hint)]) from None
    keep = nh3.ALLOWED_ATTRIBUTES | {"*": {"class", "id", "title", "lang", "dir"}}
    keep["img"] = keep.get("img", set()) | {"loading"}
    tags = nh3.ALLOWED_TAGS | {
        "figure",
        "figcaption",
        "video",
        "audio",
        "source",
        "picture",
        "section",
        "main",
        "input",
    }

    def cleaned(tag: str) -> str:
        if tag.startswith("</"):
            name = re.match(r"</\s*([\w-]+)", tag)
            return tag if name and name[1].lower() in tags else ""
        opened = nh3.clean(tag, tags=tags, attributes=keep, link_rel=None)
        # It closes what stands open; the text has its own closing tag further on.
        return re.sub(r"</[\w-]+>$", "", opened)

    def change(_: str, match: re.Match[str]) -> Change | None:
        if match["block"] is not None:
            return Change("", match.end())
        if match["html"] is not None:
            one = match["html"]
            if _AUTOLINK.fullmatch(one) or one.startswith("<!--"):
                return None
            return Change(cleaned(one), match.end())
        if match["open"] is not None:
            return Change("&lt;", match.end())
        if match["url"] is not None:
            plain = re.sub(r"[\x00-\x20]+", "", html.unescape(match["url"]))
            return Change(match["target"] + "#", match.end()) if _SCHEME.match(plain) else None
        return Change("", match.end())

    def clean(text: str) -> str:
        return rewrite(_spans_as_html(text), f"(?m:{_TAG})", change).text

    return clean


def _spans_as_html(text: str) -> str:
    """Code in a line as an element: inside raw HTML, backticks would be no code, and what is in them a tag."""

    def span(match: re.Match[str]) -> str:
        code = match[2]
        if "<" not in code:
            return match[0]
        return f"<code>{html.escape(code.strip(), quote=False)}</code>"

    lines = []
    fence = ""
    for line in text.split("\n"):
        marks = re.match(r"[ \t>]*(```+|~~~+)", line)
        if marks and (not fence or marks[1].startswith(fence)):
            fence = "" if fence else marks[1]
        lines.append(line if fence or marks else re.sub(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", span, line))
    return "\n".join(lines)
