"""The built-in page kinds, in the order in which their pages are planned."""

from journal.kinds import (
    archive,
    feeds,
    home,
    journals,
    not_found,
    plain,
    post,
    questions,
    redirects,
    robots,
    series,
    sitemap,
    tags,
    whats_next,
)

BUILT_IN = (
    post,
    plain,
    home,
    tags,
    journals,
    series,
    archive,
    questions,
    whats_next,
    feeds,
    redirects,
    not_found,
    sitemap,
    robots,
)
