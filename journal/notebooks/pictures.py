"""Pictures in a notebook: real files beside its page, each once."""

import base64
import binascii
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote

from journal.document import OwnFile
from journal.notebooks.vectors import clean_svg
from journal.stage import digest_of

TYPES = ("image/svg+xml", "image/png", "image/jpeg", "image/webp", "image/gif")
"""The best to look at first."""
_DATA = re.compile(r"data:(image/[\w.+-]+)((?:;[\w.+=-]+)*),", re.IGNORECASE)
_LARGEST = 20_000_000
_WIDEST = 20_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is known to be one."""

    url: str
    """Relative, as if the notebook were a folder that holds it."""
    width: int
    height: int
    """Its size in pixels; 0 where it does not say."""

    def img(self, alt: str, wanted: Mapping[str, object] | None = None) -> str:
        """The element that shows it, in the size that is wanted of it."""
        size = self.size(wanted)
        return f'<img src="{escape(self.url)}" alt="{escape(alt)}"{size} loading="lazy" decoding="async">'

    def size(self, wanted: Mapping[str, object] | None = None) -> str:
        """Its size as attributes, so that nothing moves when it arrives."""
        width, height = _number(wanted, "width"), _number(wanted, "height")
        if self.width and self.height:
            if not width and not height:
                width, height = self.width, self.height
            elif not height:
                height = max(1, round(width * self.height / self.width))
            elif not width:
                width = max(1, round(height * self.width / self.height))
        return (f' width="{width}"' if width else "") + (f' height="{height}"' if height else "")


class Pictures:
    """Collects the pictures of one notebook while its page is made."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._files: dict[str, OwnFile] = {}

    @property
    def files(self) -> tuple[OwnFile, ...]:
        """All of them, in order of name."""
        return tuple(self._files[name] for name in sorted(self._files))

    def keep(self, kind: str, content: str) -> Picture | None:
        """A picture as notebooks hold it; None for what is none, or too large."""
        data = clean_svg(content) if kind == "image/svg+xml" else _decoded(content)
        ending, width, height = _looked_at(data)
        if not ending or len(data) > _LARGEST:
            return None
        name = f"figure-{digest_of(data)[:12]}.{ending}"
        self._files[name] = OwnFile(name, data)
        return Picture(f"{self._folder}/{name}", width, height)

    def keep_url(self, url: str) -> Picture | None:
        """The picture in a `data:` URL."""
        head = _DATA.match(url)
        if not head or (head[1].lower() != "image/svg+xml" and ";base64" not in head[2].lower()):
            return None
        content = url[head.end() :]
        if head[1].lower() == "image/svg+xml" and ";base64" in head[2].lower():
            content = _decoded(content).decode("utf-8", "replace")
        elif head[1].lower() == "image/svg+xml":
            content = unquote(content)
        return self.keep(head[1].lower(), content)


def _decoded(content: str) -> bytes:
    try:
        return base64.b64decode("".join(content.split()))
    except (binascii.Error, ValueError):
        return b""


def _number(wanted: Mapping[str, object] | None, key: str) -> int:
    value = wanted.get(key) if wanted else None
    if isinstance(value, str) and (digits := re.fullmatch(r"(\d{1,5})(?:px)?", value)):
        value = int(digits[1])
    fine = isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value <= _WIDEST
    return int(value) if fine and isinstance(value, int | float) else 0


def _looked_at(data: bytes) -> tuple[str, int, int]:
    """The ending that a picture's file is to have, by its content, with its width and height; empty for no picture."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:  # noqa: PLR2004 - signature and first chunk
        return "png", *struct.unpack(">II", data[16:24])
    if data.startswith((b"GIF87a", b"GIF89a")) and len(data) > 10:  # noqa: PLR2004 - the same
        return "gif", *struct.unpack("<HH", data[6:10])
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg", *_size_of_jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp", 0, 0
    return ("svg", 0, 0) if data.startswith(b"<svg") else ("", 0, 0)


def _size_of_jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:  # noqa: PLR2004 - what begins a segment
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004 - a frame
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 + max(2, length)
    return 0, 0
