"""`{{< youtube id "A title" poster="frame.jpg" >}}`: a link to a video; nothing is loaded from there."""

import re
from html import escape

from journal.registry import Registry

_IN_ADDRESS = re.compile(r"(?:youtu\.be/|[?&]v=|/(?:embed|shorts|live)/)([\w-]+)")
_ID = re.compile(r"[\w-]{6,20}")
_START = re.compile(r"\d+")


def youtube(id: str, title: str = "", poster: str = "", start: str = "", *, inline: bool) -> str:  # noqa: A002 - as authors write it
    """A link with the title, and the poster if there is one."""
    in_address = _IN_ADDRESS.search(id)
    video = in_address[1] if in_address else id
    if not _ID.fullmatch(video):
        raise ValueError(f"{id!r} is no id of a video", "it stands in the video's address, behind `v=`")
    if start and not _START.fullmatch(start):
        raise ValueError(f"start: {start!r} is no number of seconds")
    if re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", poster, re.IGNORECASE):
        raise ValueError(f"the poster {poster!r} is on another host", "save it beside the post")
    address = f"https://www.youtube.com/watch?v={video}" + (f"&amp;t={start}s" if start else "")
    shown = escape(title, quote=False) or "Video on YouTube"
    if inline:
        return f'<a href="{address}" rel="noreferrer">{shown}</a>'
    frame = escape(poster.replace(" ", "%20"))
    image = f'<img src="{frame}" alt="" loading="lazy">' if poster else ""
    host = ' <span class="video-host">YouTube</span>' if title else ""
    inside = f'{image}<span class="video-title">{shown}</span>{host}'
    return f'<figure class="video"><a href="{address}" rel="noreferrer">{inside}</a></figure>'


def register(registry: Registry) -> None:
    """Add it."""
    registry.add_shortcode("youtube", youtube)
