"""The inline step, which asks a pattern only about text that holds a sign the pattern cannot do without."""

import re
from collections.abc import Callable, Mapping

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_ADDRESS = re.compile(r"://|www\.", re.IGNORECASE)

_SIGNS: Mapping[str, Callable[[str], object]] = {
    "backtick": lambda text: "`" in text or "\\" in text or "{{" in text or "{%" in text,
    "escape": lambda text: "\\" in text,
    "footnote": lambda text: "[^" in text,
    "reference": lambda text: "[" in text,
    "link": lambda text: "[" in text,
    "image_link": lambda text: "![" in text,
    "image_reference": lambda text: "![" in text,
    "short_reference": lambda text: "[" in text,
    "short_image_ref": lambda text: "![" in text,
    "autolink": lambda text: "<" in text,
    "automail": lambda text: "<" in text,
    "html": lambda text: "<" in text,
    "linebreak": lambda text: "  \n" in text,
    "magic-link": _ADDRESS.search,
    "magic-mail": lambda text: "@" in text,
    "entity": lambda text: "&" in text,
    "emoji": lambda text: ":" in text,
    "em_strong": lambda text: "*" in text or "_" in text,
    "delimiter": lambda text: "~" in text,
}
"""What a text must hold for a pattern to match; a pattern that is not here is always asked.

A match puts a placeholder in the place of its text, so a sign that is not there at first does not come later.
"""
_APPLY = "_InlineProcessor__applyPattern"


class Inline(InlineProcessor):
    """Python-Markdown's own step: a third of a build goes into patterns that cannot match."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        patterns = md.inlinePatterns
        signs = {patterns.get_index_for_name(name): sign for name, sign in _SIGNS.items() if name in patterns}
        self._wanted = [signs.get(index) for index in range(len(patterns))]
        self._apply: Callable[..., tuple[str, bool, int]] = getattr(self, _APPLY)

    # The library's method is private to its class, hence the name. Should it be called otherwise one day, this one is
    # not called at all, and all that is lost is time.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """Replace what matches by placeholders."""
        if isinstance(data, AtomicString):
            return data
        patterns = self.inlinePatterns
        for index in range(patternIndex, len(patterns)):
            wanted = self._wanted[index]
            if wanted is not None and not wanted(data):
                continue
            start, matched = 0, True
            while matched:
                data, matched, start = self._apply(patterns[index], data, index, start)
        return data
