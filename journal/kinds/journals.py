"""Journals, the notebooks of a site: `/journals/`, and `/@name/` for each."""

from journal.kinds.terms import index_of, lists_of
from journal.registry import Registry


def register(registry: Registry) -> None:
    """Add these kinds."""
    registry.add_page_kind(index_of("journals", "/journals/", "Journals", "journals"))
    registry.add_page_kind(lists_of("journal", "journals"))
