"""Embeds: a text that is to be shown in place gets a block of its own, where there can be one."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from journal.markdown.converter import Converter
from journal.markdown.wikilinks import EMBED

_ROOMY = frozenset(("blockquote", "dd", "details", "div", "li", "td"))
"""What may hold blocks beside text."""


class Embeds(Treeprocessor):
    """Turn embeds into blocks; those amidst the words of a paragraph, or in a heading, are links."""

    md: Converter

    def run(self, root: Element) -> None:
        """Only few texts have any."""
        if not self.md.draft.wikilinks:
            return
        still_open = [root]
        while still_open:
            parent = still_open.pop()
            # Put together anew, as to look for the place of each among thousands would take ever longer.
            parent[:] = [made for child in parent for made in _made(parent, child)]
            still_open += parent


def _made(parent: Element, child: Element) -> list[Element]:
    """What is to stand in the place of an element."""
    if child.tag == "p" and _holds_embeds_only(child):
        blocks = [_block(node) for node in child if node.tag == "a"]
        blocks[-1].tail = child.tail
        return blocks
    if child.get("class") == EMBED:
        if parent.tag in _ROOMY:
            return [_block(child, child.tail)]
        child.set("class", "wikilink")
    if child.tag == "a":
        _without_links(child)
    return [child]


def _holds_embeds_only(paragraph: Element) -> bool:
    words = [paragraph.text, *(node.tail for node in paragraph)]
    return (
        any(node.get("class") == EMBED for node in paragraph)
        and all(node.tag == "br" or node.get("class") == EMBED for node in paragraph)
        and not any(word and word.strip() for word in words)
    )


def _without_links(link: Element) -> None:
    """In a link there can be no other."""
    for inner in link.iter("a"):
        if inner is not link:
            inner.tag = "span"
            inner.attrib.clear()


def _block(embed: Element, tail: str | None = None) -> Element:
    block = Element("div", {"class": "embed"})
    block.tail, embed.tail = tail, None
    embed.set("class", "wikilink")
    block.append(embed)
    return block
