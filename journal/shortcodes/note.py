"""`{{< note tip "A title" >}} … {{< /note >}}`: a callout, as `> [!tip] A title` is."""

import re
from html import escape

from journal.registry import Registry


def note(kind: str = "note", title: str = "", *, body: str, inline: bool) -> str:
    """The callout."""
    if inline:
        raise ValueError("`note` and `/note` stand on lines of their own")
    if not re.fullmatch(r"[\w-]+", kind):
        raise ValueError(f"{kind!r} is no kind of note", f'its title comes second: {{{{< note tip "{kind}" >}}}}')
    kind = kind.lower()
    shown = escape(title, quote=False) or kind.capitalize()
    return f'<div class="callout callout-{kind}" role="note"><p class="callout-title">{shown}</p>{body}</div>'


def register(registry: Registry) -> None:
    """Add it."""
    registry.add_shortcode("note", note)
