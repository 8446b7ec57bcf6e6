"""Uses: which entries use which words of the glossary.

What was found is kept by body, so that an edit searches one of them; when a word is new, those are searched again that
may hold it, which takes no more than to look for its letters.
"""

from collections.abc import Mapping, Sequence

from journal.items import Word
from journal.learning.matching import Matcher
from journal.site import Site
from journal.stage import digest_of
from journal.state import State

_FACT = "uses"
_NONE = "-"
_END, _NEXT = "\x1f", "\x1e"

Used = Mapping[str, str]
"""By the digest of a body, the numbers of the words in it, with commas between."""


def uses_as_kept(site: Site, words: Sequence[Word], state: State) -> Mapping[str, Sequence[int]]:
    """Of each source that uses some, the numbers of the words that it uses and does not explain."""
    if not words:
        return {}
    language = site.config.language
    forms = [_END.join(word.forms) for word in words]
    basis = digest_of(language.encode())
    known, before = _kept(state.fact(_FACT, basis))
    sources = {entry.source: site.documents[entry.source].body_digest for entry in site.entries}
    used = _renumbered(before, known, forms) if known != forms else dict(before)
    matcher = Matcher([word.forms for word in words], language)
    changed = Matcher([form.split(_END) for form in {*known} ^ {*forms}], language)
    now: dict[str, str] = {}
    for source, digest in sources.items():
        if digest in now:
            continue
        if digest in used and not (known != forms and changed.may_be_in(state.body(source).html)):
            now[digest] = used[digest]
        else:
            found = sorted({*matcher.places(state.body(source).html)})
            now[digest] = ",".join(map(str, found)) or _NONE
    if now != before or known != forms:
        state.keep_fact(_FACT, basis, "\n".join([_NEXT.join(forms), " ".join(now), " ".join(now.values())]))
    return {
        source: numbers
        for source, digest in sources.items()
        if (told := now[digest]) != _NONE
        and (numbers := [n for n in map(int, told.split(",")) if source not in words[n].explained])
    }


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
