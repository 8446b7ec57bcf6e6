"""Built-in templates compiled once a process: a test that builds a small site would wait for that longest.

What the state of a site keeps of them, and what a build takes from there, is as ever.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType

import jinja2
import pytest

from journal.defaults import TEMPLATES
from journal.jinja import QuickEnvironment

_FILTERS = jinja2.defaults.DEFAULT_FILTERS.keys() | {"date", "isodate", "rfc822", "json"}


@contextmanager
def compiled_once() -> Iterator[None]:
    """Has Jinja compile each built-in template once, but where a site has filters of its own, which Jinja may call."""
    known: dict[tuple[str, str, str], CodeType] = {}
    whole = QuickEnvironment.compile

    def compile_(self: jinja2.Environment, source: str, name: str, filename: str, *more: bool) -> CodeType:
        if more or self.filters.keys() != _FILTERS or not filename.startswith(str(TEMPLATES)):
            return whole(self, source, name, filename, *more)
        key = source, name, filename
        if key not in known:
            known[key] = whole(self, source, name, filename)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuickEnvironment, "compile", compile_)
        yield
