"""`{{< gist user id "file.py" >}}`: a link to a gist; no script of its host is run."""

import re
from html import escape

from journal.registry import Registry

_USER = re.compile(r"[\w-]+")
_ID = re.compile(r"[0-9a-f]+", re.IGNORECASE)


def gist(user: str, id: str, file: str = "", *, inline: bool) -> str:  # noqa: A002 - as authors write it
    """A link with the name of the file, to where that file stands."""
    if not _USER.fullmatch(user):
        raise ValueError(f"{user!r} is nobody's name", "a gist is named by its user and its id")
    if not _ID.fullmatch(id):
        raise ValueError(f"{id!r} is no id of a gist", "it is the last part of the gist's address")
    anchor = f"#file-{re.sub('[^a-z0-9_]+', '-', file.lower()).strip('-')}" if file else ""
    shown = f"<code>{escape(file, quote=False)}</code>" if file else f"Gist by {user}"
    link = f'<a href="https://gist.github.com/{user}/{id}{anchor}" rel="noreferrer">{shown}</a>'
    return link if inline else f'<p class="gist">{link}</p>'


def register(registry: Registry) -> None:
    """Add it."""
    registry.add_shortcode("gist", gist)
