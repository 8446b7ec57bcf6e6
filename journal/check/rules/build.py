"""`build`: what a build would say that no other rule here looks for."""

from collections.abc import Iterator

from journal.check.finding import Finding, Rule
from journal.check.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for diagnostic in subject.told:
        if not diagnostic.rule:
            yield Finding(diagnostic)


RULE = Rule(
    "build", "whatever else `journal build` would say: dates that are none, two pages for one place …", _find, True
)
