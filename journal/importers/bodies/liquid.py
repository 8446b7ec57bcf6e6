"""Liquid, as Jekyll and Eleventy have it: tags with an equal in Markdown are converted, others stay visible."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from journal.importers.bodies import markup
from journal.importers.bodies.rewriting import Change, Rewritten, last_end, rewrite

_TAG = (
    r"\{%-?\s*(?P<name>[\w-]+)(?P<rest>(?:(?!%\}|\{%).){0,2000}?)-?%\}"
    r"|\{\{-?(?P<expression>(?:(?!\}\}|\{\{)[^\n]){0,500}?)-?\}\}"
)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}((?:(?!\{%-?\s*raw\b)[\s\S])*?)\{%-?\s*endraw\s*-?%\}")
_ROOT = re.compile(r"site\.(?:baseurl|url|github\.url)")
_FILTERED = re.compile(
    r"""["']([^"']*)["']\s*\|\s*(?:relative_url|absolute_url|url|prepend:\s*site\.(?:base)?url)(?:\s*\|.*)?$"""
)
_FIGURES = ("figure", "image", "img", "picture", "responsive-image", "captioned-image")
_CALLOUTS = ("note", "tip", "warning", "important", "alert", "callout", "info", "danger", "caution", "notice")


@dataclass(frozen=True, slots=True)
class Place:
    """What the tags of a text need to know of where it stands."""

    link_to: Callable[[str], str]
    """The link from here to the post or file of a name; empty when there is none."""
    values: Mapping[str, str]
    """What expressions stand for, such as `site.title`."""


def convert(text: str, place: Place, first_line: int = 1) -> Rewritten:
    """The text with Liquid converted. A `raw` block is unwrapped in code too: it was, before Markdown was read."""

    def change(body: str, match: re.Match[str]) -> Change | None:
        if match["expression"] is not None:
            return _expression(match, place)
        return _tag(body, match, place, first_line)

    made = rewrite(text, rf"(?s:{_TAG})", change, first_line)
    count = len(_RAW.findall(made.text))
    unwrapped = _RAW.sub(r"\1", made.text) if count else made.text
    return Rewritten(unwrapped, made.notes)


def _expression(match: re.Match[str], place: Place) -> Change:
    expression = match["expression"].strip()
    if _ROOT.fullmatch(expression):
        return Change("", match.end(), f"{match[0]} → nothing: a path from / is enough")
    if found := _FILTERED.match(expression):
        path = found[1] if re.match(r"[a-z]+:|/", found[1]) else f"/{found[1]}"
        return Change(path, match.end(), f"{_short(match[0])} → {path}")
    if expression in place.values:
        return Change(place.values[expression], match.end(), f"{match[0]} → its value")
    return Change(match[0], match.end(), f"{_short(match[0])} stays as text", look=True)


def _tag(text: str, match: re.Match[str], place: Place, first_line: int) -> Change | None:  # noqa: PLR0911 - a row a tag
    name, rest = match["name"].lower(), match["rest"].strip()
    words, named = markup.arguments(rest)
    indent = markup.indent_of(text, match.start())
    stays = Change(match[0], match.end(), f"{_short(match[0])} stays as text", look=True)
    match name:
        case "raw":
            end = _end(text, match, "raw")
            # `_RAW` unwraps it when all else is done, so that nothing in it is converted.
            return None if end is None else Change(text[match.start() : end[1]], end[1], "{% raw %} unwrapped")
        case "highlight" | "highlighter":
            end = _end(text, match, name)
            if end is None or indent is None:
                return stays
            info = " ".join([words[0].strip("\"'") if words else "", *_numbers(rest)]).strip()
            code = _bare(text[match.end() : end[0]])
            return Change(markup.fence(code, info, indent), end[1], f"{{% {name} %}} → a code block")
        case "comment":
            end = _end(text, match, name)
            if end is None or "--" in text[match.end() : end[0]]:
                return stays
            inside = text[match.end() : end[0]].strip()
            return Change(f"<!-- {inside} -->", end[1], "{% comment %} → an HTML comment")
        case "post_url" | "link":
            link = place.link_to(rest.strip("\"'"))
            return Change(link, match.end(), f"{_short(match[0])} → {link}") if link else stays
        case "gist" if words:
            return Change(markup.gist(words), match.end(), "{% gist %} → a link")
        case "youtube" | "vimeo" if words or "id" in named:
            made = markup.video(name, words[0] if words else named["id"], named.get("title", ""))
            return Change(made, match.end(), f"{{% {name} %}} → a link")
        case "include" | "include_relative" | "render" if words:
            made = _include(words, named, place)
            return Change(made, match.end(), f"{{% {name} {words[0]} %}} → {_kind(made)}") if made else stays
        case _ if name in _CALLOUTS:
            end = _end(text, match, name)
            if end is None or indent is None:
                return stays
            inner = convert(text[match.end() : end[0]], place, first_line + text.count("\n", 0, match.end()))
            title = named.get("title") or next((w for w in words if " " in w), "")
            made = markup.callout(words[0] if words and words[0] != title else name, title, inner.text, indent)
            return Change(made, end[1], f"{{% {name} %}} → a callout", inner=inner.notes)
        case _:
            return stays


def _include(words: tuple[str, ...], named: Mapping[str, str], place: Place) -> str:
    """What an include of a well-known name shows; empty for any other."""
    name = words[0].rpartition("/")[2].removesuffix(".html").removesuffix(".md").lower().replace("_", "-")
    values = {key: _value(value, place) for key, value in named.items()}
    if any("{{" in value for value in values.values()):
        return ""
    if name in _FIGURES:
        keys = ("src", "url", "image_path", "path", "file", "image", "name", "img")
        source = next((values[k] for k in keys if k in values), "")
        caption = values.get("caption") or values.get("title") or values.get("description", "")
        return markup.figure(source, values.get("alt", ""), caption, values.get("width", "")) if source else ""
    if name in ("youtube", "youtube-player", "youtubeplayer", "vimeo", "video") and values.get("id"):
        kind = values.get("provider", "vimeo" if name == "vimeo" else "youtube").lower()
        return markup.video(kind, values["id"], values.get("title", "")) if kind in markup.VIDEOS else ""
    if name in _CALLOUTS and (text := values.get("content") or values.get("text")):
        kind = values.get("type", "note" if name in ("callout", "alert", "notice") else name)
        return markup.callout(kind, values.get("title", ""), text)
    return ""


def _value(text: str, place: Place) -> str:
    found = re.fullmatch(r"\{\{\s*(.*?)\s*\}\}(.*)", text, re.DOTALL)
    if not found:
        return text
    if _ROOT.fullmatch(found[1]):
        return found[2]
    if filtered := _FILTERED.match(found[1]):
        return filtered[1] + found[2]
    return place.values[found[1]] + found[2] if found[1] in place.values else text


def _bare(code: str) -> str:
    """The code of a highlight block without the `raw` around it."""
    return _RAW.sub(r"\1", code)


def _numbers(rest: str) -> list[str]:
    numbered = "linenos" in rest
    marked = re.search(r"(?:hl_lines|mark_lines)\s*=\s*\\?[\"']([\d\s,-]+)[\"']", rest)
    return [*(["linenums"] if numbered else []), *([f'hl_lines="{marked[1]}"'] if marked else [])]


def _end(text: str, match: re.Match[str], name: str) -> tuple[int, int] | None:
    """Where the closing tag begins and ends."""
    closing = rf"\{{%-?\s*end{re.escape(name)}\s*-?%\}}"
    if last_end(text, closing) < match.end():
        return None
    found = re.compile(closing, re.IGNORECASE).search(text, match.end())
    return found.span() if found else None


def _kind(made: str) -> str:
    return "an image" if made.startswith(("!", "<figure")) else "a callout" if made.startswith(">") else "a link"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"  # noqa: PLR2004 - what a line of the report has room for
