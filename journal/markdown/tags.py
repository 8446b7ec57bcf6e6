"""Tags: HTML amidst text, and what only looks like it."""

import re

from markdown import Markdown
from markdown.inlinepatterns import HtmlInlineProcessor
from markdown.util import INLINE_PLACEHOLDER_RE

from journal.markdown.stash import PLACEHOLDER

_NAME = r"[A-Za-z][A-Za-z0-9-]*+"
_VALUE = r"""(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+")"""
_ATTRIBUTE = rf"(?:[A-Za-z_:@][\w.:@-]*+(?:\s*+=\s*+{_VALUE})?+|\x02[^\x03]*+\x03)"
# The library takes whatever stands between `<` and `>`, such as a generic type or the path of a file, for a tag.
_TAG = (
    rf"(<(?:{_NAME}(?:\s++{_ATTRIBUTE})*+\s*+/?|/{_NAME}\s*+|!--(?:(?!-->).)*+--"
    r"|\?(?:(?!\?>).)*+\?|!\[CDATA\[(?:(?!\]\]>).)*+\]\]|![A-Za-z][^>]*+)>)"
)


class Tags(HtmlInlineProcessor):
    """Puts a tag, a comment or the like aside, if it is one."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(_TAG, md)

    def unescape(self, text: str) -> str:
        """The text as it was written; the library would put a backslash before a template."""
        stashed: dict[str, object] = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]
        return super().unescape(INLINE_PLACEHOLDER_RE.sub(lambda found: _kept(stashed, found), text))


def _kept(stashed: dict[str, object], found: re.Match[str]) -> str:
    """What stands for a template in the text, or else the placeholder itself."""
    node = stashed.get(found[1])
    return node if isinstance(node, str) and PLACEHOLDER.fullmatch(node) else found[0]
