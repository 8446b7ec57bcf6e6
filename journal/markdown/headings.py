"""Headings: the title, levels, ids and anchors."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.extensions.toc import remove_fnrefs
from markdown.treeprocessors import Treeprocessor

from journal.markdown.converter import Converter
from journal.markdown.prose import plain_text
from journal.markdown.result import Heading
from journal.markdown.stash import entries, inner_html
from journal.slugs import slugify

_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_RAW_ID = re.compile(r"""<[a-zA-Z][^<>]*?\sid\s*=\s*["']?([^\s"'>]+)""")
_GIVEN = re.compile(r"id\s*=")
"""What a tag with an id cannot do without, which most code can."""
_LINK = re.compile(r"</?a\b[^>]*>")
_TYPED = str.maketrans(
    {"\u2026": "..."}
    | dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"')
    | dict.fromkeys("\u2018\u2019\u201a\u2039\u203a", "'")
    | dict.fromkeys("\u2013\u2014", "-")
)
_ID = re.compile(r'\sid="[^"]*"')
_ATTRIBUTES = re.compile(r"\{[^{}]*\}$")
_SIGNS = re.compile(r"[`*_~$\\]|(?<=\])\([^()\s]*\)|[\[\]]")
"""What of a title's Markdown is not shown."""


class Headings(Treeprocessor):
    """Find the title, shift levels below it, and make every heading a place to link to."""

    md: Converter

    def run(self, root: Element) -> None:
        """All that is inline has been read by now."""
        found = [element for element in root.iter() if element.tag in _TAGS]
        if not found:
            return
        inside = {element: inner_html(remove_fnrefs(element), self.md) for element in found}
        texts = {element: plain_text(html) for element, html in inside.items()}
        self._title(root, found, texts)
        shift = 1 if any(element.tag == "h1" for element in found) else 0
        used = self._ids(root, found)
        # An id that the author gave is kept, even if the words of an earlier heading would make the same one.
        names = {element: _unique(element.get("id", ""), used) for element in found if element.get("id")}
        for element in found:
            level = min(int(element.tag[1]) + shift, 6)
            element.tag = f"h{level}"
            html = inside[element]
            if "<" in html:
                html = _ID.sub("", _LINK.sub("", html))
            name = names.get(element) or _unique(slugify(texts[element]) or "section", used)
            element.set("id", name)
            self.md.draft.headings.append(Heading(level, name, html, texts[element]))
            anchor = {"class": "anchor", "href": f"#{name}", "aria-label": "Link to this section"}
            SubElement(element, "a", anchor).text = "#"

    def _title(self, root: Element, found: list[Element], texts: dict[Element, str]) -> None:
        """Take the title from the body, and the heading with it if the body begins with it."""
        draft = self.md.draft
        first = next((element for element in found if element.tag == "h1"), None)
        if first is None:
            return
        if not draft.given:
            draft.title = texts[first]
        if first is root[0] and (not draft.given or _same(draft.given, texts[first], draft.lines)):
            root.remove(first)
            found.remove(first)
            if len(first):
                self._tell(root, first)

    def _tell(self, root: Element, title: Element) -> None:
        """Tell of what a title cannot show, for it is shown in places where nothing can be followed."""
        references = {f"#{sup.get('id')}" for sup in title.iter("sup") if sup.get("id", "").startswith("fnref")}
        links = [link for link in title.iter("a") if link.get("class") != "footnote-ref"]
        lost = {"links": links, "pictures": list(title.iter("img")), "footnotes": references}
        for parent in list(root.iter()) if references else ():
            for link in list(parent):
                if link.get("class") == "footnote-backref" and link.get("href") in references:
                    parent.remove(link)
                    parent.text = (parent.text or "").removesuffix(NBSP_PLACEHOLDER)
        if kinds := [kind for kind, found in lost.items() if found]:
            line = next((number for number, line in enumerate(self.md.draft.lines, 1) if line.strip()), 1)
            message = f"the title is shown without its {' and '.join(kinds)}"
            self.md.draft.problem(line, 1, message, "put them into the text below it")

    def _ids(self, root: Element, found: list[Element]) -> dict[str, int]:
        """The ids that no heading may have, each with the number at which a search for the next begins."""
        used = {element.get("id", "") for element in root.iter() if element.attrib}
        used -= {element.get("id", "") for element in found}
        return dict.fromkeys(used | raw_ids(self.md), 0)


def raw_ids(md: Converter) -> set[str]:
    """The ids in raw HTML."""
    stashed = (html for html in entries(md) if isinstance(html, str) and _GIVEN.search(html))
    return {name for html in stashed for name in _RAW_ID.findall(html)}


def _unique(name: str, used: dict[str, int]) -> str:
    """The name, or the first of `name-1`, `name-2` … that is free."""
    unique, number = name, used.get(name, 0)
    while unique in used:
        number += 1
        unique = f"{name}-{number}"
    # To count up from one for every heading of the same words would take ever longer.
    used[unique] = used.get(unique, 0)
    used[name] = number
    return unique


def _same(given: str, text: str, lines: tuple[str, ...]) -> bool:
    """Whether a title, which may hold Markdown, is the heading with that text, which begins the lines."""
    first = next((line.strip() for line in lines if line.strip()), "")
    source = _ATTRIBUTES.sub("", first).strip().strip("#")
    bare = _SIGNS.sub("", text)
    return _folded(given) in (_folded(text), _folded(source)) or _folded(_SIGNS.sub("", given)) == _folded(bare)


def _folded(text: str) -> str:
    """The text as it is compared: as typed, whatever was printed for it."""
    return " ".join(re.sub("-+", "-", text.translate(_TYPED)).casefold().split())
