"""Names: what the name of a source says, for want of front matter."""

import posixpath
import re

from journal.dates import date_in_name


def name_of(path: str) -> str:
    """The name a source goes by: its file name without ending; of `x/index.md`, the folder's name."""
    folder, file = posixpath.split(path)
    stem = posixpath.splitext(file)[0]
    inner = posixpath.basename(folder)
    return inner if stem.lower() == "index" and "/" in folder else stem


def title_from_name(path: str) -> str:
    """A title for a source that has none: its name in words."""
    name = name_of(path)
    day, rest = date_in_name(name)
    if day and rest == name:
        return day
    words = re.sub(r"[-_]+", " ", rest).strip() or rest
    return words[:1].upper() + words[1:]
