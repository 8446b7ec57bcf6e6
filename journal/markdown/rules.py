"""Rules: lines of `---`, drawn across the page or below a heading."""

from xml.etree.ElementTree import SubElement

from journal.markdown.reader import Found, Reader

_SHORTEST = 3


def begin_rule(reader: Reader) -> Found | None:
    """`---`, `***` or `___`, with or without spaces."""
    body = reader.body
    if body.strip(" " + body[0]) or body.count(body[0]) < _SHORTEST:
        return None
    SubElement(reader.room().element, "hr")
    return Found.BLOCK


def underline(reader: Reader) -> Found | None:
    """`===` or `---` below a paragraph, which becomes a heading."""
    lines = reader.text
    if not reader.goes_on or lines is None or reader.body.rstrip(" ").strip(reader.body[0]):
        return None
    if reader.body.rstrip(" ") == "-" and len(lines) > 1:  # what is left of a pasted list: nobody draws it so short
        return None
    text, begun = reader.texts.without_references("\n".join(lines), reader.number(reader.begun))
    if not text:
        reader.text, reader.goes_on = None, False
        return None
    if reader.texts.holds_table(text):
        return None
    reader.text = None
    heading = SubElement(reader.room().element, "h1" if reader.body[0] == "=" else "h2")
    heading.text = reader.texts.inline(text, begun)
    return Found.BLOCK
