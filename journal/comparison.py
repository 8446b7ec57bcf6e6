"""Comparison: which answers are no longer what they were, found out by a process of its own while pages are planned."""

from journal import pool
from journal.aside import Aside
from journal.facets import Facets
from journal.ground import Ground
from journal.options import Options
from journal.traces import Traces, answers_changed

Comparison = Aside[None, dict[str, str]]


def comparison(was: Traces, ground: Ground, facets: Facets, options: Options) -> Comparison:
    """What `answers_changed` gives, on its way."""
    # Half of what an edit has to go over hangs on the site alone, not on which pages there are to be.
    wanted = len(was.paths) >= pool.WORTH_IT and (options.workers or pool.cores()) > 1
    if wanted:
        facets.digests("entry")  # both go by these, and what either touches once they have parted is copied
    found = Comparison(lambda: None, lambda _: answers_changed(was, ground, facets), wanted=wanted)
    found.begin(None)
    return found
