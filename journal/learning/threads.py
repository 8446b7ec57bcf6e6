"""Threads: what became, in later posts, of the questions that were asked and the plans that were made."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from journal.dates import date_in_name
from journal.entry import Entry
from journal.items import Item, Kind, Thread
from journal.links import ROOT, SOURCE
from journal.names import name_of
from journal.site import Site
from journal.slugs import same_words
from journal.stage import digest_of
from journal.state import State

Found = tuple[str, Item]
"""An item and the source it was found in."""
THREADED: tuple[Kind, ...] = ("question", "plan")
"""The kinds of items that may come to an end."""
ENDS: Mapping[Kind, Kind] = {"question": "answer", "plan": "plan"}
"""What ends each of them in another place."""
_WIKI = "journal-wiki:"


def threads_as_kept(site: Site, state: State) -> Mapping[Kind, Sequence[Thread]]:
    """The threads of each kind that there are, found anew only when what they follow from has changed."""
    kept: dict[Kind, Sequence[Thread]] = {}
    for kind in THREADED:
        if kind not in site.items:
            continue
        basis = digest_of("\n".join(_basis(kind, site)).encode("utf-8", "surrogatepass"))
        if fact := state.fact(f"{kind} threads", basis):
            kept[kind] = tuple(map(Thread._make, json.loads(fact)))
        else:
            kept[kind] = threads(kind, site)
            state.keep_fact(f"{kind} threads", basis, json.dumps(kept[kind], ensure_ascii=False, separators=(",", ":")))
    return kept


def _basis(kind: Kind, site: Site) -> Iterator[str]:
    """All that the threads of a kind follow from."""
    dated = {entry.source for entry in site.entries if entry.date}
    for source, items in site.items[kind].documents:
        yield f"{source} {items.digest} {source in dated}"
    if ENDS[kind] == kind or ENDS[kind] not in site.items:
        return
    # An answer names its question by path, address, title or words, and is to stand in a later post.
    yield f"{site.config.url} {site.config.base}"
    for source, items in site.items[ENDS[kind]].documents:
        yield f"{source} {items.digest} {source in dated} {site.ways(site.documents[source])}"
    yield from (f"{source} {permalink}" for source, permalink in site.addresses.items())
    yield from (site.documents[source].title for source, _ in site.items[kind].documents)
    yield from (entry.source for entry in site.entries)


def threads(kind: Kind, site: Site) -> tuple[Thread, ...]:
    """All that were begun: the open ones, oldest first, then those that ended, latest first."""
    begun = site.items.get(kind, ())
    places = {entry.source: place for place, entry in enumerate(site.entries)}
    every = _questions(begun, site, places) if kind == "question" else _plans(begun)
    # An undated post comes last in the list, though nobody knows when it was.
    ended = [(places[t.end or t.source], n, t) for n, t in enumerate(every) if not t.is_open]
    return (*(thread for thread in every if thread.is_open), *(thread for *_, thread in sorted(ended, key=_latest)))


def terms_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """The taxonomy and permalink of each journal and series of a post."""
    for journal in entry.journals:
        yield "journals", journal.permalink
    if entry.series:
        yield "series", entry.series.permalink


def by_term(every: Sequence[Thread], entries: Iterable[Entry]) -> Mapping[tuple[str, str], Sequence[Thread]]:
    """By taxonomy and permalink, the threads that were begun in the posts of a term; all, under two empty names."""
    found: dict[tuple[str, str], list[Thread]] = {}
    terms = {entry.source: tuple(terms_of(entry)) for entry in entries if entry.journals or entry.series}
    if terms:
        for thread in every:
            for term in terms.get(thread.source, ()):
                found.setdefault(term, []).append(thread)
    return {("", ""): every, **found}


def _latest(ended: tuple[int, int, Thread]) -> tuple[int, int]:
    return ended[:2]


def _begun(source: str, item: Item) -> Thread:
    return Thread(source, item.id, done=item.done)


def _plans(plans: Iterable[Found]) -> list[Thread]:
    """Of plans in the same words, the one that is ticked ends the one before; those between only repeat it."""
    every: list[Thread] = []
    waiting: dict[str, int] = {}
    for source, item in plans:
        words = same_words(item.text)
        if words not in waiting:
            if words and not item.done:
                waiting[words] = len(every)
            every.append(_begun(source, item))
        elif item.done:
            at = waiting.pop(words)
            every[at] = every[at]._replace(end=source, end_id=item.id)
    return every


def _questions(questions: Iterable[Found], site: Site, places: Mapping[str, int]) -> list[Thread]:
    """Each with its answer: one that says so comes before a later post that only links to it."""
    asked = list(questions)
    every = [_begun(source, item) for source, item in asked]
    answers = site.items.get("answer", ())
    known = _Asked(site, asked) if answers else None
    # An answer that says what it is to is `done`; what only links to a question comes after all of these.
    for source, answer in sorted(answers, key=lambda found: not found[1].done):
        at = known.place(source, answer) if known else None
        if at is None or not every[at].is_open:
            continue
        later = places[source] < places[every[at].source] and site.entries[places[source]].date is not None
        if answer.done or later:
            every[at] = every[at]._replace(end=source, end_id=answer.id)
    return every


class _Asked:
    """The questions of a site, as answers speak of them."""

    def __init__(self, site: Site, questions: Sequence[Found]) -> None:
        self.site = site
        self.questions = questions
        self.by_id: dict[tuple[str, str], int] = {}
        self.by_words: dict[str, int] = {}
        self.by_post: dict[str, list[int]] = {}
        self.by_name: dict[str, str] = {}
        for n, (source, item) in enumerate(questions):
            permalink = site.addresses[source].rstrip("/")
            self.by_id[permalink, item.id] = n
            self.by_words.setdefault(same_words(item.text), n)
            self.by_post.setdefault(permalink, []).append(n)
            for name in (name_of(source), date_in_name(name_of(source))[1], site.documents[source].title):
                self.by_name.setdefault(same_words(name), permalink)

    def place(self, source: str, answer: Item) -> int | None:
        """The number of the question that an answer is to."""
        if not answer.url:
            return self.by_words.get(same_words(answer.text))
        target, _, anchor = unquote(answer.url).partition("#")
        if answer.url.startswith(_WIKI):
            name = same_words(target.removeprefix(_WIKI))
            if name in self.by_words and not anchor:
                return self.by_words[name]
            permalink = self.by_name.get(name, "") if name else self.site.addresses[source].rstrip("/")
        else:
            permalink = self._permalink(target, source).rstrip("/")
        here = self.by_post.get(permalink, [])
        if not anchor:  # then it is clear only where there is but one
            return here[0] if len(here) == 1 else None
        if (permalink, anchor) in self.by_id:
            return self.by_id[permalink, anchor]
        words = same_words(anchor)
        return next((n for n in here if same_words(self.questions[n][1].text) == words), None)

    def _permalink(self, target: str, source: str) -> str:
        site = self.site
        if not target:
            return site.addresses[source]
        if site.config.url and target.startswith(site.config.url):
            target = f"{ROOT}/{target.removeprefix(site.config.url)}"
        return (site.find(target) or "") if target.startswith((SOURCE, ROOT)) else ""
