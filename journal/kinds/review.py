"""Flashcards to review: all of them, those of each deck, journal and series, and as files for Anki."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from journal.itemviews import CardView, DeckView
from journal.kinds.narrowed import Narrow, narrow_of, pages_of, pages_of_section
from journal.learning.collected import sections_of
from journal.learning.decks import deck_path, with_those_around
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
    """Where there are cards, a page of all, one for each deck, journal and series that has some, and the files."""
    cards = site.collected.get("card", {})
    sizes = {term: len(own) for term, own in cards.items() if own}
    if not sizes:
        return
    yield from pages_of(site, "review", "review.html", sizes, 0)
    for deck in with_those_around(sections_of(cards["", ""])):
        yield from pages_of_section(site, "review", "review.html", Narrow(section=deck))
    yield Page(_TEXT, "review", "")
    if site.config.anki:
        yield Page(_PACKAGE, "review", "")


def view(page: Page, reader: Reader) -> View:
    """The cards by deck, or a file of them."""
    if page.permalink in (_TEXT, _PACKAGE):
        return View(content=_file(page.permalink, reader))
    config = reader.config
    data = {"store": config.url or config.title, "deck": ""}
    if not page.subject:
        files = (_TEXT, *((_PACKAGE,) if config.anki else ()))
        return View(title="Flashcards", data={**data, "decks": _decks(reader.cards()), "files": files})
    narrow = narrow_of(page)
    if narrow.section:
        cards = reader.cards(deck=narrow.section)
        decks = _decks(cards)
        name = next((deck.name for deck in decks if deck.permalink == page.permalink), _name_of(narrow.section, cards))
        return View(title=f"Flashcards: {name}", data={**data, "decks": decks, "deck": name})
    term, _ = reader.term_count(narrow.taxonomy, narrow.permalink)
    deck = DeckView(term.name, "", reader.cards(narrow.taxonomy, narrow.permalink))
    return View(title=f"Flashcards: {term.name}", data={**data, "decks": (deck,), "term": term})


def _decks(cards: Iterable[CardView]) -> tuple[DeckView, ...]:
    """The decks in the order in which their first cards were written, with those in them; posts in none come last."""
    names: dict[str, str] = {}
    decks: dict[str, list[CardView]] = {}
    for card in cards:
        name, permalink = _deck_of(card)
        names.setdefault(permalink, name)
        decks.setdefault(permalink, []).append(card)
    roots = [*dict.fromkeys(map(_root, decks))]
    ordered = sorted(decks, key=lambda permalink: (not permalink, roots.index(_root(permalink)), permalink))
    return tuple(DeckView(names[permalink], permalink, tuple(decks[permalink])) for permalink in ordered)


def _root(permalink: str) -> str:
    return "/".join(permalink.split("/")[:3])


def _deck_of(card: CardView) -> tuple[str, str]:
    """What the deck of a card is called, and its page: that of its tag, else of its journal, else of its series."""
    if card.deck:
        return card.deck, f"{_ALL}{deck_path(card.deck)}/"
    term = card.entry.journals[0] if card.entry.journals else card.entry.series
    return (term.name, f"{term.permalink}review/") if term else ("", "")


def _name_of(deck: str, cards: Sequence[CardView]) -> str:
    """A deck that holds nothing but decks, as it was first written."""
    return "/".join(cards[0].deck.split("/")[: deck.count("/") + 1]) if cards else deck


def _file(permalink: str, reader: Reader) -> bytes:
    from journal.learning.anki import as_package, as_text  # noqa: PLC0415 - csv and zipfile come with it

    cards, title = reader.cards(absolute=True), reader.config.title
    notes = [_note(card, _name(card, title), reader.absolute(card.entry.permalink)) for card in cards]
    if permalink == _TEXT:
        return as_text(notes)
    moments = [moment for card in cards if (moment := card.entry.updated or card.entry.date)]
    return as_package(notes, max(map(datetime.timestamp, moments), default=0.0), reader.file, reader.config)


def _note(card: CardView, deck: str, url: str) -> "Note":
    from journal.learning.anki import Note  # noqa: PLC0415 - see above

    source = _SOURCE.format(url, quote(card.id), card.entry.title)
    return Note(card.key, deck, str(card.front), str(card.back + source), tuple(tag.name for tag in card.entry.tags))


def _name(card: CardView, title: str) -> str:
    """The name of its deck, below that of the site; two colons would part it."""
    name, _ = _deck_of(card)
    names = (title, *(card.deck.split("/") if card.deck else filter(None, (name,))))
    return "::".join(name.replace("::", ":") for name in names)
