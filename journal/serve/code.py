"""Code: the compiled templates, in memory, as a page that is waited for should not wait for a database."""

from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from journal.compiled import Compiled
from journal.state import State


class Code:
    """The templates that were used so far."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType]] = {}

    def kept_in(self, state: State) -> jinja2.BytecodeCache:
        """What is in memory, and behind it the state."""
        return _Code(self._known, Compiled(state))


class _Code(jinja2.BytecodeCache):
    def __init__(self, known: dict[str, tuple[str, CodeType]], behind: Compiled) -> None:
        self._known, self._behind = known, behind

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
            return
        self._behind.load_bytecode(bucket)
        if bucket.code:
            self.dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._known[bucket.key] = bucket.checksum, bucket.code
