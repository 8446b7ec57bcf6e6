"""Wikilinks: `[[folder/Note#Heading|text]]`, and with `!` in front what is to be shown in place."""

import re
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from journal.links import WIKI
from journal.markdown.converter import Converter

EMBED = "wikilink embed"
"""The classes of a link that may become a block."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# A backslash amidst the name may stand before the bar, as it does in tables. A formula in it is only characters.
_WIKILINK = (
    r"(?:(?<!\\)|(?<=\\\\))!?\[\[(?![\s^])((?:[^\[\]|\n\x02\\]|\\(?![|\[\]])|\x02wzxhzdk:[0-9]+\x03)++)"
    r"(?:\\?\|([^\[\]\n]*+))?\]\](?!\()"
)
_NUMBERS = re.compile(r"[\d\s.,;+-]+")
_NEXT = re.compile(r"\[([^\[\]]+)\]")
_WHITE = re.compile(r"\s+")
_SIZE = re.compile(r"\s*(\d{1,5})(?:x(\d{1,5}))?")
_FILES = frozenset(("pdf", "zip", "csv", "json", "canvas", "base"))
_NOTE = re.compile(r"\.(?:md|markdown|ipynb)$", re.IGNORECASE)
_ENDING = re.compile(r"\.(\w+)$")
_MEDIA = (
    dict.fromkeys(("png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "apng"), "img")
    | dict.fromkeys(("mp3", "wav", "m4a", "ogg", "oga", "opus", "flac", "3gp"), "audio")
    | dict.fromkeys(("mp4", "webm", "ogv", "mov", "mkv", "m4v"), "video")
)


class Wikilinks(InlineProcessor):
    """Makes links to names, and elements that show what has the name."""

    def __init__(self, md: Converter) -> None:
        super().__init__(_WIKILINK, md)
        self.md: Converter = md

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name, and stubs that know less than it does
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """An element, unless the brackets mean something else."""
        if self._is_other(m, data):
            return None, None, None
        self.md.draft.wikilinks = True
        name, text = _ESCAPE.sub(r"\1", m[1].rstrip()), (m[2] or "").replace("\\|", "|").strip()
        made = self._embed(name, text) if m[0][0] == "!" else _link(name, text)
        return made, m.start(), m.end()

    def _is_other(self, m: re.Match[str], data: str) -> bool:
        """Whether it is a list of numbers, or a reference link with a bracket in its text or around it."""
        inside = m[0].lstrip("!")[2:-2]
        if _NUMBERS.fullmatch(inside) and not inside.replace("-", "").isdigit():
            return True
        if not self.md.references:
            return False
        following = _NEXT.match(data, m.end())
        labels = [inside, following[1]] if following else [inside]
        return any(_WHITE.sub(" ", label.strip()).lower() in self.md.references for label in labels)

    def _embed(self, name: str, text: str) -> Element:
        """A picture, a sound or a film; of anything else a link, which may become a block."""
        path = name.partition("#")[0]
        ending = _ENDING.search(path)
        tag = _MEDIA.get(ending[1].lower()) if ending else None
        before, _, last = text.rpartition("|")
        size = _SIZE.fullmatch(last)
        if size:
            text = before.strip()
        if tag is None:
            link = _link(name, text)
            if ending is None or ending[1].lower() not in _FILES:
                link.set("class", EMBED)
            return link
        media = Element(tag, {"src": f"{WIKI}{name}"})
        alt = self.unescape(_ESCAPE.sub(r"\1", text)) if text else path.rpartition("/")[2]
        if tag == "img":
            media.set("alt", alt)
        else:
            media.attrib.update({"controls": "controls", "preload": "metadata", "aria-label": alt})
        if size and tag != "audio":
            media.set("width", size[1])
            if size[2]:
                media.set("height", size[2])
        return media


def _link(name: str, text: str) -> Element:
    link = Element("a", {"class": "wikilink", "href": f"{WIKI}{name}"})
    # A name is not read as Markdown: `__init__` has no strong words in it.
    link.text = text or AtomicString(_shown(name))
    return link


def _shown(name: str) -> str:
    """A name as it is shown: without its folders, and with its headings behind it."""
    path, *headings = name.split("#")
    words = [_NOTE.sub("", path.rstrip("/").rpartition("/")[2]), *headings]
    if path and headings and headings[-1].startswith("^"):
        words.pop()
    return " > ".join(word.strip() for word in words if word.strip()) or name
