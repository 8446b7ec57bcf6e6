"""Uses: which entries use which words of the glossary, and the links from there to what they mean.

Only for a site with `glossary_links`: every body has to be searched for every word. What was found is kept by body,
so that an edit searches one of them; a word that is new is looked for in all.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape

from journal.entry import Entry
from journal.glossary import PERMALINK, anchors_of, by_word
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
_BEFORE, _AFTER = r"(?<![\w-])", r"(?![\w-])"
_SHORTEST, _LONGEST = 2, 200


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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

    def link(found: re.Match[str]) -> str:
        place = matcher.place(found)
        if place not in left:
            return found[0]
        left.discard(place)
        word = words[place]
        href, title = escape(f"{address(PERMALINK)}#{word.id}"), escape(word.meaning)
        return f'<a class="word" href="{href}" title="{title}">{found[0]}</a>'

    pieces = _TOKEN.split(html)
    for n in _of_prose(pieces):
        pieces[n] = matcher.pattern.sub(link, pieces[n])
    return "".join(pieces)


class _Matcher:
    """Finds words in a text."""

    def __init__(self, words: Sequence[Word], language: str) -> None:
        self._exact, self._folded = dict[str, int](), dict[str, int]()
        for place, word in enumerate(words):
            for form in word.forms:
                if _is_exact(form):
                    self._exact.setdefault(form, place)
                else:
                    self._folded.setdefault(_folded(form), place)
        many = r"(?:['\u2019]?s)?" if language.startswith("en") else ""
        forms = sorted((*self._exact, *self._folded), key=lambda form: (-len(form), form))
        # Alike but for the case is left to `place`, as an abbreviation must be as it was written, and a word need not.
        self.pattern = re.compile("|".join(_pattern(form, many) for form in forms), re.IGNORECASE)

    def place(self, found: re.Match[str]) -> int:
        """Which word was found; -1 for none."""
        whole = " ".join(unescape(found[0]).replace("\u2019", "'").split())
        for text in (whole, whole.removesuffix("s"), whole.removesuffix("'s")):
            place = self._exact.get(text, self._folded.get(_folded(text), -1))
            if place >= 0:
                return place
        return -1

    def places(self, html: str) -> Iterator[int]:
        """The words in a body."""
        pieces = _TOKEN.split(html)
        for n in _of_prose(pieces):
            yield from (place for found in self.pattern.finditer(pieces[n]) if (place := self.place(found)) >= 0)


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


def _folded(form: str) -> str:
    return " ".join(form.casefold().replace("\u2019", "'").split())


def _pattern(form: str, many: str) -> str:
    """A form as a whole word, or as part of a text that has no spaces."""
    spaced = r"\s+".join(re.escape(escape(part, quote=False)) for part in form.split()).replace("'", "['\u2019]")
    before = "" if re.match(f"[{_UNSPACED}]", form) else _BEFORE
    return f"{before}{spaced}" if re.search(f"[{_UNSPACED}]$", form) else f"{before}{spaced}{many}{_AFTER}"
