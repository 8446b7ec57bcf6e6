"""Notes: footnotes where they are written, `[^1]: …`."""

import re

from journal.markdown.containers import CODE_INDENT, Container
from journal.markdown.reader import Found, Reader

_NOTE = re.compile(r"\[\^([^\]]*)\]:[ ]*")


def begin_note(reader: Reader) -> Found | None:
    """A footnote; what belongs to it is indented by four spaces."""
    found = _NOTE.match(reader.body)
    if found is None:
        return None
    reader.room()
    container = Container(reader.texts.footnotes.begin(found[1]), CODE_INDENT, CODE_INDENT, filled=True)
    reader.body, reader.indent = reader.body[found.end() :], 0
    return reader.push(container)
