"""`missing-excerpt`: posts of which lists and feeds can show nothing but the title."""

from collections.abc import Iterator

from journal.check.finding import Finding, Rule, found
from journal.check.subject import Subject

_HINT = "write `excerpt: …` into the front matter, or begin the text with a paragraph"


def _find(subject: Subject) -> Iterator[Finding]:
    for entry in subject.site.entries:
        if not entry.excerpt:
            message = "has no excerpt: lists, feeds and previews show nothing but its title"
            yield found(entry.source, subject.start(entry.source, "excerpt"), message, _HINT)


RULE = Rule("missing-excerpt", "a post without an `excerpt` whose text has no paragraph to take one from", _find)
