"""`external-link`: links to other sites that are gone; looked for only when asked, and no more than advice."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from journal.check.finding import Finding, Rule, found
from journal.check.subject import Subject
from journal.links import WIKI

_NOBODY = re.compile(r"(?:.*\.)?(?:example(?:\.(?:com|net|org))?|test|invalid|localhost|local)\.?")
"""Hosts that are nobody's, or everybody's own."""


def _find(subject: Subject) -> Iterator[Finding]:
    if subject.ask is None:
        return
    refs = [
        (entry.source, ref, url)
        for entry in subject.entries
        for ref in subject.outlines[entry.source].refs
        if not ref.url.startswith(WIKI) and not subject.symbol(ref) and (url := _asked(ref.url, subject))
    ]
    answers = subject.ask(url for _, _, url in refs)
    for source, ref, url in refs:
        answer = answers.get(url)
        if answer and answer.says:
            hint = "look whether the page has moved, or link to a copy of it in an archive"
            place = subject.place(source, ref)
            yield found(source, place, f"{ref.url} {answer.says}", hint, severity="notice", about=ref.url)


def _asked(url: str, subject: Subject) -> str:
    """The URL to ask for; empty for one that nobody is asked for."""
    if url.startswith("//"):
        url = f"https:{url}"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    skipped = subject.config.check_skip
    if parts.scheme not in ("http", "https") or _NOBODY.fullmatch(host) or (skipped and url.startswith(skipped)):
        return ""
    return url.partition("#")[0]


RULE = Rule("external-link", "with `--external`: a link to another site that is gone; never more than advice", _find)
