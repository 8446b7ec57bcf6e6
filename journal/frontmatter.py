"""Front matter: what the head of a source says, typed."""

from collections.abc import Mapping
from datetime import datetime

from journal.diagnostics import Place
from journal.frozen import frozen

STATUSES = ("seedling", "budding", "evergreen")
"""How far a text may have grown."""


@frozen
class FrontMatter:
    """What the head of a source says, typed; an empty value where it says nothing."""

    title: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    slug: str = ""
    tags: tuple[str, ...] = ()
    """Without those that begin with `@`: these name journals."""
    journals: tuple[str, ...] = ()
    excerpt: str = ""
    series: str = ""
    part: int | None = None
    draft: bool = False
    author: str = ""
    cover: str = ""
    cover_alt: str = ""
    aliases: tuple[str, ...] = ()
    template: str = ""
    toc: bool | None = None
    math: bool | None = None
    status: str = ""
    id: str = ""
    supersedes: tuple[str, ...] = ()
    """What it calls the posts whose place it takes."""
    extra: Mapping[str, object] | None = None
    places: Mapping[str, Place] | None = None

    def place(self, field: str) -> Place:
        """Where a field was written, or the first line."""
        return (self.places or {}).get(field) or Place()
