"""Ignored: what an author does not want to hear of."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from journal.check.finding import Finding, Rule


@dataclass(frozen=True, slots=True)
class Ignored:
    """A rule, or what it says of some files, tags or addresses."""

    rule: str
    what: str
    """A pattern of paths or of other names; empty for all."""

    @classmethod
    def of(cls, written: str) -> "Ignored":
        """From `rule` or `rule:pattern`."""
        rule, _, what = written.partition(":")
        return cls(rule.strip(), what.strip())

    def covers(self, rule: Rule, finding: Finding) -> bool:
        """Whether a finding of a rule is meant."""
        names = (finding.diagnostic.path, finding.about)
        return self.rule == rule.name and (not self.what or any(fnmatchcase(name, self.what) for name in names))
