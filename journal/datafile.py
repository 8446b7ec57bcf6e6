"""Data file: plain data in a file that is whole or not there, written in one step and with a checksum."""

import contextlib
import json
import os
from pathlib import Path

from journal.stage import digest_of


def keep(file: Path, value: object, *, durable: bool = False) -> None:
    """Put a value in a file; `durable`, on the disk before anything that is done next. Raises OSError."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    temporary = f"{file}.new"
    try:
        with open(temporary, "wb") as stream:
            stream.write(f"{digest_of(text)}\n".encode())
            stream.write(text)
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
    """The value in a file; None where there is none, or not as it was written. Raises OSError."""
    try:
        with open(file, "rb", buffering=0) as stream:
            data = stream.read()
    except FileNotFoundError:
        return None
    seal, text = data[: data.find(b"\n")], memoryview(data)[data.find(b"\n") + 1 :]  # of megabytes, so not copied
    if seal != digest_of(text).encode():
        return None
    value: object = json.loads(str(text, "utf-8", "surrogatepass"))
    return value
