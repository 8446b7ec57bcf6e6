"""Inline tags: `#word` amidst the text, a link to the tag's page and a tag of the entry."""

import re
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from journal.markdown.converter import Converter
from journal.slugs import term_slug

_BEYOND = r"[^\x00-\xbf\s\u2000-\u206f\u2e00-\u2e7f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]"
"""Signs that are no punctuation, such as emoji and the vowels of scripts that write them as marks."""
# White space before it, and something in it that is no digit: `C#` and `#1` are none.
_TAG = rf"#(?<!\S#)(?!/)(?=[\d/_-]*(?:[^\W\d_]|{_BEYOND}))((?:[\w/-]|{_BEYOND})++)"

_NOTHING = "(?!)"


class InlineTags(InlineProcessor):
    """Makes links to the pages of tags, and notes the tags."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Converter) -> None:
        super().__init__(_TAG if md.dialect.inline_tags else _NOTHING, md)
        self.md: Converter = md

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name, and stubs that know less than it does
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """A slash or a dash at its end is not part of the name."""
        del data
        name = m[1].rstrip("/-")
        self.md.draft.tags.append(name)
        link = Element("a", {"class": "tag", "href": f"/tags/{term_slug(name)}/"})
        link.text = AtomicString(f"#{name}")
        return link, m.start(), m.start() + 1 + len(name)
