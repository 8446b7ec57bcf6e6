"""Resources: links to elsewhere that are listed below a heading such as "Resources" or "Further reading"."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from html import escape, unescape
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from journal.markdown.converter import Converter
from journal.markdown.gather.listed import in_words
from journal.markdown.gather.outline import Find, Outline, Section
from journal.markdown.gather.passages import movable, own_passage, passage_of
from journal.markdown.prose import plain_text

_NOUN = (
    r"resources?|references?|bibliography|links?|citations?|works cited|see also|"
    r"(?:further|more) (?:resources|info(?:rmation)?)|learn(?:ing)? more|where to learn(?: more)?(?: about\b.*)?|"
    r"(?:further|recommended|suggested|additional|more|background)\s+reading|"
    r"reading|reading\s+list|readings|(?:learning|study|course|reading)\s+materials?|sources|(?:books|papers|courses)|"
    "what i(?:[\u2019']ve| have)? (?:read|watched|listened to)|"
    "ressources|références|quellen|literatur|weiterführende links|recursos|referencias|referências|"
    "参考文献|参考资料|参考リンク|참고 자료"
)
_KIND = (
    r"(?:a|my|some|the|other|useful|helpful|further|additional|more|best|good|great|nice|interesting|favou?rite|free|"
    r"external|related|relevant|recommended|learning|online|list|of)"
)
_ALSO = (
    r"(?:credits?|acknowledge?ments|inspirations?|citations?|notes|footnotes|material|tools|threads|internet threads)"
)
_HEADING = re.compile(
    r"[\W\d_]*+(?:(?:bonus|appendix|what i(?:[\u2019']ve)? (?:read|used)|p\.?s\.?)\W++)?"
    rf"(?:{_KIND}\s+){{0,4}}(?:{_NOUN})"
    rf"(?:\s*(?:&|/|,|\+|and)\s*(?:{_KIND}\s+){{0,3}}(?:{_NOUN}|{_ALSO}))*"
    r"\W*(?:\s(?:i|i[\u2019']ve|i[\u2019']m|we|that|which|used|mentioned|consulted|cited|so far)\b.*"
    r"|\s(?:for|to)\s(?:learn|further|more|get|start|begin|read|stud|explor|going).*"
    r"|(?:(?<=resources)|(?<=\sreading))\s(?:for|on|about)\s.*)?"
    r"(?:,?\s(?:in\sorder|(?:ordered|sorted|grouped)\sby|by\s(?:difficulty|topic|level|subject))\b.*)?",
    re.IGNORECASE,
)
_LINK = re.compile(r'<a\b[^<>]*?\shref="(https?://[^"<>\s]+)"[^<>]*>(.*?)</a>', re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"<br ?/?>|\n")
_SIGNS = " \t\n:\uff1a\u2013\u2014-,;·|•*→>()[]."
_VAGUE = re.compile(
    r"\W*+(?:(?:click\s+)?here|link|this|this (?:one|link|page)|source|url|web\s?site|site|web|video|watch|slides|code|"
    r"repo|read(?: more)?|more|article|post|paper|book|course|pdf|docs|\[?\d+\]?)\W*",
    re.IGNORECASE,
)
_DATED = re.compile(r"\W*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\s*[:\u2013\u2014-]")
"""How the list of what was changed in a text begins its lines."""
_AVAILABLE = re.compile(
    r"[\s.,:;(]+(?:available|retrieved|accessed|online|at|from|url|link|see|via|source)\W*$", re.IGNORECASE
)
_JOINS = re.compile(r"[\W\d_]*+(?:and|or|und|et|y)?[\W\d_]*", re.IGNORECASE)
_HERE = re.compile(r"(?:here(?:'s|\u2019s| is| are)|these are|see|check out)\s+", re.IGNORECASE)
_UNLINKED = re.compile(r"^([^<>]{3,80}:\s+)((?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>]+)$")
"""A line that names an address which, without `https://`, is no link."""
_THANKS = re.compile(r"(?:via|by|h/t|hat tip|thanks)\b", re.IGNORECASE)
"""Who told of a link, which is linked to as well."""
_LONGEST, _LONGEST_LINE = 120, 300
_SHORTEST, _LONGEST_LEAD = 4, 70
_KEPT = frozenset(("ul", "ol", "dl", "div"))


def resources(outline: Outline) -> Iterator[Find]:
    """The resources of a text."""
    titled = _says(outline.title)
    says = partial(_says, own=outline.md.dialect.resources)
    for section in outline.sections:
        if titled or section.speaks(says, _announces) is not None:
            yield from _of_section(section, outline.md)
            continue
        for block in section.blocks:
            if block.tag == "p" and len(block) and (line := _line_that_announces(block)):
                lines = _BREAK.split(passage_of(block, outline.md))
                at = next((n for n, html in enumerate(lines) if plain_text(html) == line), len(lines))
                yield from _of_lines(block, lines[at + 1 :])


@lru_cache(1024)
def _says(heading: str, own: tuple[str, ...] = ()) -> bool:
    return _HEADING.fullmatch(heading) is not None or in_words(heading, own)


def _announces(line: str) -> bool:
    """Whether a line that is no heading says that resources follow."""
    return _HEADING.fullmatch(_HERE.sub("", line)) is not None


def _line_that_announces(paragraph: Element) -> str:
    """A line amidst the text of a paragraph with links that says so, as where text was pasted."""
    if paragraph.find("a") is None:
        return ""
    for text in (paragraph.text, *(child.tail for child in paragraph)):
        for line in text.split("\n")[:-1] if text and "\n" in text else ():
            if _SHORTEST < len(line) < _LONGEST_LEAD and line[0].isupper() and _announces(line.rstrip(": ")):
                return line.strip()
    return ""


def _of_section(section: Section, md: Converter) -> Iterator[Find]:
    """All of a section; footnotes only where there is nothing else, as some write what they refer to in such."""
    found = False
    for block in section.blocks:
        if block.tag == "p":
            finds = [*_of_lines(block, _BREAK.split(passage_of(block, md)))]
        elif block.tag == "section":
            finds = [] if found else [*_of_notes(block, md)]
        else:
            finds = [*_of_list(block, md)]
        yield from finds
        found = found or bool(finds)


def _of_list(block: Element, md: Converter) -> Iterator[Find]:
    names = block.get("class", "")
    if block.tag not in _KEPT or "callout" in names or "highlight" in names:
        return
    for element in block.iter():
        if element.tag == "li":
            yield from _of_line(element, own_passage(element, md), _is_ticked(element), listed=True)
        elif element.tag in ("dd", "td"):
            yield from _of_line(element, passage_of(element, md), listed=True)


def _of_notes(notes: Element, md: Converter) -> Iterator[Find]:
    """Footnotes that are a link, rather than a remark with one."""
    for note in notes.iter("li"):
        html = own_passage(note, md)
        if _LINK.match(html):
            yield from _of_line(note, html)


def _of_lines(at: Element, lines: Iterable[str]) -> Iterator[Find]:
    """Each line that begins or ends with its link; prose that links to something on the way is no list."""
    for line in lines:
        html = _UNLINKED.sub(r'\1<a href="https://\2">\2</a>', line)
        links = _LINK.findall(html)
        around = _LINK.split(html)
        if len(links) == 1 and (not around[0].strip(_SIGNS) or not plain_text(around[-1]).strip(_SIGNS)):
            yield from _of_line(at, html)


def _of_line(at: Element, html: str, done: bool = False, *, listed: bool = False) -> Iterator[Find]:  # noqa: FBT001, FBT002
    """The first link of a line; the others, too, where it is nothing but links."""
    links, text = list(_LINK.finditer(html)), plain_text(html)
    if not links or _DATED.match(text) or (not listed and len(text) > _LONGEST_LINE):
        return
    links = [link for link in links if not _THANKS.match(plain_text(link[2]))] or links
    if len(links) > 1 and all(map(_JOINS.fullmatch, map(plain_text, _LINK.split(html)[::3]))):
        for link in links:
            yield Find("resource", at, _named(link[2], "", "", link[1]), done=done, url=unescape(link[1]))
        return
    link = links[0]
    before, after = html[: link.start()], html[link.end() :]
    amid = plain_text(before).strip(_SIGNS) and len(plain_text(after).strip(_SIGNS)) > _LONGEST
    if amid:  # a sentence, which happens to link to something
        return
    title = _named(link[2], before, after, link[1])
    note = _note(before, after) if not _is_poor(link[2], link[1]) else ""
    yield Find("resource", at, title, note, done, unescape(link[1]))


def _named(words: str, before: str, after: str, url: str) -> str:
    """What a link is called: by its words, or by those around it, or by where it leads."""
    words = _plainly(words)
    if words and not _is_poor(words, url):
        return re.sub(r"\s*:(?=(?:</\w+>)*$)", "", words)
    for around, longest in ((before, _LONGEST), (after, _LONGEST // 2)):
        html = _plainly(around).strip(_SIGNS)
        if len(html) > _LONGEST_LINE:
            continue
        while html != (html := _AVAILABLE.sub("", html)):
            pass
        if len(plain_text(html)) <= longest and any(map(str.isalpha, plain_text(html))):
            return _balanced(html)
    return _shown(url)


def _note(before: str, after: str) -> str:
    """What is said of a link behind it, when nothing is said before it."""
    text = movable(after).strip()
    return (
        text.lstrip(_SIGNS)
        if text[:1] in "\u2013\u2014-:\uff1a" and not plain_text(before).strip(_SIGNS) and text
        else ""
    )


def _is_poor(words: str, url: str) -> bool:
    """Whether the words of a link do not say what it is."""
    text = plain_text(words)
    return (
        not text
        or "://" in text
        or _VAGUE.fullmatch(text) is not None
        or (re.search(r"[./]", text) is not None and text.rstrip("/…") in unescape(url))
    )


def _balanced(html: str) -> str:
    """A piece of HTML of which no tag is left open; else its text alone."""
    return html if html.count("<") == 2 * html.count("</") else escape(plain_text(html), quote=False)


def _plainly(html: str) -> str:
    return re.sub(r"</?(?:a|img|strong|b|picture|source)\b[^<>]*>", "", html).strip()


def _shown(url: str) -> str:
    """An address as readers know it."""
    text = unquote(re.sub(r"^https?://(?:www\.)?", "", unescape(url))).split("?")[0].rstrip("/")
    return escape(text, quote=False)


def _is_ticked(item: Element) -> bool:
    for child in item:
        if child.tag in ("ul", "ol"):
            break
        if any(box.get("checked") is not None for box in child.iter("input")):
            return True
    return False
