"""Links and images whose brackets are looked for only so far."""

import re

from markdown import Markdown
from markdown import inlinepatterns as inline

_DEEPEST = 32
_BRACKET = re.compile(r"[\[\]]")
_SIMPLE = re.compile(r"\(([^\s()<>'\"\x02]*+)(?:[ ]\"([^()'\"\x02]*+)\")?\)")
"""An address and a title in which nothing needs a second look."""
_WHITE = re.compile(r"\s")


class Bounded(inline.LinkInlineProcessor):
    """Finds the end of `[…]` without reading to the end of the text for every bracket that is never closed."""

    _read = ""
    _last = {"]": -1, ")": -1}  # noqa: RUF012 - never changed, only replaced

    def _closes(self, mark: str, data: str, index: int) -> bool:
        """Whether the mark comes at or after the index; the text is looked through once."""
        if data is not self._read:
            self._read = data
            self._last = {mark: data.rfind(mark) for mark in "])"}
        return index <= self._last[mark]

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802 - the library's name
        """The text up to the matching bracket, where that is, and whether there is one."""
        depth = 1
        if not self._closes("]", data, index):
            return "", index, False
        for bracket in _BRACKET.finditer(data, index):
            if bracket[0] == "[":
                depth += 1
                if depth > _DEEPEST:
                    break
            else:
                depth -= 1
                if not depth:
                    return data[index : bracket.start()], bracket.end(), True
        return "", index, False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802 - the library's name
        """The address and title in `(…)`, where that ends, and whether it is one."""
        if not self._closes(")", data, index):
            return "", None, index, False
        if simple := _SIMPLE.match(data, index):
            title = simple[2]
            return simple[1], title and _WHITE.sub(" ", title.strip()), simple.end(), True
        return super().getLink(data, index)


class Link(Bounded, inline.LinkInlineProcessor):
    """`[text](url)`."""


class Image(Bounded, inline.ImageInlineProcessor):
    """`![text](url)`."""


class Reference(Bounded, inline.ReferenceInlineProcessor):
    """`[text][label]`; with a space between them, these are two."""

    RE_LINK = re.compile(r"\[([^\]]*)\]")


class ShortReference(Bounded, inline.ShortReferenceInlineProcessor):
    """`[label]`."""


class ImageReference(Bounded, inline.ImageReferenceInlineProcessor):
    """`![text][label]`."""

    RE_LINK = Reference.RE_LINK


class ShortImageReference(Bounded, inline.ShortImageReferenceInlineProcessor):
    """`![label]`."""


def bound_brackets(md: Markdown) -> None:
    """Put these in the places of the library's own."""
    register = md.inlinePatterns.register
    register(Reference(inline.REFERENCE_RE, md), "reference", 170)
    register(Link(inline.LINK_RE, md), "link", 160)
    register(Image(inline.IMAGE_LINK_RE, md), "image_link", 150)
    register(ImageReference(inline.IMAGE_REFERENCE_RE, md), "image_reference", 140)
    register(ShortReference(inline.REFERENCE_RE, md), "short_reference", 130)
    register(ShortImageReference(inline.IMAGE_REFERENCE_RE, md), "short_image_ref", 125)
