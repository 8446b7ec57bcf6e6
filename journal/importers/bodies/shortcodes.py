"""Hugo's shortcodes: those with an equal in Markdown are converted, others stay visible."""

import re
from collections.abc import Callable, Mapping

from journal.importers.bodies import markup
from journal.importers.bodies.rewriting import Change, Rewritten, last_end, rewrite

_TAG = (
    r"\{\{(?:<[ \t]*(?P<slash>/?)[ \t]*(?P<name>[\w./-]+)(?P<rest>(?:(?!>\}\}|\{\{[<%])[\s\S]){0,4000}?)>"
    r"|%[ \t]*(?P<slash2>/?)[ \t]*(?P<name2>[\w./-]+)(?P<rest2>(?:(?!%\}\}|\{\{[<%])[\s\S]){0,4000}?)%)\}\}"
)
_SHOWN = re.compile(r"\{\{([<%])/\*((?:(?!\{\{[<%]/)[\s\S]){0,4000}?)\*/([>%])\}\}")
_KEPT = r"\{\{</\*"
_CALLOUTS = (
    "callout", "notice", "admonition", "alert", "hint", "note", "tip", "warning", "info", "danger", "caution",
    "important", "success", "error", "question", "example", "attention", "details", "details-html", "expand", "spoiler",
)  # fmt: skip
_FOLDED = ("details", "details-html", "expand", "spoiler")
_GENERIC = ("callout", "notice", "admonition", "alert", "hint")
_FIGURES = ("figure", "image", "img", "imgcap", "picture", "lazyimg", "fig")
_CODE = ("highlight", "code", "codeblock")
_AS_FENCE = ("mermaid", "plantuml", "chart", "echarts", "graphviz", "dot")
_HTML = ("rawhtml", "html", "raw", "unsafe", "center-html")
_MATH = ("math", "katex", "latex")
_PAIRED = frozenset((*_CALLOUTS, *_FIGURES, *_CODE, *_AS_FENCE, *_HTML, *_MATH))
_LONGEST = 100_000
"""Characters up to the end of a shortcode; of a figure far fewer, for most have no end."""
_DEEPEST = 20
"""Callouts in callouts; nobody writes more of them, and each takes its place on the stack."""
_LONGEST_FIGURE = 2_000
_POSTS: Mapping[str, str] = {
    "tweet": "https://twitter.com/{user}/status/{id}",
    "x": "https://x.com/{user}/status/{id}",
    "twitter": "https://twitter.com/{user}/status/{id}",
    "instagram": "https://www.instagram.com/p/{id}/",
}


def convert(text: str, link_to: Callable[[str], str], first_line: int = 1, depth: int = 0) -> Rewritten:
    """The text with shortcodes converted; `link_to` gives the link to the page of a name, or an empty string.

    `{{</* … */>}}` is how a text shows a shortcode, in code too, where it becomes what readers saw; elsewhere it is
    what journal shows as such.
    """

    def change(body: str, match: re.Match[str]) -> Change | None:
        return _shortcode(body, match, link_to, first_line, depth)

    made = rewrite(text, _TAG, change, first_line)
    kept = rewrite(made.text, _KEPT, lambda _, match: Change(match[0].replace("/*", "\0", 1), match.end())).text
    return Rewritten(_SHOWN.sub(r"{{\1\2\3}}", kept).replace("\0", "/*"), made.notes)


def _shortcode(  # noqa: PLR0911 - a row a shortcode
    text: str, match: re.Match[str], link_to: Callable[[str], str], first_line: int, depth: int
) -> Change | None:
    name = (match["name"] or match["name2"]).lower()
    if name.startswith("/*") or "/*" in match[0][:6]:
        return None
    rest = (match["rest"] or match["rest2"] or "").strip().removesuffix("/").strip()
    words, named = markup.arguments(rest)
    closing = match["slash"] or match["slash2"]
    end = _end(text, match, name) if name in _PAIRED and not closing else None
    inside = text[match.end() : end[0]] if end else ""
    indent = markup.indent_of(text, match.start())
    stays = Change(match[0], match.end(), f"{_short(match[0])} stays as text", look=True)
    said = f"{{{{< {name} >}}}} → "
    if closing:
        return stays
    if name in ("ref", "relref"):
        link = link_to(words[0] if words else named.get("path", ""))
        return Change(link, match.end(), f"{_short(match[0])} → {link}") if link else stays
    if name in markup.VIDEOS or name == "youtubelite":
        number = words[0] if words else named.get("id") or named.get("video", "")
        kind = name.removesuffix("lite")
        return (
            Change(markup.video(kind, number, named.get("title", "")), match.end(), said + "a link")
            if number
            else stays
        )
    if name == "gist" and words:
        return Change(markup.gist(words), match.end(), said + "a link")
    if name in _POSTS:
        url = _post(name, words, named)
        return Change(url, match.end(), said + "a link") if url else stays
    if name in _FIGURES:
        return _figure(match, words, named, end, inside, stays)
    if name in _CODE and end and indent is not None:
        info = " ".join([named.get("lang") or named.get("language") or (words[0] if words else ""), *_options(rest)])
        return Change(markup.fence(inside, info.strip(), indent), end[1], said + "a code block")
    if name in _AS_FENCE and end and indent is not None:
        return Change(markup.fence(inside, name, indent), end[1], said + "a code block")
    if name in _MATH and end:
        if indent is not None and markup.ends_line(text, end[1]) and ("\n" in inside or "display" in words):
            return Change(f"$$\n{inside.strip().strip('$').strip()}\n$$", end[1], said + "a formula")
        return Change(inside if "$" in inside or "\\(" in inside else f"${inside.strip()}$", end[1], said + "a formula")
    if name in _HTML and end:
        return Change(inside.strip("\n"), end[1], said + "its HTML")
    if name in ("toc", "tableofcontents"):
        return Change("[TOC]", match.end(), said + "[TOC]")
    if name in _CALLOUTS and end and indent is not None and depth < _DEEPEST:
        kind, title = _callout(name, words, named)
        inner = convert(inside, link_to, first_line + text.count("\n", 0, match.end()), depth + 1)
        fold = "" if name not in _FOLDED else "+" if named.get("open") == "true" else "-"
        made = markup.callout(kind, title, inner.text, indent, fold)
        return Change(made, end[1], said + "a callout", inner=inner.notes)
    return stays


def _callout(name: str, words: tuple[str, ...], named: Mapping[str, str]) -> tuple[str, str]:
    rest = list(words)
    if name in _GENERIC:
        kind = named.get("type") or named.get("kind") or named.get("context") or named.get("class")
        kind = kind or (rest.pop(0) if rest else "note")
    else:
        kind = "note" if name in _FOLDED else name
    title = named.get("title") or named.get("summary") or named.get("text") or (rest[0] if rest else "")
    return kind, title


def _figure(
    match: re.Match[str],
    words: tuple[str, ...],
    named: Mapping[str, str],
    end: tuple[int, int] | None,
    inside: str,
    stays: Change,
) -> Change:
    source = named.get("src") or named.get("link") or (words[0] if words else "")
    if not source or "{{" in source:
        return stays
    closed = end is not None and len(inside) < 400 and "{{" not in inside and "\n\n" not in inside.strip()  # noqa: PLR2004
    caption = named.get("caption") or named.get("title") or (inside.strip() if closed else "")
    alt = named.get("alt") or (words[1] if len(words) > 1 else "")
    url = named.get("link", "")
    made = markup.figure(source, alt, caption, named.get("width", ""), url if url != source else "")
    return Change(made, end[1] if end and closed else match.end(), "{{< figure >}} → an image")


def _post(name: str, words: tuple[str, ...], named: Mapping[str, str]) -> str:
    number = named.get("id") or (words[-1] if words else "")
    user = named.get("user") or (words[0] if len(words) > 1 else "i")
    url = _POSTS[name].format(user=user, id=number)
    return f"<{url}>" if re.fullmatch(r"[\w-]+", number) else ""


def _options(rest: str) -> list[str]:
    numbered = re.search(r"linenos=(?!false)", rest)
    marked = re.search(r"hl_lines=\[?[\"']?([\d\s,-]+)", rest)
    marks = [f'hl_lines="{marked[1].strip()}"'] if marked else []
    return [*(["linenums"] if numbered else []), *marks]


def _end(text: str, match: re.Match[str], name: str) -> tuple[int, int] | None:
    """Where the closing shortcode begins and ends; one of the same name opened in between has its own."""
    if last_end(text, rf"\{{\{{[<%][ \t]*/[ \t]*{re.escape(name)}\b") < match.end():
        return None
    tags = re.compile(
        rf"\{{\{{[<%][ \t]*(/?)[ \t]*{re.escape(name)}\b(?!/\*)(?:(?![>%]\}}\}})[\s\S]){{0,4000}}?[>%]\}}\}}",
        re.IGNORECASE,
    )
    limit = match.end() + (_LONGEST_FIGURE if name in _FIGURES else _LONGEST)
    depth = 1
    for found in tags.finditer(text, match.end(), limit):
        depth += -1 if found[1] else 1
        if not depth:
            return found.span()
    closing = next((found for found in tags.finditer(text, match.end(), limit) if found[1]), None)
    return closing.span() if closing else None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"  # noqa: PLR2004 - what a line of the report has room for
