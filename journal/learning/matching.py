"""Matching: finds the words of the glossary in the prose of a body, and makes links of them."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape

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
        folded = _folded("\n".join(_PART.findall(text))).split("\n")
        hits = [at for at, part in enumerate(folded) if part in self._by_first]
        if not hits:
            return
        parts, after = list(_PART.finditer(text)), 0
        for at in hits:
            if at >= after:
                length, place = self._at(text, parts, folded, at)
                if length:
                    yield parts[at].start(), parts[at + length - 1].end(), place
                    after = at + length

    def _at(self, text: str, parts: Sequence[re.Match[str]], folded: Sequence[str], at: int) -> tuple[int, int]:
        """The number of parts of the word that begins at one of them, and its place; 0 for none."""
        for form, exact, place in self._by_first[folded[at]]:
            end = at + len(form)
            here = [part[0] for part in parts[at:end]] if exact else folded[at:end]
            if here[:-1] == form[:-1] and here[-1] in (form[-1], form[-1] + self._many) and len(here) == len(form):
                first, last = parts[at].start(), parts[end - 1].end()
                if text[first - 1 : first] != "-" and text[last : last + 1] != "-":  # another word, with either
                    return len(form), place
        return 0, -1


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
