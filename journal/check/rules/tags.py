"""`similar-tags`: tags that are likely one tag, written in two ways."""

from collections.abc import Iterator

from journal.check.alike import Pair, alike
from journal.check.finding import Finding, Mend, Rule, found
from journal.check.subject import Subject
from journal.check.words import tags_in
from journal.diagnostics import Place
from journal.site import Term
from journal.slugs import term_slug

_HOW = {
    "letters": "",
    "number": "; one names one, the other many",
    "version": "; one has a number behind",
    "slip": "; they differ by one letter",
}


def _find(subject: Subject) -> Iterator[Finding]:
    terms = {term.name: term for term in subject.site.tags.terms}
    for pair in alike({name: len(term.entries) for name, term in terms.items()}):
        rare, common = terms[pair.rare], terms[pair.common]
        source = rare.entries[-1].source  # the oldest one, which began it
        message = (
            f"the tag {pair.rare!r} ({_posts(rare)}) is much like {pair.common!r} ({_posts(common)}){_HOW[pair.how]}"
        )
        mends = tuple(_mends(subject, pair)) if pair.how == "letters" and pair.clear else ()
        hint = f"write {pair.common!r}" if pair.clear else "choose one of the two"
        yield found(source, _place(subject, source, pair.rare), message, hint, mends=mends, about=pair.rare)


def _posts(term: Term) -> str:
    return "1 post" if len(term.entries) == 1 else f"{len(term.entries)} posts"


def _mends(subject: Subject, pair: Pair) -> Iterator[Mend]:
    """In every post that has the rare tag in its front matter, the common one in its place."""
    slug = term_slug(pair.rare)
    for source, document in sorted(subject.documents.items()):
        text = subject.text(source) if slug in map(term_slug, document.front.tags) else None
        for word in tags_in(text.head) if text else ():
            if term_slug(word.text.lstrip("#")) == slug:
                yield Mend(source, "tags", word.text, pair.common)


def _place(subject: Subject, source: str, name: str) -> Place:
    text = subject.text(source)
    words = tags_in(text.head) if text else ()
    slug = term_slug(name)
    word = next((word for word in words if term_slug(word.text.lstrip("#")) == slug), None)
    return word.place(text.lines) if text and word else subject.start(source, "tags")


RULE = Rule(
    "similar-tags", "two tags that are likely one: `machine-learning` and `MachineLearning`, `test` and `tests`", _find
)
