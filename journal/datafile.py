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
    if texts:
        note += b"\n"  # JSON holds no end of a line, so this tells where the texts begin, and that there are any
    temporary = f"{file}.new"
    try:
        with open(temporary, "wb") as stream:
            stream.write(b"%s\n%s" % (digest_of(note).encode(), note))
            stream.writelines(texts)
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
    try:
        with open(file, "rb") as stream:
            seal, note = stream.readline(100), stream.read()
    except FileNotFoundError:
        return None
    return None if note.endswith(b"\n") else _value(seal, note)


def read_with_texts(file: Path) -> tuple[object, list[bytes]]:
    """The value in a file and its texts; None where there are none, or not as they were written. Raises OSError."""
    try:
        with open(file, "rb") as stream:
            seal, note = stream.readline(100), stream.readline()
            match _value(seal, note):
                case [value, list(kept)] if note.endswith(b"\n"):
                    texts = [stream.read(length) for length, _ in kept]
                    if not stream.read(1) and [[len(text), zlib.crc32(text)] for text in texts] == kept:
                        return value, texts
    except FileNotFoundError:
        pass
    return None, []


def _value(seal: bytes, note: bytes) -> object:
    """The value in a note with that seal."""
    if seal != f"{digest_of(note)}\n".encode():
        return None
    value: object = json.loads(note.decode("utf-8", "surrogatepass"))
    return value
