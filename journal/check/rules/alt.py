"""`missing-alt`: pictures without a word for those who do not see them."""

from collections.abc import Iterator

from journal.check.finding import Finding, Rule, found
from journal.check.subject import Subject

_MARKDOWN = 'write what it shows: ![what it shows](…), or alt="what it shows" in a shortcode'
_HTML = 'write alt="what it shows", or alt="" if it is decoration'


def _find(subject: Subject) -> Iterator[Finding]:
    for entry in subject.entries:
        source = entry.source
        for ref in subject.outlines[source].refs:
            # In HTML and in a shortcode an empty text says that there is nothing to see; Markdown cannot leave it out.
            if ref.tag != "img" or (ref.alt is not None if ref.by_hand else (ref.alt or "").strip()):
                continue
            message = f"the picture {subject.written(source, ref)!r} has no text for those who do not see it"
            yield found(source, subject.place(source, ref), message, _HTML if ref.by_hand else _MARKDOWN)


RULE = Rule("missing-alt", "a picture in a text without words for those who do not see it", _find)
