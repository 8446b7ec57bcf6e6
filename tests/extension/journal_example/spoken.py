"""A filter: `{{ entry.minutes | spoken }}` is how one would say it."""

_NUMBERS = ("no time", "a minute", "two minutes", "three minutes", "four minutes", "five minutes")


def spoken(minutes: int) -> str:
    """A number of minutes, in words."""
    return _NUMBERS[minutes] if minutes < len(_NUMBERS) else f"{minutes} minutes"
