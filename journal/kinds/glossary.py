"""The glossary: every word that an entry explains, with what it means, where it was met first and who uses it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from journal.entry import Mention
from journal.items import Collected
from journal.itemviews import ItemView, MeaningView, SectionLink, WordGroup, WordView
from journal.kinds.listing import place_among
from journal.kinds.narrowed import Narrow, narrow_of, pages_in_sections
from journal.learning.collected import page_size
from journal.learning.glossary import letter_of, title_of
from journal.learning.listed import Uses
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site

_NAME, _WORDS, _LETTERS = "glossary", "glossary.html", "sections.html"
_SIGNS = re.compile(r"\W+")
_A_FEW = 3
"""So many letters are found without a list of them."""


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind(_NAME, pages, view, passing=always))


def pages(site: Site) -> Iterator[Page]:
    """Of all posts and of each journal and series that explain words: a page, or one a letter where there are many."""
    yield from pages_in_sections(site, _NAME, (_WORDS, _LETTERS), "term")


def view(page: Page, reader: Reader) -> View:
    """The words by their first letter, or the letters."""
    narrow = narrow_of(page)
    term = narrow.term(reader)
    title = f"Glossary of {term.name}" if term else "Glossary"
    data = {"heading": "Glossary", "term": term, "noun": ("word", "words")}
    if page.template == _LETTERS:
        return View(title=title, data={**data, "sections": _letters(narrow, reader, counted=True), "shelves": ()})
    size = page_size(reader.config) if narrow.section else 0
    part = narrow.part(page, size)
    found, uses = reader.collected("term", *part), reader.uses(*part)
    groups = _groups(found, uses)
    total = reader.collected_pages("term", *part[:3], size)
    letter = title_of(narrow.section) if narrow.section else ""
    return View(
        title=_numbered(f"{title}: {letter}" if letter else title, page.number),
        data={
            **data,
            "groups": groups,
            "count": 0 if narrow.section else len(found),
            "sections": _letters(narrow, reader) if narrow.section else _within(groups),
            "section": narrow.list(_NAME) if narrow.section else "",
            "pagination": place_among(narrow.list(_NAME), page.number, total),
        },
    )


def _numbered(title: str, number: int) -> str:
    return title if number == 1 else f"{title}, page {number}"


def _letters(narrow: Narrow, reader: Reader, *, counted: bool = False) -> tuple[SectionLink, ...]:
    """The pages of the letters. Only where they lead to all is told how many words each has, as that changes often."""
    term = narrow.taxonomy, narrow.permalink
    if counted:
        sizes = reader.section_sizes("term", *term)
    else:
        sizes = tuple((section, 0) for section in reader.sections("term", *term))
    return tuple(SectionLink(title_of(name), f"{narrow.top(_NAME)}{name}/", count) for name, count in sizes)


def _within(groups: Sequence[WordGroup]) -> tuple[SectionLink, ...]:
    links = tuple(SectionLink(group.title, f"#{group.id}", 0) for group in groups)
    return links if len(links) > _A_FEW else ()


def _groups(found: Sequence[tuple[Collected, Sequence[ItemView]]], uses: Mapping[str, Uses]) -> tuple[WordGroup, ...]:
    letters = groupby(found, key=lambda pair: letter_of(pair[0].name))
    return tuple(
        WordGroup(
            letter,
            f"letter-{number}",
            tuple(_word(word, items, *uses.get(word.name, (0, ()))) for word, items in members),
        )
        for number, (letter, members) in enumerate(letters, 1)
    )


def _word(word: Collected, items: Sequence[ItemView], used: int, uses: tuple[Mention, ...]) -> WordView:
    more = len(word.places) - len(items)
    return WordView(word.id, items[0].html, tuple(_meanings(items)), more, used, uses)


def _meanings(items: Sequence[ItemView]) -> Iterator[MeaningView]:
    """What is said in the same words is said once."""
    said: dict[str, list[ItemView]] = {}
    for item in items:
        said.setdefault(_SIGNS.sub(" ", item.more.striptags().casefold()).strip(), []).append(item)
    for same in said.values():
        yield MeaningView(same[0].more, tuple(same))
