"""Listed: items in lists, of all posts or of those of a term, as pages show a part of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from journal.entry import Entry, Mention
from journal.items import Collected, Kind, Thread
from journal.learning.answers import Answers, ItemAnswer, Threads
from journal.learning.collected import all_of, sections_of
from journal.learning.threads import THREADED, by_term, terms_of
from journal.learning.weblinks import identity_of

Outcome = tuple[str, Kind, Entry, str]
"""The id and kind of an item that ended in another place, and where that was."""
CollectedAnswer = tuple[tuple[Collected, tuple[ItemAnswer, ...]], ...]
"""Words or resources, each with the items that hold it: the oldest, where there are very many."""
Uses = tuple[int, tuple[Mention, ...]]
"""By how many posts a word is used, and these; of very many the newest."""
Part = tuple[str, str, str, int, int | None]
"""Some of a list: taxonomy and permalink of the term that it is narrowed to, its section, first and last."""
_NAMED = 50
"""So many places are named of one thing: a page must not grow with each post that says the same."""


class Listed(Answers):
    """The items of a site in lists."""

    @cached_property
    def _threads(self) -> dict[Kind, Mapping[tuple[str, str], Sequence[Thread]]]:
        return {}

    def of_term(self, kind: Kind, taxonomy: str = "", permalink: str = "") -> Sequence[Thread]:
        """All questions or plans, or those that were begun in the posts of a term."""
        if kind not in self._threads:
            self._threads[kind] = by_term(self.site.threads.get(kind, ()), self.site.entries)
        return self._threads[kind].get((taxonomy, permalink), ())

    def threads(self, kind: Kind, taxonomy: str, permalink: str, start: int, stop: int | None) -> Threads:
        """Some of these, by their place in the list."""
        return self._pairs(kind, self.of_term(kind, taxonomy, permalink)[start:stop])

    def told_of_threads(self, entries: Mapping[str, str], kind: Kind, *about: Any) -> str:  # noqa: ANN401 - as `threads`
        """What tells them from others."""
        taxonomy, permalink, start, stop = about
        return self._told(self.of_term(kind, taxonomy, permalink)[start:stop], entries)

    def thread_counts(self, kind: Kind, taxonomy: str, permalink: str) -> tuple[int, int]:
        """How many of these are open, and how many ended."""
        every = self.of_term(kind, taxonomy, permalink)
        still_open = sum(thread.is_open for thread in every)
        return still_open, len(every) - still_open

    def thread_pages(self, kind: Kind, taxonomy: str, permalink: str, size: int) -> int:
        """How many pages of that size they take; one with 0."""
        return -(-len(self.of_term(kind, taxonomy, permalink)) // size) if size else 1

    def collected(self, kind: Kind, *part: Any) -> CollectedAnswer:  # noqa: ANN401 - a `Part`
        """Some of what was collected of a kind."""
        return tuple((one, tuple(self._at(*place) for place in one.places[:_NAMED])) for one in self._part(kind, *part))

    def told_of_collected(self, entries: Mapping[str, str], kind: Kind, *part: Any) -> str:  # noqa: ANN401 - a `Part`
        """What tells it from others."""
        told = self._told_of_posts(entries)
        return "\n".join(
            [
                "\n".join(
                    [
                        f"{one.name} {one.id} {len(one.places)}",
                        *[f"{number} {told[source]}" for source, number in one.places[:_NAMED]],
                    ]
                )
                for one in self._part(kind, *part)
            ]
        )

    def sections(self, kind: Kind, taxonomy: str, permalink: str) -> tuple[tuple[str, int], ...]:
        """The sections of all that was collected of a kind, each with its size."""
        return tuple(sections_of(self._of_term(kind, taxonomy, permalink)).items())

    def collected_pages(self, kind: Kind, taxonomy: str, permalink: str, section: str, size: int) -> int:
        """How many pages of that size a section takes, or all; one with 0."""
        return -(-len(self._part(kind, taxonomy, permalink, section, 0, None)) // size) if size else 1

    def uses(self, *part: Any) -> Mapping[str, Uses]:  # noqa: ANN401 - a `Part`
        """The posts that use some words of the glossary, by the name of each."""
        return {name: (count, tuple(map(self._mention, sources))) for name, count, sources in self._uses_of(*part)}

    def _uses_of(self, *part: Any) -> Iterator[tuple[str, int, Sequence[str]]]:  # noqa: ANN401 - a `Part`
        taxonomy, permalink, *_ = part
        users = self.site.users.get(f"{taxonomy} {permalink}".strip(), {})
        for one in self._part("term", *part):
            if found := users.get(self._numbers.get(one.name, "")):
                yield one.name, *found

    def _mention(self, source: str) -> Mention:
        entry = self.entry(source)
        return Mention(entry.title, entry.permalink, entry.date)

    def told_of_uses(self, entries: Mapping[str, str], *part: Any) -> str:  # noqa: ANN401 - a `Part`
        """What tells these from others, given a digest of each entry."""
        return "\n".join(
            [
                f"{name} {count} {' '.join([entries[source] for source in sources])}"
                for name, count, sources in self._uses_of(*part)
            ]
        )

    @cached_property
    def outcomes(self) -> Mapping[str, Sequence[Outcome]]:
        """By source, what was begun there and ended in another place."""
        found: dict[str, list[Outcome]] = {}
        for kind in THREADED:
            for source, id_, end, end_id, _ in self.site.threads.get(kind, ()):
                if end:
                    found.setdefault(source, []).append((id_, kind, self.entry(end), end_id))
        return found

    @cached_property
    def kinds_in(self) -> Mapping[tuple[str, str], Sequence[Kind]]:
        """By taxonomy and permalink, the kinds of items that the posts of a term hold."""
        found: dict[tuple[str, str], dict[Kind, None]] = {}
        holding = [(kind, source) for kind, items in self.site.items.items() for source, _ in items.documents]
        holding += [("correction", source) for source in self.site.supersedes]
        for kind, source in holding:
            for term in terms_of(self.entry(source)):
                found.setdefault(term, {})[kind] = None
        return {term: tuple(sorted(kinds)) for term, kinds in found.items()}

    def superseded(self, taxonomy: str, permalink: str) -> tuple[tuple[Entry, tuple[Entry, ...]], ...]:
        """Each post that takes the place of others, of all or of those of a term, with these."""
        every = ((self.entry(source), old) for source, old in self.site.supersedes.items())
        term = (taxonomy, permalink)
        return tuple((e, tuple(map(self.entry, old))) for e, old in every if not taxonomy or term in terms_of(e))

    def uncited(self) -> int:
        """How many volumes of the shelf no post lists among its resources."""
        cited = {one.name for one in all_of("resource", self.site)}
        return sum(not volume.url or identity_of(volume.url) not in cited for volume in self.site.shelf)

    def _of_term(self, kind: Kind, taxonomy: str, permalink: str) -> Sequence[Collected]:
        return self.site.collected.get(kind, {}).get((taxonomy, permalink), ())

    def _part(
        self, kind: Kind, taxonomy: str, permalink: str, section: str, start: int, stop: int | None
    ) -> Sequence[Collected]:
        every = self._of_term(kind, taxonomy, permalink)
        return ([one for one in every if one.section == section] if section else every)[start:stop]

    def _at(self, source: str, number: int) -> ItemAnswer:
        return self._answer(source, self._items(source)[number])

    @cached_property
    def _numbers(self) -> Mapping[str, str]:
        """The number of each word of the glossary that can be told from others."""
        every = all_of("term", self.site)
        return {every[word.place].name: str(number) for number, word in enumerate(self.site.words)}


LISTED: Mapping[str, Callable[..., Any]] = {
    "items": Listed.items,
    "threads": Listed.threads,
    "thread counts": Listed.thread_counts,
    "thread pages": Listed.thread_pages,
    "collected": Listed.collected,
    "collected pages": Listed.collected_pages,
    "sections": lambda listed, *about: tuple(section for section, _ in listed.sections(*about)),
    "section sizes": Listed.sections,
    "uses": Listed.uses,
    "kinds in": lambda listed, taxonomy, permalink: listed.kinds_in.get((taxonomy, permalink), ()),
    "shelf": lambda listed: listed.site.shelf,
    "uncited": Listed.uncited,
    "superseded": Listed.superseded,
}
"""Questions about lists of items."""

TOLD_OF_LISTED: Mapping[str, Callable[..., str]] = {
    "items": Listed.told_of_items,
    "threads": Listed.told_of_threads,
    "collected": Listed.told_of_collected,
    "uses": Listed.told_of_uses,
}
"""Of those with long answers, what tells two of them apart, given digests of entries."""
