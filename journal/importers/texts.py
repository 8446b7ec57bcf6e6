"""Texts: from the bytes of an old file to its text, whatever editor wrote it."""

from journal.importers.records import Note


def decoded(data: bytes) -> tuple[str, tuple[Note, ...]] | str:
    """The text with LF line ends and what was done to it, or the reason why there is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
        notes: tuple[Note, ...] = (Note("was UTF-16, now UTF-8"),)
    else:
        try:
            text, notes = data.decode("utf-8-sig"), ()
        except UnicodeDecodeError:
            if b"\0" in data:
                return "not a text"
            text = data.decode("cp1252", "replace")
            notes = (Note("is not UTF-8; read as Windows-1252, so look at its accents", look=True),)
    if "\0" in text:
        return "not a text"
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff"), notes
