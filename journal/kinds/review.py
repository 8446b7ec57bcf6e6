"""Flashcards to review: all of them, those of each journal and series, and as files for Anki."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from journal.entry import Entry, TermLink
from journal.itemviews import CardView, DeckView
from journal.kinds.narrowed import narrow_of, pages_of
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site

if TYPE_CHECKING:  # csv and zipfile come with it
    from journal.learning.anki import Note

_ALL = "/review/"
_TEXT, _PACKAGE = f"{_ALL}anki.txt", f"{_ALL}anki.apkg"
_SOURCE = Markup('<p><a href="{}#{}">{}</a></p>')


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("review", pages, view, passing=always))


def pages(site: Site) -> Iterator[Page]:
    """Where there are cards, a page of all, one for each journal and series that has some, and the files."""
    cards = site.collected.get("card", {})
    sizes = {term: len(own) for term, own in cards.items() if own}
    if not sizes:
        return
    yield from pages_of(site, "review", "review.html", sizes, 0)
    yield Page(_TEXT, "review", "")
    if site.config.anki:
        yield Page(_PACKAGE, "review", "")


def view(page: Page, reader: Reader) -> View:
    """The cards by deck, or a file of them."""
    if page.permalink in (_TEXT, _PACKAGE):
        return View(content=_file(page.permalink, reader))
    config = reader.config
    data = {"store": config.url or config.title}
    if not page.subject:
        files = (_TEXT, *((_PACKAGE,) if config.anki else ()))
        return View(title="Flashcards", data={**data, "decks": _decks(reader.cards()), "files": files})
    narrow = narrow_of(page)
    term, _ = reader.term_count(narrow.taxonomy, narrow.permalink)
    deck = DeckView(term.name, "", reader.cards(narrow.taxonomy, narrow.permalink))
    return View(title=f"Flashcards: {term.name}", data={**data, "decks": (deck,), "term": term})


def _decks(cards: Iterable[CardView]) -> tuple[DeckView, ...]:
    """The decks in the order in which their first cards were written, but for the posts in none, which come last."""
    decks: dict[TermLink | None, list[CardView]] = {}
    for card in cards:
        decks.setdefault(_deck_of(card.entry), []).append(card)
    loose = decks.pop(None, [])
    named = [DeckView(deck.name, f"{deck.permalink}review/", tuple(own)) for deck, own in decks.items() if deck]
    return (*named, *([DeckView("", "", tuple(loose))] if loose else []))


def _deck_of(entry: Entry) -> TermLink | None:
    return entry.journals[0] if entry.journals else entry.series


def _file(permalink: str, reader: Reader) -> bytes:
    from journal.learning.anki import as_package, as_text  # noqa: PLC0415 - csv and zipfile come with it

    cards, title = reader.cards(absolute=True), reader.config.title
    notes = [_note(card, _name(card.entry, title), reader.absolute(card.entry.permalink)) for card in cards]
    if permalink == _TEXT:
        return as_text(notes)
    moments = [moment for card in cards if (moment := card.entry.updated or card.entry.date)]
    return as_package(notes, max(map(datetime.timestamp, moments), default=0.0), reader.file, reader.config)


def _note(card: CardView, deck: str, url: str) -> "Note":
    from journal.learning.anki import Note  # noqa: PLC0415 - see above

    source = _SOURCE.format(url, quote(card.id), card.entry.title)
    return Note(card.key, deck, str(card.front), str(card.back + source), tuple(tag.name for tag in card.entry.tags))


def _name(entry: Entry, title: str) -> str:
    """The name of its deck, below that of the site; two colons would part it."""
    deck = _deck_of(entry)
    names = (title, deck.name) if deck else (title,)
    return "::".join(name.replace("::", ":") for name in names)
