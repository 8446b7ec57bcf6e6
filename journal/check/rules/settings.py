"""`unknown-setting`: settings that there are not."""

from collections.abc import Iterator

from journal.check.finding import Finding, Rule
from journal.check.subject import Subject


def _find(subject: Subject) -> Iterator[Finding]:
    for diagnostic in subject.told:
        if diagnostic.rule == "unknown-setting":
            yield Finding(diagnostic)


RULE = Rule("unknown-setting", "a setting that does not exist", _find, keeps=True)
