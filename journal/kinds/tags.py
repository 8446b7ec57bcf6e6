"""Tags: `/tags/`, and a page for each."""

from journal.kinds.terms import index_of, lists_of
from journal.registry import Registry


def register(registry: Registry) -> None:
    """Add these kinds."""
    registry.add_page_kind(index_of("tags", "/tags/", "Tags", "tags"))
    registry.add_page_kind(lists_of("tag", "tags"))
