"""Anchors: links to a heading by the name that GitHub gives it, which leave out other signs than ours."""

import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from journal.markdown.converter import Converter
from journal.markdown.headings import raw_ids

_DASHES = str.maketrans({"\u2013": "--", "\u2014": "---"})
"""What typography has made of dashes, where an author typed them."""


class Anchors(Treeprocessor):
    """Have a link in the text that leads to nothing lead to the heading that GitHub would lead to."""

    md: Converter

    def run(self, root: Element) -> None:
        """All ids are known by now."""
        draft = self.md.draft
        lost = [link for link in root.iter("a") if (name := _named(link)) and name not in draft.ids]
        if not lost or not draft.headings:
            return
        names: dict[str, str] = {}
        for heading in draft.headings:
            for text in dict.fromkeys((heading.text, heading.text.translate(_DASHES))):
                _add(names, _as_github_has_it(text), heading.id)
        raw = raw_ids(self.md)
        for link in lost:
            name = _named(link)
            if name in names and name not in raw:
                link.set("href", f"#{quote(names[name]) if '%' in link.attrib['href'] else names[name]}")


def _named(link: Element) -> str:
    """The place in the same text that a link names; empty if it names none."""
    href = link.attrib.get("href", "")
    return unquote(href[1:]) if href[:1] == "#" else ""


def _add(names: dict[str, str], name: str, heading: str) -> None:
    """Of several headings of one name, the second is `name-1`."""
    free, number = name, 0
    while free in names:
        number += 1
        free = f"{name}-{number}"
    if free:
        names[free] = heading


def _as_github_has_it(text: str) -> str:
    return "".join(_kept(text.strip().lower()))


def _kept(text: str) -> Iterator[str]:
    for sign in text:
        if sign == " ":
            yield "-"
        elif sign.isalnum() or sign in "_-" or unicodedata.category(sign)[0] == "M":
            yield sign
