"""Two shortcodes: `{{< stars 4 >}}`, and `{{< spoiler "The end" >}} … {{< /spoiler >}}`."""

from html import escape


def stars(number: str, of: str = "5") -> str:
    """So many stars out of so many."""
    if not (number.isdecimal() and of.isdecimal() and int(number) <= int(of) <= 10):
        raise ValueError(f"{number} of {of} are no stars", 'write a number from 0 to 5, or of="10"')
    shown = "★" * int(number) + "☆" * (int(of) - int(number))
    return f'<span role="img" aria-label="{number} of {of} stars">{shown}</span>'


def spoiler(title: str = "Spoiler", *, body: str, inline: bool) -> str:
    """What is not shown before a click."""
    if inline:
        raise ValueError("a spoiler stands on lines of its own")
    return f"<details><summary>{escape(title)}</summary>{body}</details>"
