"""`broken-link`: links within the site that lead to nothing."""

from collections.abc import Iterator

from journal.check.finding import Finding, Rule, found
from journal.check.nearest import Nearest
from journal.check.subject import Subject
from journal.links import target_of
from journal.site import spellings_of

_HINT = "write the path from this file, or from the top of the site with '/' in front"


def _find(subject: Subject) -> Iterator[Finding]:
    nearest = Nearest(subject.site.addresses, subject.site.permalinks)
    for source, ref in subject.refs(media=False):
        symbol = subject.symbol(ref)
        if not symbol or subject.permalink(symbol, source) is not None or subject.may_be_unread(symbol):
            continue
        written = subject.written(source, ref)
        path = target_of(symbol).partition(":")[2].strip("/")
        hidden = [one for one in (path, *spellings_of(path)) if one in subject.site.unpublished]
        if hidden:
            message, hint = f"{hidden[0]}, which is not published", "publish it, or take the link out"
        else:
            message, hint = "nothing in this site", nearest.hint(target_of(symbol), source) or _HINT
        place = subject.place(source, ref)
        yield found(source, place, f"the link {written!r} leads to {message}", hint, severity="error")
    for diagnostic in subject.told:  # the menu stands in no text
        if diagnostic.rule == "broken-link" and diagnostic.path == subject.settings:
            yield Finding(diagnostic)


RULE = Rule("broken-link", "a link within the site that leads to nothing, or to a draft", _find)
