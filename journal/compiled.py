"""Compiled: what Jinja made of the templates, kept between builds, as an edited post needs the same ones again."""

import contextlib
from base64 import b64decode, b64encode  # the others are not written in C

import jinja2
from jinja2.bccache import Bucket

from journal.state import Damaged, State


class Compiled(jinja2.BytecodeCache):
    """The compiled templates in a state; a checksum there sees to it that none is taken that was damaged."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._new: dict[str, tuple[str, str]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is known of a template."""
        with contextlib.suppress(Damaged):  # which whoever cannot do without it will say
            if kept := self._state.fact(_name(bucket), bucket.checksum):
                bucket.bytecode_from_string(b64decode(kept))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Note what was just made of a template."""
        self._new[_name(bucket)] = bucket.checksum, b64encode(bucket.bytecode_to_string()).decode("ascii")

    def keep(self) -> None:
        """Keep what was noted. Raises Damaged."""
        with contextlib.suppress(OSError):  # the next build only takes longer
            for name, (checksum, code) in self._new.items():
                self._state.keep_fact(name, checksum, code)
        self._new.clear()


def _name(bucket: Bucket) -> str:
    return f"template {bucket.key}"
