"""Dialect: what of the Markdown syntax an author may switch."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Addition:
    """A module of a site that adds to the syntax."""

    name: str
    digest: str
    """Of its code."""
    root: str = field(repr=False)
    """The folder of the site; what is parsed there does not hang on where that lies."""


DECK = re.compile(r"#?flashcards?(?:/|\Z)", re.IGNORECASE)
"""A tag that says that there are flashcards in the text; below it there may be decks, as in `flashcards/verbs`."""


def deck_of(tag: str) -> str:
    """The deck that a tag for flashcards names, such as `verbs`; empty where it names none."""
    return "/".join(filter(None, map(str.strip, tag.split("/")[1:])))


@dataclass(frozen=True, slots=True)
class Dialect:
    """The parts of the syntax that an author may switch."""

    smart_quotes: bool = True
    emoji: bool = True
    math: bool = True
    line_numbers: bool = False
    """For code blocks that do not say."""
    language: str = "en"
    """A BCP 47 tag; it decides which quotation marks are set."""
    inline_tags: bool = False
    """Whether `#word` in the text is a tag."""
    questions: tuple[str, ...] = ()
    """Words of headings that questions stand under, beside the English ones."""
    plans: tuple[str, ...] = ()
    """The same for plans."""
    terms: tuple[str, ...] = ()
    """The same for words that are explained."""
    resources: tuple[str, ...] = ()
    """The same for resources."""
    cards: bool = False
    """Whether the text is one with flashcards."""
    deck: str = ""
    """What these are in, where no tag in the text says otherwise."""
    additions: tuple[Addition, ...] = ()
