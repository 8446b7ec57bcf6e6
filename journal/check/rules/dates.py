"""`missing-date`: posts that stand nowhere in time."""

from collections.abc import Iterator

from journal.check.finding import Finding, Rule, found
from journal.check.subject import Subject

_HINT = "write `date: 2023-07-29` into the front matter, or 2023-07-29- before the name of the file"


def _find(subject: Subject) -> Iterator[Finding]:
    for entry in subject.site.entries:
        if entry.date is None:
            message = "has no date: it is listed last, and is in no feed"
            yield found(entry.source, subject.start(entry.source, "date"), message, _HINT)


RULE = Rule("missing-date", "a post without a date in its front matter, its file name or git", _find)
