"""`broken-anchor`: links to a `#heading` that is not there."""

import re
from collections.abc import Iterator
from functools import reduce
from pathlib import Path

from journal.check.finding import Finding, Rule, found
from journal.check.outline import outline_of
from journal.check.subject import Subject
from journal.diagnostics import did_you_mean

_SHOWN = 5
_TOP = frozenset(("", "top"))


def _find(subject: Subject) -> Iterator[Finding]:
    of_theme = _ids_of_templates(subject)
    for source, ref in subject.refs(media=False):
        own = ref.url.startswith("#")
        symbol = ref.url if own else subject.symbol(ref)
        fragment = subject.fragment(symbol)
        if fragment in _TOP or fragment.startswith((":~:", "!")):  # which browsers, or scripts, make sense of
            continue
        there = source if own else subject.of_permalink.get(subject.permalink(symbol, source) or "")
        if there is None:
            continue
        ids = subject.outlines[there].ids
        if fragment in ids or fragment in of_theme:
            continue
        place = subject.place(source, ref)
        where = "in this text" if there == source else f"in {there}"
        message = f"the link {subject.written(source, ref)!r} names a place #{fragment} that is not {where}"
        yield found(source, place, message, _hint(fragment, sorted(ids)), severity="error")


def _hint(fragment: str, ids: list[str]) -> str:
    headings = [one for one in ids if not re.match(r"fn(?:ref)?-|__code", one)]
    if near := did_you_mean(fragment.strip("#"), headings):
        return near.replace("'", "'#", 1)
    some = ", ".join(f"#{one}" for one in headings[:_SHOWN])
    return f"there are {some}{' …' if len(headings) > _SHOWN else ''}" if some else "there are no headings there"


def _ids_of_templates(subject: Subject) -> frozenset[str]:
    """What the theme itself gives every page, such as `#content`."""
    files = (Path(source.file) for source in subject.sources if source.role == "template")
    texts = (file.read_text("utf-8", "replace") for file in files if file.suffix == ".html")
    return reduce(frozenset.union, (outline_of(text).ids for text in texts), frozenset[str]())


RULE = Rule("broken-anchor", "a link to a `#heading` that is not on its page", _find)
