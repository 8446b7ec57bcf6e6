"""Decks: where flashcards are that a tag puts somewhere, as `#flashcards/verbs/irregular` does."""

from collections.abc import Iterable, Mapping

from journal.slugs import term_slug


def deck_path(deck: str) -> str:
    """What a deck has in its address: two that differ in their capitals are one."""
    # A file beside the decks, such as anki.txt, has a dot in its name.
    return "/".join(term_slug(name).replace(".", "-") for name in deck.split("/")) if deck else ""


def is_in(path: str, deck: str) -> bool:
    """Whether the deck with that path is the other one, or in it."""
    return path == deck or path.startswith(f"{deck}/")


def with_those_around(sizes: Mapping[str, int]) -> Mapping[str, int]:
    """How many cards are in each deck, given how many are in none below it; also for those that hold only decks."""
    every = sorted({around for path in sizes if path for around in _around(path)})
    return {deck: sum(size for path, size in sizes.items() if is_in(path, deck)) for deck in every}


def _around(path: str) -> Iterable[str]:
    names = path.split("/")
    return ("/".join(names[: n + 1]) for n in range(len(names)))
