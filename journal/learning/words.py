"""Words: those of the glossary, as a text may use them; kept, so that an edit elsewhere reads no meaning."""

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape

from journal.config import Config
from journal.items import Collected, Item, Word
from journal.learning.collected import addresses_of, all_of, basis_of, page_size
from journal.learning.glossary import PERMALINK
from journal.site import Site
from journal.stage import digest_of
from journal.state import State

_ASIDE = re.compile(r"\s*\(([^()]+)\)$")
_FORMULA = re.compile(r"<annotation\b.*?</annotation>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|code|del|em|i|mark|q|s|small|span|strong|sub|sup|m\w+)\b[^<>]*>")
_TAG = re.compile(r"""<!--.*?-->|</?[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+')*+>""", re.DOTALL)
_SHORTEST, _LONGEST = 2, 200


def has_glossary(site: Site) -> bool:
    """Whether a site has a glossary of ours."""
    return "glossary" not in site.config.disable and not site.has_own(PERMALINK)


def words_as_kept(site: Site, state: State) -> tuple[Word, ...]:
    """The words that can be told from others in a text, read anew only when an item has changed."""
    every = all_of("term", site)
    if not every or not has_glossary(site):
        return ()
    links = site.config.glossary_links
    basis = digest_of(f"{basis_of('term', site)} {links}".encode())
    if fact := state.fact("words", basis):
        told = json.loads(fact)
    else:
        told = [*_told(every, site, links=links)]
        state.keep_fact("words", basis, json.dumps(told, ensure_ascii=False, separators=(",", ":")))
    return tuple(_words(every, told, site.config))


def _words(every: Sequence[Collected], told: Sequence[tuple[list[str], str]], config: Config) -> Iterator[Word]:
    pages = addresses_of(every, PERMALINK, page_size(config))
    for place, (one, page, (forms, meaning)) in enumerate(zip(every, pages, told, strict=True)):
        if forms:
            explained = frozenset([source for source, _ in one.places])
            yield Word(f"{page}#{one.id}", tuple(forms), meaning, explained, place)


def _told(every: Sequence[Collected], site: Site, *, links: bool) -> Iterator[tuple[tuple[str, ...], str]]:
    """How each is written, and what it means."""
    read: dict[str, tuple[Item, ...]] = {}
    for one in every:
        for source, _ in one.places:
            if source not in read:
                read[source] = tuple(site.documents[source].items)
        items = [read[source][number] for source, number in one.places]
        yield _forms(items), _in_words(items[0].more) if links else ""


def _forms(items: Sequence[Item]) -> tuple[str, ...]:
    """The ways in which a word is written: as it was explained and, of `SGD (stochastic …)`, either half.

    Code has none, as its names are words of their own.
    """
    forms: dict[str, None] = {}
    for item in items:
        if item.html.startswith("<code") and item.html.endswith("</code>"):
            continue
        aside = _ASIDE.search(item.text)
        for form in (item.text, item.text[: aside.start()] if aside else "", aside[1] if aside else ""):
            if len(form) >= _SHORTEST:
                forms[form] = None
    return tuple(forms)


def _in_words(html: str) -> str:
    """A meaning as plain text on one line, cut where it is long."""
    text = " ".join(unescape(_TAG.sub(" ", _INLINE.sub("", _FORMULA.sub("", html)))).split())
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0].rstrip(" ,;:.") + "…"
