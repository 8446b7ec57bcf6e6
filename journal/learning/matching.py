"""Matching: finds the words of the glossary in the prose of a body, and makes links of them."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import islice

from journal.items import Word

_TOKEN = re.compile(r"""(<!--.*?-->|</?[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+')*+>)""", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SKIPPED = frozenset(
    (
        *(
            "a",
            "abbr",
            "button",
            "code",
            "dfn",
            "dt",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "kbd",
            "label",
            "math",
            "pre",
        ),
        *("samp", "script", "style", "summary", "svg", "template", "textarea", "title", "th"),
    )
)
"""A word in one of these is no prose, or the link in it would not be one."""
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Letters of scripts that write words without spaces between them."""
_TYPOGRAPHY = "\u00a0\u00ab\u00bb\u2013\u2014\u2018\u201a\u201c\u201d\u201e\u2026\u202f"
_SPACED = "".join(sign if sign.isalnum() or sign == "_" else " " for sign in map(chr, range(128)))
_PART = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")


def linked(html: str, words: Sequence[Word], address: Callable[[str], str], language: str) -> str:
    """A body whose first use of each of these words leads to the glossary."""
    matcher, left = Matcher([word.forms for word in words], language), {*range(len(words))}

    def marked(text: str) -> Iterator[str]:
        done = 0
        for start, end, place in matcher.found(text):
            if place in left:
                left.discard(place)
                page, _, anchor = words[place].permalink.partition("#")
                href, title = escape(f"{address(page)}#{anchor}"), escape(words[place].meaning)
                yield f'{text[done:start]}<a class="word" href="{href}" title="{title}">{text[start:end]}</a>'
                done = end
        yield text[done:]

    pieces = _TOKEN.split(html)
    for n in _of_prose(pieces):
        pieces[n] = "".join(marked(pieces[n]))
    return "".join(pieces)


class Matcher:
    """Finds words in a text, part by part: a pattern of all of them would be tried at every letter."""

    def __init__(self, words: Sequence[Sequence[str]], language: str) -> None:
        self._many = "s" if language.startswith("en") else ""
        self._by_first: dict[str, list[tuple[list[str], bool, int]]] = {}
        for place, forms in enumerate(words):
            for form in forms:
                exact = _is_exact(form)
                parts = [part if exact else _folded(part) for part in _PART.findall(escape(form, quote=False))]
                for first in {_folded(parts[0]), _folded(parts[0]) + self._many} if parts else ():
                    self._by_first.setdefault(first, []).append((parts, exact, place))
        self._signs = [first for first in self._by_first if not _is_letter(first[0])]
        for found in self._by_first.values():
            found.sort(key=lambda form: (-len(form[0]), not form[1]))  # the longest first; an abbreviation as written

    def __bool__(self) -> bool:
        """Whether there is anything to find."""
        return bool(self._by_first)

    def may_be_in(self, html: str) -> bool:
        """Whether the first parts of any word are in a body, wherever."""
        text = _folded(html)
        return any(first in text for first in self._by_first)

    def places(self, html: str) -> Iterator[int]:
        """The words in a body."""
        pieces = _TOKEN.split(html)
        for n in _of_prose(pieces):
            yield from (place for _, _, place in self.found(pieces[n]))

    def found(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Where each word in a text begins and ends, and its place among the words."""
        after = 0
        for start in self._starts(text):
            if start >= after:
                end, place = self._at(text, start)
                if end:
                    yield start, end, place
                    after = end

    def _starts(self, text: str) -> Sequence[int]:
        """Where the first part of any word stands, in order."""
        plain = _folded(text)
        for sign in _TYPOGRAPHY if not plain.isascii() else "":
            plain = plain.replace(sign, " ")
        if not plain.isascii() or len(plain) != len(text):
            return [part.start() for part in _PART.finditer(text) if _folded(part[0]) in self._by_first]
        # Most texts are so; to part one by a pattern takes ten times as long.
        firsts = [*(self._by_first.keys() & {*plain.translate(_SPACED).split()})]
        firsts += [sign for sign in self._signs if sign in plain]
        return sorted(start for first in firsts for start in _places_of(first, plain))

    def _at(self, text: str, start: int) -> tuple[int, int]:
        """Where the word ends that begins there, and its place; 0 for none."""
        forms = self._by_first.get(_folded(_PART.match(text, start)[0]), ())  # type: ignore[index]  # a part begins there
        parts = [*islice(_PART.finditer(text, start), len(forms[0][0]) if forms else 0)]
        for form, exact, place in forms:
            here = [part[0] if exact else _folded(part[0]) for part in parts[: len(form)]]
            if here[:-1] == form[:-1] and here[-1] in (form[-1], form[-1] + self._many) and len(here) == len(form):
                end = parts[len(form) - 1].end()
                if text[start - 1 : start] != "-" and text[end : end + 1] != "-":  # another word, with either
                    return end, place
        return 0, -1


def _places_of(part: str, text: str) -> Iterator[int]:
    """Where a part stands in a text that is folded."""
    start = text.find(part)
    while start >= 0:
        end = start + len(part)
        if not _is_letter(part[0]) or not (_is_letter(text[start - 1 : start]) or _is_letter(text[end : end + 1])):
            yield start
        start = text.find(part, end)


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _of_prose(pieces: Sequence[str]) -> Iterator[int]:
    """The places of what is neither a tag nor inside one in which words are no prose."""
    inside = 0
    for n, piece in enumerate(pieces):
        if n % 2 == 0:
            if not inside and piece and not piece.isspace():
                yield n
        elif (tag := _TAG.match(piece)) and tag[2].lower() in _SKIPPED:
            inside = max(0, inside - 1) if tag[1] else inside + 1


def _is_exact(form: str) -> bool:
    """Whether a word is only itself in this case: `IT` is not `it`."""
    return sum(sign.isupper() for sign in form) > 1 and " " not in form


def _folded(part: str) -> str:
    return part.casefold().replace("\u2019", "'")
