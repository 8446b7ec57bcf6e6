"""Uses: which entries use which words of the glossary, and the links from there to what they mean.

Only for a site with `glossary_links`: every body has to be searched for every word. What was found is kept by body,
so that an edit searches one of them; a word that is new is looked for in all.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape, unescape

from journal.entry import Entry
from journal.frozen import frozen
from journal.learning.glossary import PERMALINK, anchors_of, by_word
from journal.site import Site
from journal.stage import digest_of
from journal.state import State

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
_ASIDE = re.compile(r"\s*\(([^()]+)\)$")
_FORMULA = re.compile(r"<annotation\b.*?</annotation>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|code|del|em|i|mark|q|s|small|span|strong|sub|sup|m\w+)\b[^<>]*>")
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Letters of scripts that write words without spaces between them."""
_PART = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")
_SHORTEST, _LONGEST = 2, 200


@frozen
class Word:
    """A word of the glossary, as a text may use it."""

    id: str
    forms: tuple[str, ...]
    meaning: str
    """Plain text, for those who hover over the word."""
    explained: frozenset[str]
    """Sources of the posts that explain it, which need no link to it."""


def links_words(site: Site) -> bool:
    """Whether entries of a site link to its glossary."""
    config = site.config
    return config.glossary_links and "glossary" not in config.disable and PERMALINK not in site.permalinks


def words_of(site: Site) -> tuple[Word, ...]:
    """The words that can be told from others in a text; code is none, as its names are words of their own."""
    found = by_word(_Met(item.text, item.html, item.more, source) for source, item in site.items.get("term", ()))
    ids = anchors_of(found)
    return tuple(
        Word(ids[word], forms, _in_words(met[0].more), frozenset(one.source for one in met))
        for word, met in found.items()
        if (forms := _forms(met))
    )


@frozen
class _Met:
    text: str
    html: str
    more: str
    source: str


def _forms(met: Sequence[_Met]) -> tuple[str, ...]:
    """The ways in which a word is written: as it was explained and, of `SGD (stochastic …)`, either half."""
    forms: dict[str, None] = {}
    for one in met:
        if one.html.startswith("<code") and one.html.endswith("</code>"):
            continue
        aside = _ASIDE.search(one.text)
        for form in (one.text, one.text[: aside.start()] if aside else "", aside[1] if aside else ""):
            if len(form) >= _SHORTEST:
                forms[form] = None
    return tuple(forms)


def _in_words(html: str) -> str:
    """A meaning as plain text on one line, cut where it is long."""
    text = " ".join(unescape(_TOKEN.sub(" ", _INLINE.sub("", _FORMULA.sub("", html)))).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0].rstrip(" ,;:.") + "…"


def uses_as_kept(site: Site, state: State) -> Mapping[str, Sequence[int]]:
    """Of each source, the places of the words that it uses and does not explain; worked out for what has changed."""
    if not links_words(site) or not (words := words_of(site)):
        return {}
    basis = digest_of(repr((site.config.language, [word.forms for word in words])).encode())
    before: Mapping[str, list[int]] = json.loads(state.fact("uses", basis) or "{}")
    matcher = _Matcher(words, site.config.language)
    digests = {entry.source: site.documents[entry.source].body_digest for entry in site.entries}
    now = {
        digest: before[digest] if digest in before else sorted(set(matcher.places(state.body(source).html)))
        for source, digest in digests.items()
    }
    if now != before:
        state.keep_fact("uses", basis, json.dumps(now, separators=(",", ":")))
    return {
        source: [place for place in now[digest] if source not in words[place].explained]
        for source, digest in digests.items()
    }


def words_in(site: Site, words: Sequence[Word], source: str) -> tuple[Word, ...]:
    """The words that a source uses."""
    return tuple(words[place] for place in site.uses.get(source, ()))


def told_of_words(site: Site, words: Sequence[Word]) -> dict[str, str]:
    """The same of every source, as a text that tells two answers apart; empty for none."""
    told = [repr((word.id, word.forms, word.meaning)) for word in words] if site.uses else []
    used = {source: "\n".join([told[place] for place in places]) for source, places in site.uses.items()}
    return dict.fromkeys(site.documents, "") | used


def uses_of(site: Site, words: Sequence[Word]) -> Mapping[str, tuple[Entry, ...]]:
    """The entries that use each word, by its id, oldest first."""
    in_time = [*reversed([e for e in site.entries if e.date]), *(e for e in site.entries if not e.date)]
    found: dict[str, list[Entry]] = {}
    for entry in in_time:
        for word in words_in(site, words, entry.source):
            found.setdefault(word.id, []).append(entry)
    return {id_: tuple(entries) for id_, entries in found.items()}


def told_of_uses(site: Site, words: Sequence[Word], entries: Mapping[str, str]) -> str:
    """The same as a text, given what tells entries apart."""
    used = [f"{entries[source]} {places}" for source, places in site.uses.items() if places]
    return "\n".join([*(word.id for word in words), *used]) if used else ""


def linked(html: str, words: Sequence[Word], address: Callable[[str], str], language: str) -> str:
    """A body whose first use of each of these words leads to the glossary."""
    matcher, left = _Matcher(words, language), {*range(len(words))}

    def marked(text: str) -> Iterator[str]:
        done = 0
        for start, end, place in matcher.found(text):
            if place in left:
                left.discard(place)
                href, title = escape(f"{address(PERMALINK)}#{words[place].id}"), escape(words[place].meaning)
                yield f'{text[done:start]}<a class="word" href="{href}" title="{title}">{text[start:end]}</a>'
                done = end
        yield text[done:]

    pieces = _TOKEN.split(html)
    for n in _of_prose(pieces):
        pieces[n] = "".join(marked(pieces[n]))
    return "".join(pieces)


class _Matcher:
    """Finds words in a text, part by part: a pattern of all of them would be tried at every letter."""

    def __init__(self, words: Sequence[Word], language: str) -> None:
        self._many = "s" if language.startswith("en") else ""
        self._by_first: dict[str, list[tuple[list[str], bool, int]]] = {}
        for place, word in enumerate(words):
            for form in word.forms:
                exact = _is_exact(form)
                parts = [part if exact else _folded(part) for part in _PART.findall(escape(form, quote=False))]
                for first in {_folded(parts[0]), _folded(parts[0]) + self._many} if parts else ():
                    self._by_first.setdefault(first, []).append((parts, exact, place))
        for forms in self._by_first.values():
            forms.sort(key=lambda form: (-len(form[0]), not form[1]))  # the longest first; an abbreviation as written

    def found(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Where each word in a text begins and ends, and its place among the words."""
        if self._by_first.keys().isdisjoint(_PART.findall(_folded(text))):
            return
        parts = list(_PART.finditer(text))
        at = 0
        while at < len(parts):
            length, place = self._at(text, parts, at)
            if length:
                yield parts[at].start(), parts[at + length - 1].end(), place
            at += length or 1

    def _at(self, text: str, parts: Sequence[re.Match[str]], at: int) -> tuple[int, int]:
        """The number of parts of the word that begins at one of them, and its place; 0 for none."""
        for form, exact, place in self._by_first.get(_folded(parts[at][0]), ()):
            here = [part[0] if exact else _folded(part[0]) for part in parts[at : at + len(form)]]
            if here[:-1] == form[:-1] and here[-1] in (form[-1], form[-1] + self._many) and len(here) == len(form):
                start, end = parts[at].start(), parts[at + len(form) - 1].end()
                if text[start - 1 : start] != "-" and text[end : end + 1] != "-":  # which would make another word of it
                    return len(form), place
        return 0, -1

    def places(self, html: str) -> Iterator[int]:
        """The words in a body."""
        pieces = _TOKEN.split(html)
        for n in _of_prose(pieces):
            yield from (place for _, _, place in self.found(pieces[n]))


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
