"""What's next: the plans of all posts, or of one journal or series; those still open, and what was done."""

from journal.kinds.thread_lists import lists_of_threads
from journal.registry import Registry


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(lists_of_threads("plan", "next", "next.html", "What\u2019s next"))
