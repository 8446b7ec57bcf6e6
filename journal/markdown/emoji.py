"""Emoji: `:tada:` as a character rather than an image from another host."""

import re
from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

# The library finds codes in `10:x:20`, too. A code may follow another, but a name in `std::x::y` is none. To look back
# from behind the colon is quicker: regular expressions find a character faster than a place.
_APART = re.compile(r"(:(?<!\w:)(?<!\w::)[+\-\w]+:)(?!\w)")


def emoji() -> Extension:
    """The library's extension."""
    from pymdownx import emoji as library  # noqa: PLC0415 - a large table

    options: dict[str, Any] = {"emoji_index": _index, "emoji_generator": library.to_alt, "alt": "unicode"}
    extension: Extension = library.makeExtension(**options)
    return extension


def _index(_options: Mapping[str, object], _md: Markdown) -> Mapping[str, object]:
    """GitHub's names, as the library has them; it would copy all of its table, for pages that seldom hold one."""
    from pymdownx import gemoji_db  # noqa: PLC0415 - as above

    return {"name": gemoji_db.name, "emoji": gemoji_db.emoji, "aliases": gemoji_db.aliases}


def part_emoji(md: Markdown) -> None:
    """Let a code stand for an emoji only where it is no part of a word."""
    if "emoji" in md.inlinePatterns:
        md.inlinePatterns["emoji"].compiled_re = _APART
