"""Kept: a site with all that follows from its items, of which the state knows what has not changed."""

from dataclasses import replace

from journal.learning.collected import collected_as_kept
from journal.learning.corrected import corrected_as_kept
from journal.learning.threads import threads_as_kept
from journal.learning.uses import users_as_kept, uses_as_kept
from journal.learning.words import words_as_kept
from journal.site import Site
from journal.state import State


def with_learned(site: Site, state: State) -> Site:
    """With what became of its items."""
    return replace(
        site,
        threads=threads_as_kept(site, state),
        collected=collected_as_kept(site, state),
        corrected=corrected_as_kept(site, state),
    )


def with_uses(site: Site, state: State) -> Site:
    """With the uses of its words, for which its bodies must be at hand."""
    words = words_as_kept(site, state)
    uses = uses_as_kept(site, words, state)
    return replace(site, words=words, uses=uses, users=users_as_kept(site, words, uses, state))
