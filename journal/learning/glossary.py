"""Glossary: the words that entries explain, told apart and put in order."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from journal.slugs import slugify

PERMALINK = "/glossary/"
_ENDS = re.compile(r"^\W+|[^\w+#)]+$")
_OTHERS = "#"
"""The letter of words that begin with none."""
_TOGETHER = (("kanji", "\u3400", "\u9fff"), ("kanji", "\uf900", "\ufaff"), ("hangul", "\uac00", "\ud7a3"))


def folded(word: str) -> str:
    """The form in which two spellings are one word: whatever the case, the quotes around it, the spaces in it."""
    text = unicodedata.normalize("NFKC", word).casefold().replace("\u2019", "'")
    return " ".join((_ENDS.sub("", text) or text).split())


def letter_of(word: str) -> str:
    """The letter that a word stands under: without accents; the sign of a syllable or a word is its own."""
    first = next((sign for sign in _bare(word) if sign.isalnum()), "")
    return first.upper()[:1] if first.isalpha() else _OTHERS


def place_of(word: str) -> tuple[int, str, str]:
    """What words are put in order by: latin letters, then other scripts, then what begins with no letter."""
    letter = letter_of(word)
    script = 2 if letter == _OTHERS else 0 if "A" <= letter <= "Z" else 1
    return script, _ENDS.sub("", _bare(word)), folded(word)


def _bare(word: str) -> str:
    """A word without marks above and below its letters."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare).replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("æ", "ae")


def section_of(word: str) -> str:
    """The part of a long glossary that a word stands in, as a path: its letter.

    Signs of which there are thousands have a part together, and so has what begins with no letter.
    """
    letter = letter_of(word)
    if letter == _OTHERS:
        return "other"
    return next((section for section, first, last in _TOGETHER if first <= letter <= last), letter.casefold())


def title_of(section: str) -> str:
    """What such a part is called."""
    return {"other": _OTHERS, "kanji": "漢字", "hangul": "한글"}.get(section, section.upper())


def anchors_of(words: Iterable[str]) -> Mapping[str, str]:
    """The id of each word on the page of the glossary; it stays what it is when a word is added before it."""
    used: dict[str, int] = {}
    ids = {}
    for word in words:
        slug = slugify(word.replace("+", "plus").replace("#", "sharp")) or "word"
        used[slug] = used.get(slug, 0) + 1
        ids[word] = slug if used[slug] == 1 else f"{slug}-{used[slug]}"
    return ids
