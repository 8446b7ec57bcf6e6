"""Blocks of HTML: to the letter as they were written, up to where CommonMark says that they end."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.md_in_html import HTMLExtractorExtra

from journal.markdown.fences import Fence, opens
from journal.markdown.reader import Found, Reader, Taken
from journal.markdown.stash import store

# fmt: off
_TAGS = (
    "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame",
    "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link",
    "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
)
# fmt: on
_LITERAL = re.compile(r"<(script|pre|style|textarea)(?=[ >]|$)", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{'|'.join(_TAGS)})(?=[ >]|/>|$)", re.IGNORECASE)
_ATTRIBUTE = r"""[ ]++[A-Za-z_:][\w.:-]*+(?:[ ]*+=[ ]*+(?:[^ "'=<>`]++|'[^']*+'|"[^"]*+"))?+"""
_ALONE = re.compile(rf"<(?:[A-Za-z][A-Za-z0-9-]*+(?:{_ATTRIBUTE})*+[ ]*+/?|/[A-Za-z][A-Za-z0-9-]*+[ ]*+)>[ ]*$")
_ENDS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))
_DECLARATION = re.compile(r"<![A-Za-z]")
_MARKDOWN = re.compile(r"<([A-Za-z][\w-]*)[ ][^<>]*?\bmarkdown(?=[ =>])", re.IGNORECASE)


class HtmlBlock:
    """A block that ends with a line in which something stands, or before a blank line."""

    parted = False

    def __init__(self, parent: Element, end: str) -> None:
        self._parent = parent
        self._end = end
        self._ended = not end
        self._lines: list[str] = []

    def take(self, reader: Reader) -> Taken:
        """Take every line up to its end."""
        if not self._end:
            if not reader.body:
                return Taken.NO
        elif self._end in reader.body.lower():
            self._ended = True
        self._lines.append(" " * reader.indent + reader.body)
        return Taken.LAST if self._end and self._ended else Taken.YES

    def close(self, reader: Reader) -> None:
        """Put it aside; without an end, it would be the rest of the page."""
        md = reader.texts.md
        number, placeholder = store(md, "\n".join([*self._lines, "" if self._ended else self._end]))
        md.draft.html.add(number)
        SubElement(self._parent, "p").text = placeholder


class MarkdownBlock:
    """A tag with `markdown="1"`, up to its end tag."""

    parted = False

    def __init__(self, parent: Element, tag: str, at: int) -> None:
        self._parent = parent
        self._at = at
        self._marks = re.compile(rf"<(/?){tag}(?=[ />])", re.IGNORECASE)
        self._open = 0
        self._code = Element("div")
        self._fence: Fence | None = None
        self._lines: list[str] = []

    def take(self, reader: Reader) -> Taken:
        """Take every line up to the end tag; in code there may be others, and tags that are none."""
        if self._fence is not None:
            if self._fence.take(reader) is Taken.LAST:
                self._end_code(reader)
            return Taken.YES
        self._lines.append(" " * reader.indent + reader.body)
        if opening := opens(reader, self._code):
            self._fence = Fence(opening)
            return Taken.YES
        for mark in self._marks.finditer(reader.body):
            self._open += -1 if mark[1] else 1
        return Taken.LAST if self._open <= 0 else Taken.YES

    def _end_code(self, reader: Reader) -> None:
        """Let a placeholder stand for the code from here on."""
        if self._fence is not None:
            self._fence.close(reader)
            line = self._lines[-1]
            self._lines[-1] = line[: len(line) - len(line.lstrip())] + (self._code[-1].text or "")
            self._fence = None

    def close(self, reader: Reader) -> None:
        """Let the library take it apart, and read what it finds."""
        self._end_code(reader)
        md = reader.texts.md
        md.draft.marked = True
        extractor = Extractor(md)
        extractor.feed("\n".join([*self._lines, "", ""]))
        extractor.close()
        reader.texts.read_within(self._parent, "".join(extractor.cleandoc), reader.number(self._at))


class Extractor(HTMLExtractorExtra):
    """Reads `<a <a <a` once; the library would read to the end of the text for every tag that is never closed."""

    _source = ""
    _last = -1

    def check_for_whole_start_tag(self, i: int) -> int:
        """Where the tag that starts at `i` ends, or -1."""
        if self.rawdata is not self._source:
            self._source, self._last = self.rawdata, self.rawdata.rfind(">")
        end: int = super().check_for_whole_start_tag(i) if i < self._last else -1
        return end


def begin_html(reader: Reader) -> Found | None:
    """A comment, a tag of a block, or any tag that is alone in its line."""
    body = reader.body
    marked = _MARKDOWN.match(body)
    block: HtmlBlock | MarkdownBlock
    if marked and not reader.texts.within and reader.texts.md.is_block_level(marked[1].lower()):
        block = MarkdownBlock(reader.room().element, marked[1], reader.at)
    else:
        is_html, end = _kind(body, interrupts=reader.goes_on or reader.lazy)
        if not is_html:
            return None
        block = HtmlBlock(reader.room().element, end)
    reader.leaf = block
    if block.take(reader) is Taken.LAST:
        reader.close(len(reader.stack))
    return Found.BLOCK


def _kind(body: str, *, interrupts: bool) -> tuple[bool, str]:
    """Whether a block of HTML begins, and with what in a line it ends, if not before a blank one."""
    if body.startswith(("<!", "<?")):
        for begin, end in _ENDS:
            if body.startswith(begin):
                return True, end
        return _DECLARATION.match(body) is not None, ">"
    if literal := _LITERAL.match(body):
        return True, f"</{literal[1].lower()}>"
    return _TAG.match(body) is not None or (not interrupts and _ALONE.match(body) is not None), ""
