"""Hashes: headings on a line of their own."""

from xml.etree.ElementTree import SubElement

from journal.markdown.reader import Found, Reader

_DEEPEST = 6


def begin_heading(reader: Reader) -> Found | None:
    """`## …`; hashes behind the words are not shown."""
    body = reader.body
    words = body.lstrip("#")
    level = len(body) - len(words)
    if level > _DEEPEST or (words and words[0] != " "):
        return None
    words = words.strip(" ")
    bare = words.rstrip("#")
    if not bare or bare[-1] == " ":
        words = bare.rstrip(" ")
    SubElement(reader.room().element, f"h{level}").text = reader.texts.inline(words, reader.number(reader.at))
    return Found.BLOCK
