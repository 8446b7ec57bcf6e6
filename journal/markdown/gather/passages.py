"""Passages: what an element says, as HTML that may stand on another page."""

import re
from xml.etree.ElementTree import Element

from journal.markdown.converter import Converter
from journal.markdown.stash import inner_html

_BLOCKS = frozenset(("ul", "ol", "dl", "p", "pre", "div", "blockquote", "table", "details", "figure"))
_AT_HOME = re.compile(
    r'<sup id="fnref[^>]*>.*?</sup>|<a\b[^>]*\sclass="(?:anchor|footnote-backref)".*?</a>'
    r"|</?label>|<input[^>]*>\s*",
    re.DOTALL,
)
"""What means something only where it was written: marks of footnotes, links of headings, boxes of tasks."""
_ID = re.compile(r"""(<[a-zA-Z][^<>]*?)\sid=(?:"[^"]*"|'[^']*')""")


def passage_of(element: Element, md: Converter) -> str:
    """All that an element says; a paragraph that stands alone in it, without its tags."""
    only = element[0] if len(element) == 1 and element[0].tag == "p" and not (element.text or "").strip() else element
    return movable(inner_html(only, md))


def own_passage(item: Element, md: Converter) -> str:
    """What a list item says before any list or other block in it."""
    first = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    alone = Element("span")
    alone.text = first.text
    for child in first:
        if child.tag in _BLOCKS:
            break
        alone.append(child)
    return movable(inner_html(alone, md))


def movable(html: str) -> str:
    """HTML without what means something only where it was written."""
    return _ID.sub(r"\1", _AT_HOME.sub("", html)).strip() if "<" in html else html
