"""Threads: what became, in later posts, of the questions that were asked and the plans that were made."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from journal.dates import date_in_name
from journal.entry import Entry
from journal.items import Item, Kind
from journal.links import ROOT, SOURCE
from journal.names import name_of
from journal.site import Site
from journal.slugs import same_words

Found = tuple[str, Item]
"""An item and the source it was found in."""
THREADED: tuple[Kind, ...] = ("question", "plan")
"""The kinds of items that may come to an end."""
_WIKI = "journal-wiki:"


@dataclass(frozen=True, slots=True)
class Thread:
    """A question or a plan, and its end, if it has come to one."""

    source: str
    item: Item
    end: Found | None = None
    """Where it was answered or ticked, unless that is where it stands itself."""

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it, or done it."""
        return self.end is None and not self.item.done


def threads(kind: Kind, site: Site, places: Mapping[str, int]) -> tuple[Thread, ...]:
    """All that were begun: the open ones, oldest first, then those that ended, latest first.

    `places` says where each post stands in the list of all, newest first.
    """
    begun = site.items.get(kind, ())
    every = _questions(begun, site, places) if kind == "question" else _plans(begun)
    # An undated post comes last in the list, though nobody knows when it was.
    ended = [(places[t.end[0] if t.end else t.source], n, t) for n, t in enumerate(every) if not t.is_open]
    return (*(thread for thread in every if thread.is_open), *(thread for *_, thread in sorted(ended, key=_latest)))


def terms_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """The taxonomy and permalink of each journal and series of a post."""
    for journal in entry.journals:
        yield "journals", journal.permalink
    if entry.series:
        yield "series", entry.series.permalink


def _latest(ended: tuple[int, int, Thread]) -> tuple[int, int]:
    return ended[:2]


def _plans(plans: Iterable[Found]) -> list[Thread]:
    """Of plans in the same words, the one that is ticked ends the one before; those between only repeat it."""
    every: list[Thread] = []
    waiting: dict[str, int] = {}
    for source, item in plans:
        words = same_words(item.text)
        if words not in waiting:
            if words and not item.done:
                waiting[words] = len(every)
            every.append(Thread(source, item))
        elif item.done:
            at = waiting.pop(words)
            every[at] = replace(every[at], end=(source, item))
    return every


def _questions(questions: Sequence[Found], site: Site, places: Mapping[str, int]) -> list[Thread]:
    """Each with its answer: one that says so comes before a later post that only links to it."""
    every = [Thread(source, item) for source, item in questions]
    answers = site.items.get("answer", ())
    asked = _Asked(site, questions) if answers else None
    # An answer that says what it is to is `done`; what only links to a question comes after all of these.
    for source, answer in sorted(answers, key=lambda found: not found[1].done):
        at = asked.place(source, answer) if asked else None
        if at is None or not every[at].is_open:
            continue
        later = places[source] < places[every[at].source] and site.entries[places[source]].date is not None
        if answer.done or later:
            every[at] = replace(every[at], end=(source, answer))
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
