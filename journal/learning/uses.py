"""Uses: which entries use which words of the glossary.

What was found is kept by body, so that an edit searches one of them; when a word is new, those are searched again that
may hold it, which takes no more than to look for its letters.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from journal.entry import Entry
from journal.items import Word
from journal.learning.matching import Matcher
from journal.learning.threads import terms_of
from journal.site import Site, Users
from journal.stage import digest_of
from journal.state import KeptBody, State

_NONE = "-"
_END, _NEXT = "\x1f", "\x1e"
_NAMED = 50
"""So many posts are named for a word that very many use."""

Used = Mapping[str, str]
"""By the digest of a body, the numbers of the words in it, with commas between."""


def uses_as_kept(site: Site, words: Sequence[Word], state: State) -> Mapping[str, str]:
    """Of each post, by source, the numbers of the words that it uses, with commas between; a hyphen for none."""
    if not words:
        return {}
    language = site.config.language
    forms = [_END.join(word.forms) for word in words]
    basis = digest_of(language.encode())
    known, before = _kept(state.fact("uses", basis))
    digests = [site.documents[entry.source].body_digest for entry in site.entries]
    now = dict(before) if known == forms and before.keys() == {*digests} else {}
    if not now:
        finder = _Finder(words, language, {*known} ^ {*forms})
        used = before if known == forms else _renumbered(before, known, forms)
        for entry, digest in zip(site.entries, digests, strict=True):
            if digest not in now:
                now[digest] = finder.places(used.get(digest, ""), partial(state.body, entry.source))
        state.keep_fact("uses", basis, "\n".join([_NEXT.join(forms), " ".join(now), " ".join(now.values())]))
    return dict(zip([entry.source for entry in site.entries], map(now.__getitem__, digests), strict=True))


class _Finder:
    """Finds the words in bodies; `changed` are the forms of those that are not what they were."""

    def __init__(self, words: Sequence[Word], language: str, changed: Iterable[str]) -> None:
        self._words, self._language = words, language
        self._changed = Matcher([forms.split(_END) for forms in changed], language)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher([word.forms for word in self._words], self._language)

    def places(self, before: str, body: Callable[[], KeptBody]) -> str:
        """The numbers of the words in a body, given those that were there before, if it is known."""
        if before and not (self._changed and self._changed.may_be_in(body().html)):
            return before
        return ",".join(map(str, sorted({*self._matcher.places(body().html)}))) or _NONE


def users_as_kept(site: Site, words: Sequence[Word], uses: Mapping[str, str], state: State) -> Users:
    """The posts that use each word and do not explain it, gathered anew only when they are others."""
    if not uses:
        return {}
    terms = [(entry.source, *terms_of(entry)) for entry in site.entries if entry.journals or entry.series]
    explained = [sorted(word.explained) for word in words]
    told = "\n".join([*uses, *uses.values(), f"{explained} {terms}"])
    basis = digest_of(told.encode("utf-8", "surrogatepass"))
    if fact := state.fact("users", basis):
        return dict(json.loads(fact))
    users = _users([entry for entry in site.entries if uses[entry.source] != _NONE], words, uses)
    state.keep_fact("users", basis, json.dumps(users, ensure_ascii=False, separators=(",", ":")))
    return users


def _users(using: Sequence[Entry], words: Sequence[Word], uses: Mapping[str, str]) -> Users:
    found: dict[str, dict[str, tuple[int, list[str]]]] = {}
    for entry in using:
        terms = ["", *(" ".join(term) for term in terms_of(entry))]
        for number in _not_explained(uses[entry.source], entry.source, words):
            for term in terms:
                of_term = found.setdefault(term, {})
                count, named = of_term.setdefault(str(number), (0, []))
                if count < _NAMED:
                    named.append(entry.source)
                of_term[str(number)] = (count + 1, named)
    return found


def words_in(site: Site, source: str) -> tuple[Word, ...]:
    """The words that a source uses without explaining them."""
    return tuple(site.words[n] for n in _not_explained(site.uses.get(source, _NONE), source, site.words))


def told_of_words(site: Site) -> Mapping[str, str]:
    """The same of every source that uses some, as a text that tells two answers apart."""
    told = [f"{word.permalink} {word.forms} {word.meaning}" for word in site.words]
    return {
        source: "\n".join([told[number] for number in _not_explained(numbers, source, site.words)])
        for source, numbers in site.uses.items()
        if numbers != _NONE
    }


def _not_explained(numbers: str, source: str, words: Sequence[Word]) -> Iterator[int]:
    every = () if numbers == _NONE else map(int, numbers.split(","))
    return (number for number in every if source not in words[number].explained)


def _kept(fact: str) -> tuple[list[str], Used]:
    """What was kept: the forms of each word, and where they are used."""
    if not fact:
        return [], {}
    forms, digests, used = fact.split("\n")
    return forms.split(_NEXT), dict(zip(digests.split(" "), used.split(" "), strict=True))


def _renumbered(used: Used, before: Sequence[str], now: Sequence[str]) -> dict[str, str]:
    """The same by the numbers that the words have now; without those that are words no more."""
    numbers = {forms: str(number) for number, forms in enumerate(now)}
    new = {str(number): numbers.get(forms, "") for number, forms in enumerate(before)}
    return {
        digest: told
        if told == _NONE
        else ",".join(sorted(filter(None, [new[number] for number in told.split(",")]), key=int)) or _NONE
        for digest, told in used.items()
    }
