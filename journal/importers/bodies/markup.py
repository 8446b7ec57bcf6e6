"""Markup: the Markdown that journal reads, from what tags of other generators say."""

import re
from collections.abc import Mapping

_ARGUMENT = re.compile(
    r"""(?:(?P<key>[\w.-]+)\s*=\s*)?(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'|(?P<bare>[^\s"']+))"""
)


def arguments(text: str) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """The arguments of a tag: those without a name in order, and those with one."""
    plain: list[str] = []
    named: dict[str, str] = {}
    for found in _ARGUMENT.finditer(text[:4000]):
        value = next((found[kind] for kind in ("double", "single", "bare") if found[kind] is not None), "")
        value = re.sub(r"\\([\"'\\])", r"\1", value)
        if found["key"]:
            named[found["key"].lower()] = value
        else:
            plain.append(value)
    return tuple(plain), named


def indent_of(text: str, position: int) -> str | None:
    """What stands before a tag on its line, when that is only space or the mark of a quotation; else None."""
    before = text[text.rfind("\n", 0, position) + 1 : position]
    return before if not before.strip(" \t>") else None


def ends_line(text: str, position: int) -> bool:
    """Whether nothing more stands on the line."""
    end = text.find("\n", position)
    return not text[position : end if end >= 0 else len(text)].strip()


def fence(code: str, info: str, indent: str = "") -> str:
    """A code block, to be put where a tag was that stood behind `indent`; its lines are indented already or not."""
    lines = code.strip("\n").rstrip().split("\n")
    if indent and all(line.startswith(indent.rstrip()) for line in lines):
        lines = [line[len(indent) :] if line.startswith(indent) else line.lstrip() for line in lines]
    marks = "`" * max([3, *(len(run) + 1 for run in re.findall("`{3,}", code))])
    return f"\n{indent}".join([f"{marks}{info}".rstrip(), *lines, marks])


def callout(kind: str, title: str, inside: str, indent: str = "", fold: str = "") -> str:
    """A callout of a type, to be put where a tag was that stood behind `indent`; folded with `-`, or `+`."""
    kind = re.sub(r"[^\w-]+", "-", kind.lower()).strip("-") or "note"
    head = f"> [!{kind}]{fold} {' '.join(title.split())}".rstrip()
    body = inside.strip("\n").rstrip()
    lines = [line.removeprefix(indent) for line in body.split("\n")] if body else []
    return f"\n{indent}".join([head, *(f"> {line}".rstrip() for line in lines)])


def quotation(inside: str, source: str = "") -> str:
    """A quotation, with who said it below."""
    lines = inside.strip().split("\n")
    if source:
        lines += ["", f"— {source}"]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def image(source: str, alt: str = "", title: str = "") -> str:
    """An image; alone in its paragraph it shows the title as a caption."""
    alt = re.sub(r"([\[\]])", r"\\\1", " ".join(alt.split()))
    title = " ".join(title.split()).replace('"', "&quot;")
    return f"![{alt}]({target(source)}" + (f' "{title}")' if title else ")")


def figure(source: str, alt: str, caption: str, width: str = "", url: str = "") -> str:
    """An image with its caption; one with links or emphasis stands in a `figure`, for no title can hold them."""
    size = f'{{: width="{width}"}}' if re.fullmatch(r"\d+(?:px|%)?", width) else ""
    plain = re.sub(r"<[^>]*>", "", re.sub(r"!?\[([^\]]*)\]\([^)\s]*\)", r"\1", caption))
    plain = re.sub(r"(?<!\\)[*`]|(?<!\w)_|_(?!\w)", "", plain)
    marked = (plain != caption or "$" in caption) and "\n\n" not in caption
    made = image(source, alt if alt and alt != caption else plain, "" if marked else plain) + size
    made = f"[{made}]({target(url)})" if url else made
    if not marked:
        return made
    inside = " ".join(caption.split())
    # Below a blank line any reader of CommonMark reads it as Markdown.
    return f"<figure>\n\n{made}\n\n<figcaption>\n\n{inside}\n\n</figcaption>\n</figure>"


def link(text: str, url: str) -> str:
    """A link."""
    return f"[{text}]({target(url)})"


def target(url: str) -> str:
    """A URL as Markdown takes it, whatever is in it."""
    return f"<{url}>" if re.search(r"[\s()]", url) and "<" not in url and ">" not in url else url


VIDEOS: Mapping[str, str] = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
}
"""Where the videos are that a tag names only by number. They become links: the pages of a journal ask no other host."""


def video(kind: str, number: str, title: str = "") -> str:
    """A link to a video."""
    number = number.strip()
    url = number if re.match(r"https?://", number) else VIDEOS[kind].format(number)
    name = {"youtube": "YouTube", "vimeo": "Vimeo"}.get(kind, kind.capitalize())
    return link(title or f"Video on {name}", url)


def gist(words: tuple[str, ...]) -> str:
    """A link to a gist, from its owner, number and file or what is there of these."""
    path = "/".join(word.strip("/") for word in words[:2] if not re.search(r"\.\w+$", word)) if words else ""
    path = re.sub(r"^https?://gist\.github\.com/", "", path)
    return link(f"Gist {path}", f"https://gist.github.com/{path}")
