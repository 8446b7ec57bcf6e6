"""Embeds: a note that is to be shown in place gets a block of its own, where there can be one."""

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
            element = still_open.pop()
            for child in list(element):
                if child.tag == "p" and _holds_embeds_only(child):
                    _replace(element, child)
                elif child.get("class") == EMBED:
                    _settle(element, child)
                elif child.tag == "a":
                    _without_links(child)
                else:
                    still_open.append(child)


def _holds_embeds_only(paragraph: Element) -> bool:
    nodes = list(paragraph)
    embeds = [node for node in nodes if node.get("class") == EMBED]
    words = [paragraph.text, *(node.tail for node in nodes)]
    return (
        bool(embeds)
        and all(node.tag == "br" or node in embeds for node in nodes)
        and not any(word and word.strip() for word in words)
    )


def _replace(parent: Element, paragraph: Element) -> None:
    """Put blocks in the place of a paragraph."""
    at = list(parent).index(paragraph)
    blocks = [_block(node) for node in paragraph if node.tag == "a"]
    blocks[-1].tail = paragraph.tail
    parent[at : at + 1] = blocks


def _settle(parent: Element, embed: Element) -> None:
    """Make a block, or a plain link, of what stands beside other things."""
    if parent.tag not in _ROOMY:
        embed.set("class", "wikilink")
        return
    at, tail = list(parent).index(embed), embed.tail
    block = _block(embed)
    block.tail = tail
    parent[at] = block


def _without_links(link: Element) -> None:
    """In a link there can be no other."""
    for inner in link.iter("a"):
        if inner is not link:
            inner.tag = "span"
            inner.attrib.clear()


def _block(embed: Element) -> Element:
    block = Element("div", {"class": "embed"})
    embed.set("class", "wikilink")
    embed.tail = None
    block.append(embed)
    return block
