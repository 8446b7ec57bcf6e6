"""Titles: the heading that a text begins with, as the title in its head."""

import re
from collections.abc import Mapping

from journal.importers.records import Note

_HEADING = re.compile(
    r"\s*(?:^# +(?P<text>[^\n]+?)(?: +#+)? *|^(?P<lined>[^\W\d][^\n]*?) *\n=+ *)(?:\n(?:[ \t]*\n)*+|\Z)", re.MULTILINE
)
_PLAIN = re.compile(r"(?:[^\W_]|[ ,;?!/+()]|[.](?!\.)|-(?!-)|:(?=\s)|&(?=\s))+")
"""Words that are shown as they are written, wherever they stand."""


def title_in(body: str, head: Mapping[str, object]) -> tuple[str, str, tuple[Note, ...]]:
    """The title that a text without one in its head begins with, and the text below it.

    A heading with Markdown in it stays where it is, for a title in the head is shown to the letter.
    """
    found = None if "title" in head else _HEADING.match(body)
    title = (found["text"] or found["lined"] or "").strip() if found else ""
    if not found or not _PLAIN.fullmatch(title) or _HEADING.match(body, found.end()):
        return "", body, ()
    return title, body[found.end() :], (Note("its first heading is the title in its head"),)
