"""Hexo's tags: those with an equal in Markdown are converted, others stay visible."""

import re
from collections.abc import Callable

from journal.importers.bodies import markup
from journal.importers.bodies.rewriting import Change, Rewritten, last_end, rewrite

_TAG = r"\{%[ \t]*(?P<name>\w+)(?P<rest>(?:(?!%\})[^\n]){0,2000}?)%\}"
_RAW = re.compile(r"\{%\s*raw\s*%\}((?:(?!\{%\s*raw\b)[\s\S])*?)\{%\s*endraw\s*%\}")
_PAIRED = (
    *("raw", "codeblock", "code", "blockquote", "quote", "pullquote", "centerquote", "cq"),
    *("note", "alert", "callout", "message", "admonition"),
)
_NUMBER = re.compile(r"\d+(?:px|%)?")


def convert(text: str, link_to: Callable[[str], str], asset: Callable[[str], str], first_line: int = 1) -> Rewritten:
    """The text with tags converted; `link_to` finds a post by its name, `asset` a file of the post's own folder."""

    def change(body: str, match: re.Match[str]) -> Change | None:
        return _tag(body, match, link_to, asset, first_line)

    made = rewrite(text, _TAG, change, first_line)
    return Rewritten(_RAW.sub(r"\1", made.text), made.notes)


def _tag(  # noqa: PLR0911 - a row a tag
    text: str, match: re.Match[str], link_to: Callable[[str], str], asset: Callable[[str], str], first_line: int
) -> Change | None:
    name, rest = match["name"].lower(), match["rest"].strip()
    words, _ = markup.arguments(rest)
    indent = markup.indent_of(text, match.start())
    stays = Change(match[0], match.end(), f"{match[0][:60]} stays as text", look=True)
    end = _end(text, match, name) if name in _PAIRED else None
    inside = text[match.end() : end.start()] if end else ""

    def within() -> Rewritten:
        return convert(inside, link_to, asset, first_line + text.count("\n", 0, match.end()))

    said = f"{{% {name} %}} → "
    match name:
        case "raw" if end:
            return Change(text[match.start() : end.end()], end.end(), "{% raw %} unwrapped")
        case "codeblock" | "code" if end and indent is not None:
            return Change(markup.fence(inside, _info(rest), indent), end.end(), said + "a code block")
        case "post_link" | "post_path" if words and (link := link_to(words[0])):
            title = " ".join(w for w in words[1:] if w not in ("true", "false"))
            made = link if name == "post_path" else markup.link(title or words[0].replace("-", " "), link)
            return Change(made, match.end(), said + "a link")
        case "asset_img" | "img" | "image" if words and (made := _image(words, asset if name == "asset_img" else str)):
            return Change(made, match.end(), said + "an image")
        case "asset_link" if words:
            title = " ".join(w for w in words[1:] if w not in ("true", "false"))
            return Change(markup.link(title or words[0], asset(words[0])), match.end(), said + "a link")
        case "asset_path" if words:
            return Change(asset(words[0]), match.end(), said + "its path")
        case "youtube" | "vimeo" | "bilibili" if words:
            return Change(markup.video(name, words[0]), match.end(), said + "a link")
        case "gist" if words:
            return Change(markup.gist(words), match.end(), said + "a link")
        case "link" | "linkto" if len(words) > 1:
            url = next((w for w in words if re.match(r"https?://|/", w)), words[1])
            title = " ".join(w for w in words if w not in (url, "true", "false"))
            return Change(markup.link(title or url, url), match.end(), said + "a link")
        case "blockquote" | "quote" | "pullquote" | "centerquote" | "cq" if end and indent == "":
            source = re.sub(r"\s*https?://\S+", lambda url: f" <{url[0].strip()}>", rest.strip(" ,"))
            source = "" if name in ("pullquote", "centerquote", "cq") else source
            inner = within()
            made = markup.quotation(inner.text, source.strip())
            return Change(made, end.end(), said + "a quotation", inner=inner.notes)
        case "note" | "alert" | "callout" | "message" | "admonition" if end and indent is not None:
            kind = next((w for w in words if w.isalpha()), "note")
            title = " ".join(w for w in words if w not in (kind, "no-icon", "flat", "simple", "modern"))
            inner = within()
            made = markup.callout(kind, title, inner.text, indent)
            return Change(made, end.end(), said + "a callout", inner=inner.notes)
        case _:
            return stays


def _end(text: str, match: re.Match[str], name: str) -> re.Match[str] | None:
    closing = rf"\{{%\s*end{name}\s*%\}}"
    if last_end(text, closing) < match.end():
        return None
    return re.compile(closing, re.IGNORECASE).search(text, match.end())


def _image(words: tuple[str, ...], asset: Callable[[str], str]) -> str:
    """An image from `[class] name [width] [height] ["title" "alt"]`; the name is what looks like a file."""
    at = next((n for n, word in enumerate(words) if re.search(r"\.\w{2,5}(?:$|\?)", word)), None)
    if at is None:
        return ""
    said = [word for word in words[at + 1 :] if not _NUMBER.fullmatch(word)]
    if len(said) == 1 and (quoted := re.match(r"[\"'](.*?)[\"'](?:\s+[\"'](.*?)[\"'])?$", said[0])):
        said = [part for part in quoted.groups() if part]
    title = said[0] if said else ""
    return markup.image(asset(words[at]), said[1] if len(said) > 1 else title, title)


def _info(rest: str) -> str:
    """The info string of a fence from the arguments of a code block: a title and options like `lang:x`."""
    options = dict(re.findall(r"\b(lang|language|line_number|first_line|mark|highlight|wrap|caption):(\S+)", rest))
    title = re.sub(r"\b\w+:\S+", "", rest)
    title = re.sub(r"\s+", " ", title).strip()
    info = options.get("lang") or options.get("language") or ""
    if mark := options.get("mark"):
        info += f' hl_lines="{mark}"'
    if title:
        info += ' title="' + title.replace('"', "'") + '"'
    return info.strip()
