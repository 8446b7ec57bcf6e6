"""Months: what a site calls them."""

from journal.config import Config

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month_names(config: Config) -> tuple[str, ...]:
    """The twelve names, in the site's language where its settings say them."""
    return config.month_names or MONTHS


def month_and_year(month: str, config: Config) -> str:
    """`2023-07` as readers see it."""
    year, number = month.split("-")
    return f"{month_names(config)[int(number) - 1]} {int(year)}"
