"""`broken-wikilink`: wikilinks that lead to nothing, or to one of several."""

from collections.abc import Iterator

from journal.check.finding import Finding, Rule, found
from journal.check.subject import Subject
from journal.links import WIKI

_HINT = "publish it, put the file there, or take the link out"


def _find(subject: Subject) -> Iterator[Finding]:
    for source, leads in subject.site.leads.items():
        for link in subject.site.documents[source].wikilinks:
            lead = leads[link.target]
            if lead.message and not (lead.source == "" and subject.may_be_unread(link.target.removeprefix(WIKI))):
                yield found(source, link.place, lead.message, lead.hint or _HINT)


RULE = Rule("broken-wikilink", "a wikilink or embed that leads to nothing, or may lead to several texts", _find)
