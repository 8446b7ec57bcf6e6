"""`duplicate-title`: posts and pages that readers cannot tell apart in a list."""

from collections.abc import Iterator

from journal.check.finding import Finding, Rule, found
from journal.check.subject import Subject

_HINT = "say in the title what is different about it"


def _find(subject: Subject) -> Iterator[Finding]:
    first: dict[str, str] = {}
    # The newer one is the one to find another title for.
    for entry in (*subject.site.pages, *reversed(subject.site.entries)):
        title = " ".join(entry.title.casefold().split())
        other = first.setdefault(title, entry.source)
        if other != entry.source:
            message = f"has the same title as {other}: {entry.title!r}"
            yield found(entry.source, subject.title(entry.source), message, _HINT)


RULE = Rule("duplicate-title", "two posts or pages of one title", _find)
