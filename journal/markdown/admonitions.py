"""Admonitions: `!!! note` and what is indented below."""

from xml.etree.ElementTree import Element

from markdown.extensions.admonition import AdmonitionProcessor


class Admonitions(AdmonitionProcessor):
    """The library's step, which would look for a beginning at every character of what is indented."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether an admonition begins or goes on."""
        return super().test(parent, block) if "!!!" in block else self.parse_content(parent, block)[0] is not None
