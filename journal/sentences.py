"""Sentences: the words around a link, for the page that it leads to."""

import re
from collections.abc import Iterator
from html import unescape

from journal.links import target_of
from journal.markdown.prose import cut, plain_text

_BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|dd|dt|dl|td|th|tr|table|h[1-6]|div|blockquote|figure|figcaption|details|summary|pre|section|"
    r"aside|article|header|footer|hr)\b[^<>]*+>"
)
_LINK = re.compile(r'<a\b[^<>]*?\shref="(journal-[a-z]+:[^"<>]*+)"[^<>]*+>|</a>')
_BEGIN, _END = "\x02", "\x03"
"""Around the words of a link; no text holds them."""
_STOP = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019\u00bb)\]]*\s+|[\u3002\uff01\uff1f]+")
_FAR = 160
_MOST = 3
"""So many sentences of one text are enough to see what it says."""


def sentences_in(html: str) -> dict[str, str]:
    """The sentences in which the links of a text stand, as `Link` has them, by what the links lead to."""
    found: dict[str, list[str]] = {}
    for block in _BLOCK.split(html):
        if 'href="journal-' in block:
            for target, sentence in _in_block(block):
                said = found.setdefault(target, [])
                if sentence and len(said) < _MOST and sentence not in said:
                    said.append(sentence)
    return {target: "\n".join(said) for target, said in found.items() if said}


def _in_block(block: str) -> Iterator[tuple[str, str]]:
    targets: list[str] = []
    is_open = False

    def sign(link: re.Match[str]) -> str:
        nonlocal is_open
        if link[1] is None:
            was, is_open = is_open, False
            return _END if was else link[0]
        before = _END if is_open else ""
        is_open = True
        targets.append(target_of(unescape(link[1])))
        return before + _BEGIN

    first, *parts = plain_text(_LINK.sub(sign, block)).split(_BEGIN)
    text, places, at = [first], [], len(first)
    for part in parts:
        words, _, rest = part.partition(_END)
        places.append((at, at + len(words)))
        text += (words, rest)
        at += len(words) + len(rest)
    whole = "".join(text)
    for target, (begin, end) in zip(targets, places, strict=False):
        yield target, _sentence(whole, begin, end)


def _sentence(text: str, begin: int, end: int) -> str:
    """The sentence around the words of a link; empty when there are no others."""
    far = max(0, begin - _FAR)
    starts = [
        stop.end() for stop in _STOP.finditer(text, far, begin) if not text[stop.end() : stop.end() + 1].islower()
    ]
    before = text[starts[-1] if starts else far : begin]
    if far and not starts:
        before = "\u2026" + before.partition(" ")[2]
    after = text[end : end + _FAR]
    stops = (stop.end() for stop in _STOP.finditer(after) if not after[stop.end() : stop.end() + 1].islower())
    stop = next(stops, None)
    if stop is not None:
        after = after[:stop].rstrip()
    elif end + _FAR < len(text):
        after = cut(after, _FAR - 1)
    if not any(character.isalnum() for character in before + after):
        return ""
    return f"{before}\t{text[begin:end]}\t{after}"
