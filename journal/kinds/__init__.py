"""The built-in page kinds, in the order in which their pages are planned."""

from journal.kinds import (
    archive,
    feeds,
    glossary,
    home,
    journals,
    not_found,
    plain,
    post,
    questions,
    redirects,
    resources,
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
    glossary,
    resources,
    feeds,
    redirects,
    not_found,
    sitemap,
    robots,
)
