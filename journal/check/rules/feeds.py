"""`feed`: what readers of the feeds would stumble over."""

import re
from collections.abc import Iterator

from journal.check.finding import Finding, Rule, found
from journal.check.subject import Subject
from journal.diagnostics import NOWHERE
from journal.entry import Entry
from journal.names import title_from_name

_NO_TITLE = re.compile(
    r"^[\W\d_]*$|^(?:untitled|index|draft|new post|post|note)\b[\W\d_]*$|\b(?=\w*\d)(?=\w*[^\W\d_])\w{10,}\b",
    re.IGNORECASE,
)
"""A date, a word that says nothing, or letters and digits that a machine made up."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S")


def _find(subject: Subject) -> Iterator[Finding]:
    config = subject.config
    if "feed" in config.disable:
        return
    if not config.url:
        message = "no `url` is set: feeds, link previews and the sitemap hold paths where they need whole addresses"
        yield found(subject.settings, NOWHERE, message, 'url = "https://me.example/"')
    if config.author.url and not _SCHEME.match(config.author.url):
        message = f"author: {config.author.url!r} is no whole address, which feeds need"
        yield found(subject.settings, NOWHERE, message, 'author = { name = "…", url = "https://me.example/" }')
    known: dict[str, str] = {}
    for entry in reversed(subject.site.entries):
        if entry.date is None or entry.draft:  # which are in no feed
            continue
        yield from _identity(entry, known, subject)
        yield from _what_it_says(entry, subject)
        if config.feed_full:
            yield from _urls(entry, subject)


def _identity(entry: Entry, known: dict[str, str], subject: Subject) -> Iterator[Finding]:
    other = known.setdefault(entry.id, entry.source)
    place = subject.start(entry.source, "id")
    if other != entry.source:
        message = f"has the id of {other} in feeds, {entry.id!r}: readers will see only one of the two"
        yield found(entry.source, place, message, "take the `id` out, or give it one of its own", severity="error")
    if not entry.id.startswith("/") and not _SCHEME.match(entry.id):
        message = f"id: {entry.id!r} is neither a path nor a whole address, as Atom asks for"
        yield found(entry.source, place, message, "once feeds have it, readers who know it would see the post again")


def _what_it_says(entry: Entry, subject: Subject) -> Iterator[Finding]:
    if entry.title == title_from_name(entry.source) and _NO_TITLE.search(entry.title):
        message = f"has no title: feeds show it as {entry.title!r}, after its file"
        yield found(entry.source, subject.start(entry.source), message, "write `title: …`, or begin with a line `# …`")
    if entry.updated and entry.date and entry.updated < entry.date:
        message = "updated before it was published, to those who read its feed"
        yield found(
            entry.source, subject.start(entry.source, "updated"), message, "leave out `updated`, or mend the date"
        )


def _urls(entry: Entry, subject: Subject) -> Iterator[Finding]:
    for ref in subject.outlines[entry.source].refs:
        if ref.url.startswith(("//", "?")):
            message = f"the address {ref.url!r} is not whole, and leads elsewhere in a feed"
            hint = f"write https:{ref.url}" if ref.url.startswith("//") else "write the path of the page before it"
            yield found(entry.source, subject.place(entry.source, ref), message, hint)


RULE = Rule("feed", "no `url`, two posts of one `id`, posts without a title, addresses that are not whole …", _find)
