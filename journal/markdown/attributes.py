"""Attribute lists `{#id .class key=value}`, and nothing else in braces."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.attr_list import AttrListExtension, AttrListTreeprocessor

# The library takes any braces at the end of a heading or cell: `{{ x }}`, `{% y %}`, the set {a, b}.
_LIST = (
    r"\{(?::[ ]*(?=[^\s{}%])|[ ]*(?=[#.][^\s{}]|[\w:-]+=))"
    r"""((?:"[^"\n]*"|'[^'\n]*'|[^\n{}"'])*)\}"""
)


class AttributeLists(AttrListTreeprocessor):
    """The library's step, with a stricter eye."""

    def run(self, doc: Element) -> None:
        """Read the lists, if there is a brace that could begin one."""
        if "{" in "".join(doc.itertext()):
            super().run(doc)

    HEADER_RE = re.compile(rf"[ ]+{_LIST}[ ]*$")  # type: ignore[misc] # the stubs call them final
    BLOCK_RE = re.compile(rf"\n[ ]*{_LIST}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{_LIST}")  # type: ignore[misc]


class Attributes(AttrListExtension):
    """The library's extension with that step."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register the step where the library does."""
        md.treeprocessors.register(AttributeLists(md), "attr_list", 8)
