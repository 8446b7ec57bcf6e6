"""Data file: plain data in a file that is whole or not there, written in one step and with a checksum.

Long texts may stand behind the rest, each as it is: an edit hands on megabytes that it never looks into, and putting
them into JSON and taking them out again would cost it more than all else that it keeps.
"""

import contextlib
import json
import os
import zlib
from collections.abc import Sequence
from pathlib import Path

from journal.stage import digest_of


def keep(file: Path, value: object, texts: Sequence[bytes] = (), *, durable: bool = False) -> None:
    """Put a value in a file, and texts behind it; `durable`, on the disk before what is done next. Raises OSError."""
    if texts:
        value = [value, [[len(text), zlib.crc32(text)] for text in texts]]
    note = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    temporary = f"{file}.new"
    try:
        with open(temporary, "wb") as stream:
            stream.write(b"%s\n%s" % (digest_of(note).encode(), note))
            stream.writelines((b"\n", *texts) if texts else ())
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        os.replace(temporary, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def digest_in(file: Path) -> str:
    """What tells the value in a file from others; empty where there is none. Raises OSError."""
    try:
        with open(file, "rb") as stream:
            return stream.readline(100).strip().decode("ascii", "replace")
    except FileNotFoundError:
        return ""


def read(file: Path) -> object:
    """The value in a file that has no texts; None where there is none, or not as it was written. Raises OSError."""
    value, texts = _read(file)
    return value if texts is None else None


def read_with_texts(file: Path) -> tuple[object, list[bytes]]:
    """The value in a file and its texts; None where there are none, or not as they were written. Raises OSError."""
    value, texts = _read(file)
    return (None, []) if texts is None else (value, texts)


def _read(file: Path) -> tuple[object, list[bytes] | None]:
    try:
        with open(file, "rb") as stream:
            seal, note = stream.readline(100).strip(), stream.readline()  # JSON holds no end of a line
            has_texts = note.endswith(b"\n")
            note = note.removesuffix(b"\n")
            if digest_of(note).encode() != seal:
                return None, None
            value = json.loads(note.decode("utf-8", "surrogatepass"))
            if not has_texts:
                return value, None
            value, kept = value
            texts = [stream.read(length) for length, _ in kept]
            if stream.read(1) or [[len(text), zlib.crc32(text)] for text in texts] != kept:
                return None, None
            return value, texts
    except FileNotFoundError:
        return None, None
