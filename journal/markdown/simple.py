"""Simple: what is inline in a text that holds nothing but plain code, emphasis, links and footnote marks."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AtomicString, code_escape

_DULL = bytes(set(range(256)) - set(b"`\\[{<&*_~@:"))
_COLONS = re.compile(r":(?://|[+\-\w]+:)")
_BEGUN = "\x02klzzwxh:"
"""What the placeholder of an element that stands in the text begins with."""
_PART = re.compile(
    r"[`*\[<](?:"
    r"(?<=`)([^`]++)`(?!`)"
    r"|(?<=\*)(\*?)(?![\s*_])([^*_`\\\[{<&~@]++)(?<!\s)\*\2(?!\*)"
    r"|(?<=\[)(?<!!\[)(?:"
    r"([^\[\]^*_`\\{<&~@]++)\]\(([^\s()<>'\"\x02`\\\[\]{]*+)(?:[ ]\"([^()'\"\x02`\\\[\]{]*+)\")?\)"
    r"|\^([^\[\]^*_`\\{<&~@\s\x02]++)\]"
    r")"
    r"|(?<=<)(https?://[^\s<>`\\\[\]{\x02]++)>"
    r")"
)
"""Code, emphasis, a link, a footnote mark or an address, in which nothing else can be: any other sign is left over.

It begins with the characters that one of these begins with, as regular expressions find a character faster than
a place.
"""
_GROUPS = 8
_WHITE = re.compile(r"\s")


def is_plain(text: str) -> bool:
    """Whether there is nothing to be found in a text."""
    # To take away what is no sign is several times as fast as to look for signs.
    signs = text.encode("utf-8", "surrogatepass").translate(None, _DULL)
    if signs and (signs.strip(b":") or _COLONS.search(text)):
        return False
    return "  \n" not in text and "www." not in text.lower() and _BEGUN not in text


class Simple:
    """Makes the elements of such a text at one go."""

    def __init__(self, md: Markdown) -> None:
        self._delimiters: Any = md.inlinePatterns["em_strong"]
        self._marks: Any = md.inlinePatterns["footnote"]

    def read(self, text: str) -> tuple[str, list[Element]] | None:
        """What comes first and the elements with their tails, or nothing if the text is not simple."""
        first, *parts = _PART.split(text)
        if not parts or self._delimiters.regions:
            return None
        looked_at = [first]
        row = iter(parts)
        rows = list(zip(*[row] * (_GROUPS + 1), strict=True))
        known = self._marks.footnotes.footnotes
        for _, _, stressed, words, _, _, label, _, tail in rows:
            if label and label not in known:
                return None
            looked_at.append(stressed or words or "")
            looked_at.append(tail)
        if not is_plain("\n".join(looked_at)):
            return None
        return first, [self._node(*row) for row in rows]

    def _node(  # noqa: PLR0913, PLR0917 - the groups of the expression
        self,
        code: str | None,
        star: str | None,
        stressed: str | None,
        words: str | None,
        address: str,
        title: str | None,
        label: str | None,
        url: str | None,
        tail: str,
    ) -> Element:
        """The element of one match."""
        node: Element
        if stressed:
            node = Element("strong" if star else "em")
            node.text = stressed
        elif code:
            node = Element("code")
            node.text = AtomicString(code_escape(code.strip()))
        elif words:
            node = Element("a", {"href": address})
            node.text = words
            if title is not None:
                node.set("title", _WHITE.sub(" ", title.strip()))
        elif url:
            node = Element("a", {"href": url})
            node.text = AtomicString(url)
        else:
            mark = f"[^{label}]"
            node = self._marks.handleMatch(self._marks.compiled_re.match(mark), mark)[0]
        if tail:
            node.tail = tail
        return node
