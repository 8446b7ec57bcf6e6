"""The questions of all posts, or of one journal or series: those that are open, and those that found an answer."""

from journal.kinds.thread_lists import lists_of_threads
from journal.registry import Registry


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(lists_of_threads("question", "questions", "questions.html", "Questions"))
