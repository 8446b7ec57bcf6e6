"""The rules of `journal check`, in the order in which they look."""

from journal.check.finding import Rule
from journal.check.rules import (
    alt,
    anchors,
    build,
    dates,
    excerpts,
    external,
    feeds,
    images,
    keys,
    links,
    settings,
    tags,
    titles,
    unused,
    wikilinks,
)

RULES: tuple[Rule, ...] = (
    build.RULE,
    settings.RULE,
    keys.RULE,
    links.RULE,
    anchors.RULE,
    images.RULE,
    wikilinks.RULE,
    alt.RULE,
    excerpts.RULE,
    dates.RULE,
    titles.RULE,
    tags.RULE,
    unused.RULE,
    feeds.RULE,
    external.RULE,
)
