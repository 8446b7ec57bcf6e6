"""Items: what a learner's posts hold beside their prose, such as a question, a word with its meaning, a plan."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Literal, NamedTuple, overload

from journal.frozen import frozen
from journal.stage import digest_of

Kind = Literal["question", "answer", "term", "plan", "resource", "card", "correction"]


@frozen
class Item:
    """One of these, found in a body, where its `id` leads to it."""

    kind: Kind
    id: str
    html: str
    """What it says, as HTML that may stand anywhere; its links are symbolic, as those of a body are."""
    text: str
    """The same as plain text, on one line."""
    more: str = ""
    """HTML of its other half: the meaning of a word, the back of a card."""
    done: bool = False
    """Whether a box before it is ticked."""
    url: str = ""
    """Where it leads, for an item that is a link."""
    deck: str = ""
    """What a flashcard is in, if a tag says so, such as `verbs/irregular`."""


class Thread(NamedTuple):
    """A question or a plan, by its place, and its end, if it has come to one. Of these there may be many."""

    source: str
    id: str
    end: str = ""
    """The source in which it was answered or ticked, unless that is where it stands itself."""
    end_id: str = ""
    """What did so there."""
    done: bool = False
    """Whether it is ticked where it stands."""

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it, or done it."""
        return not self.end and not self.done


class Collected(NamedTuple):
    """A word, a resource, a correction or a card, once, however many posts hold it."""

    name: str
    """What tells it from others of its kind."""
    id: str
    """Its anchor on the page that lists it, if it has one."""
    section: str
    """What it stands under in a long list: a letter, a sort, a deck."""
    places: Sequence[tuple[str, int]]
    """Where posts hold it, oldest first: a source, and the number of an item among all that it holds."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the glossary, as a text may use it."""

    permalink: str
    """Where it is explained."""
    forms: tuple[str, ...]
    meaning: str
    """Plain text, for those who hover over the word; empty where no entry links to it."""
    explained: frozenset[str]
    """Sources of the posts that explain it, which need no link to it."""
    place: int
    """Among all that the glossary holds."""


_COLUMNS = attrgetter(*(field.name for field in fields(Item)))
_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@frozen
class Gathered:
    """All items of a document, in the order of the text; read when they are asked for, as few builds show them."""

    digest: str = ""
    """What tells them from others; empty when there are none."""
    kinds: tuple[Kind, ...] = ()
    """Those that there are."""
    linked: bool = False
    """Whether one of them holds a link into the site."""
    written: str = "[]"
    """The items as JSON."""

    @classmethod
    def of(cls, items: Iterable[Item]) -> "Gathered":
        """These items."""
        every = tuple(items)
        if not every:
            return NONE
        text = _AS_JSON([*map(_COLUMNS, every)])
        linked = any("journal-" in item.html + item.more + item.url for item in every)
        kinds = tuple(dict.fromkeys(item.kind for item in every))
        return cls(digest_of(text.encode("utf-8", "surrogatepass")), kinds, linked, text)

    def __iter__(self) -> Iterator[Item]:
        return (Item(*row) for row in json.loads(self.written))


NONE = Gathered()


@dataclass(frozen=True, slots=True)
class OfKind(Sequence[tuple[str, Item]]):
    """The items of one kind in several documents, each with its source; read when they are asked for."""

    kind: Kind
    documents: Sequence[tuple[str, Gathered]]
    """Those that have any, with their sources."""

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return bool(self.documents)

    def __iter__(self) -> Iterator[tuple[str, Item]]:
        return ((source, item) for source, items in self.documents for item in items if item.kind == self.kind)

    @overload
    def __getitem__(self, index: int) -> tuple[str, Item]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[str, Item], ...]: ...
    def __getitem__(self, index: int | slice) -> tuple[str, Item] | tuple[tuple[str, Item], ...]:
        return tuple(self)[index]
