"""The glossary: every word that an entry explains, with what it means and where it was met first."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from journal.entry import Entry
from journal.learning.glossary import PERMALINK, anchors_of, by_word, letter_of
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site
from journal.views import ItemView, MeaningView, WordGroup, WordView

_SIGNS = re.compile(r"\W+")


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("glossary", pages, view, passing=always))


def pages(site: Site) -> Iterator[Page]:
    """One page, where a word is explained; a page that the author wrote for that place stays there."""
    if site.items.get("term") and PERMALINK not in site.permalinks:
        yield Page(PERMALINK, "glossary", "glossary.html")


def view(_: Page, reader: Reader) -> View:
    """The words by their first letter."""
    words = by_word(reader.items("term"))
    ids, uses = anchors_of(words), reader.uses()
    letters = groupby(words.items(), key=lambda pair: letter_of(pair[0]))
    groups = tuple(
        WordGroup(
            letter,
            f"letter-{number}",
            tuple(_word(ids[word], found, uses.get(ids[word], ())) for word, found in members),
        )
        for number, (letter, members) in enumerate(letters, 1)
    )
    return View(title="Glossary", data={"heading": "Glossary", "groups": groups, "count": len(words)})


def _word(id_: str, found: Sequence[ItemView], uses: tuple[Entry, ...]) -> WordView:
    return WordView(id_, found[0].html, tuple(_meanings(found)), uses)


def _meanings(found: Sequence[ItemView]) -> Iterator[MeaningView]:
    """What is said in the same words is said once."""
    said: dict[str, list[ItemView]] = {}
    for item in found:
        said.setdefault(_SIGNS.sub(" ", item.more.striptags().casefold()).strip(), []).append(item)
    for items in said.values():
        yield MeaningView(items[0].more, tuple(items))
