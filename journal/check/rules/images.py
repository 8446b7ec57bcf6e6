"""`broken-image`: pictures, sounds and films that are not there."""

from collections.abc import Iterator

from journal.check.finding import Finding, Rule, found
from journal.check.nearest import Nearest
from journal.check.subject import Subject
from journal.links import target_of

_BESIDE = "put it beside the text and name it from there, or in static/ and begin the name with '/'"


def _find(subject: Subject) -> Iterator[Finding]:
    files = [file.source for file in subject.site.files]
    nearest = Nearest(files, (file.permalink for file in subject.site.files))
    for source, ref in subject.refs(media=True):
        symbol = subject.symbol(ref)
        if symbol and subject.permalink(symbol, source) is None:
            message = f"there is no file {subject.written(source, ref)!r}"
            hint = nearest.hint(target_of(symbol), source) or _BESIDE
            yield found(source, subject.place(source, ref), message, hint, severity="error")
    for diagnostic in subject.told:  # covers, which stand in front matter
        if diagnostic.rule == "broken-image":
            yield Finding(diagnostic)


RULE = Rule("broken-image", "a picture, cover, sound or film that is not there", _find)
