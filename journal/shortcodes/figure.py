"""`{{< figure src="loss.png" alt="…" caption="…" >}}`: a picture with a caption; what stands in it is Markdown."""

import re
from html import escape

from journal.registry import Registry

_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|data:", re.IGNORECASE)
_LENGTH = re.compile(r"(\d+)(?:px)?")


def figure(  # noqa: PLR0913, PLR0917 - what an image may have
    src: str,
    alt: str | None = None,
    caption: str = "",
    title: str = "",
    width: str = "",
    height: str = "",
    link: str = "",
    *,
    body: str = "",
    inline: bool,
) -> str:
    """The picture; in a figure, unless it stands amidst text."""
    if _ELSEWHERE.match(src):
        raise ValueError(f"the picture {src!r} is on another host", "save it beside the post: pages ask no other host")
    if body and (inline or caption):
        why = "stand on lines of their own" if inline else "take the place of `caption`"
        raise ValueError(f"what stands between `figure` and `/figure` has to {why}")
    sizes = "".join(f' {name}="{_length(name, size)}"' for name, size in (("width", width), ("height", height)) if size)
    hint = f' title="{escape(title)}"' if title else ""
    source = escape(src.replace(" ", "%20"))
    # As in HTML, one with an empty text is decoration: without `decoding`, the check sees that it was written so.
    manner = ' loading="lazy"' if alt == "" else ' decoding="async" loading="lazy"'
    image = f'<img src="{source}" alt="{escape(alt or "")}"{hint}{sizes}{manner}>'
    if link:
        image = f'<a href="{escape(link.replace(" ", "%20"))}">{image}</a>'
    if inline:
        return image
    below = escape(caption, quote=False) or body
    return f"<figure>{image}{f'<figcaption>{below}</figcaption>' if below else ''}</figure>"


def _length(name: str, written: str) -> str:
    found = _LENGTH.fullmatch(written)
    if found is None:
        raise ValueError(f"{name}: {written!r} is no number of pixels")
    return found[1]


def register(registry: Registry) -> None:
    """Add it."""
    registry.add_shortcode("figure", figure)
