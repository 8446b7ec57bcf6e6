"""References: `[label]: address "title"`, at the beginning of a paragraph."""

import re

from markdown import Markdown

_DEFINITION = re.compile(
    r"[ ]*+\[(?!\^)(?=[^\]]*[^\]\s])((?:[^\[\]\\]|\\.)++)\]:"
    r"[ ]*+\n?[ ]*+(?:<([^<>\n]*+)>|([^\s<][^\s]*+))"
    r"""(?:(?:[ ]++\n?|\n)[ ]*+("(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|\((?:[^()\\\n]|\\.)*+\)))?[ ]*(?:\n|$)"""
)
_WHITE = re.compile(r"\s+")


def take_references(md: Markdown, text: str) -> int:
    """Note the references that a paragraph begins with; where they end."""
    at = 0
    while found := _DEFINITION.match(text, at):
        label = _WHITE.sub(" ", found[1].strip()).lower()
        address = found[2] if found[2] is not None else found[3]
        # The first of the same name counts.
        md.references.setdefault(label, (address, found[4][1:-1] if found[4] else ""))
        at = found.end()
    return at
