"""Slugs: the part of a URL that a name becomes."""

import re
import unicodedata
from collections.abc import Iterator

_LONGEST = 150
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
PLAIN = re.compile(r"[A-Za-z0-9_-]+")
"""What any URL and any file name can carry as it is."""
_ENDS = "-_.~"
_RUN = re.compile("-{2,}")
_IN_ASCII = "".join(c if c.isalnum() or c in "_.~" else "-" for c in map(chr, range(128)))


def slugify(text: str) -> str:
    """Lower case, words joined by `-`, letters and digits of every script kept (NFC).

    Empty only when the text has no letter or digit at all. At most 150 bytes long, so that every file system
    takes it for a name.
    """
    if text.isascii():  # as most are: the same in a tenth of the time
        kept = text.lower().translate(_IN_ASCII)
    else:
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
        kept = unicodedata.normalize("NFC", "".join(_kept(text)))
    joined = (_RUN.sub("-", kept) if "--" in kept else kept).strip(_ENDS)
    return joined.encode()[:_LONGEST].decode(errors="ignore").strip(_ENDS)


def _kept(text: str) -> Iterator[str]:
    after_letter = False
    for sign in text:
        if unicodedata.category(sign) in ("Mn", "Mc"):
            # `\w` leaves out combining marks, which many scripts cannot do without; on an emoji they are invisible.
            if after_letter and not _VARIATION.match(sign):
                yield sign
        else:
            after_letter = sign.isalnum()
            yield sign if after_letter or sign in "_.~" else "-"


def term_slug(name: str) -> str:
    """The slug of a tag, journal or series; two names with the same slug are the same term.

    Signs that tell terms apart are spelled out (`C`, `C++` and `C#` are three tags), and a name of signs alone
    still has a slug.
    """
    spelled = name.replace("+", "plus").replace("#", "sharp")
    if spelled.startswith("."):
        spelled = "dot" + spelled[1:]
    return slugify(spelled) or "-".join(f"u{ord(c):x}" for c in name if not c.isspace())[:_LONGEST]


def clean_segment(text: str) -> str:
    """One segment of a path that an author wrote, with what a URL or a file name cannot carry made `-`."""
    if PLAIN.fullmatch(text):  # as most are
        return text
    text = re.sub(r'[\s?#%"<>|*:\\\x00-\x1f\x7f]+', "-", unicodedata.normalize("NFC", text).strip())
    return text.replace(".", "-") if text in (".", "..") else text


def same_words(text: str) -> str:
    """The form in which two sentences are equal that differ in their signs, spaces and capitals only."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def same_place(permalink: str) -> str:
    """The form in which two permalinks are equal where a file system or a host takes them for one."""
    if permalink.isascii():
        return permalink.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", permalink).casefold())
