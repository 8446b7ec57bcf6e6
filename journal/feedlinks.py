"""Feed links: the feeds that pages offer to feed readers."""

from collections.abc import Iterator

from journal.config import Config
from journal.entry import TermLink
from journal.site import Term
from journal.views import FeedLink

FORMATS = (
    ("RSS", "feed.xml", "application/rss+xml"),
    ("Atom", "atom.xml", "application/atom+xml"),
    ("JSON", "feed.json", "application/feed+json"),
)
"""Name, file and media type of each format."""


def feeds_of_site(config: Config) -> tuple[FeedLink, ...]:
    """The site's own feeds."""
    if "feed" in config.disable:
        return ()
    return tuple(FeedLink(f"{config.title} ({name})", "/" + file, type_) for name, file, type_ in FORMATS)


def feeds_of_term(term: Term | TermLink, config: Config) -> Iterator[FeedLink]:
    """The feeds of a tag, journal or series."""
    if "feed" not in config.disable:
        for name, file, type_ in FORMATS:
            yield FeedLink(f"{config.title}: {term.name} ({name})", term.permalink + file, type_)
