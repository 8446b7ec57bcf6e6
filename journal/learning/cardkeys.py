"""Card keys: what a flashcard is known by, on whatever page, when it moves or is written a little differently."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from journal.entry import Entry
from journal.items import Item

_PICTURE = re.compile(r'<img\b[^>]*\ssrc="(?:[^"]*/)?([^"/]*)"')
_SIGNS = ".,;:!?\"'\u201c\u201d\u2018\u2019\u201e\u2026"
_PUNCTUATION = re.compile(rf"(?<!\S)[{_SIGNS}]+|(?<![{_SIGNS}])[{_SIGNS}]++(?!\S)")


def keys_of(cards: Iterable[tuple[Entry, Item]]) -> Iterator[str]:
    """A key for each card, given oldest first; an empty one for a card that is the same as one before it."""
    backs: dict[str, set[str]] = {}
    numbers: dict[tuple[str, str], int] = {}
    for entry, card in cards:
        if card.id.startswith("^"):
            place = (entry.id, card.id)
            numbers[place] = numbers.get(place, 0) + 1
            yield _digest(f"{entry.id} {card.id} {numbers[place]}")
            continue
        key = _digest(_front(card))
        known = backs.setdefault(key, set())
        if card.more in known:
            yield ""
        else:
            # Where several ask the same, the first has the key that does not hang on its answer.
            yield _digest(f"{key} {card.more}") if known else key
            known.add(card.more)


def _front(card: Item) -> str:
    """What it asks, with no regard to markup, white space, the signs around words and the case of the first letter."""
    text = _PUNCTUATION.sub("", unicodedata.normalize("NFKC", card.text))
    words = " ".join((*text.split(), *_PICTURE.findall(card.html)))
    return words[:1].lower() + words[1:] or card.html


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
