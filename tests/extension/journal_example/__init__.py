"""An example of each thing that an extension may add."""

from journal.registry import Registry
from journal_example.keys import Keys
from journal_example.quick_reads import QUICK_READS
from journal_example.shortcodes import spoiler, stars
from journal_example.spoken import spoken


def register(registry: Registry) -> None:
    """Add them all."""
    registry.add_page_kind(QUICK_READS)
    registry.add_filter("spoken", spoken)
    registry.add_shortcode("stars", stars)
    registry.add_shortcode("spoiler", spoiler)
    registry.add_markdown("keys", Keys)
