"""Superseding: which post takes the place of which, by what its front matter names, as wikilinks name it."""

from collections.abc import Container, Iterable, Mapping

from journal.diagnostics import Diagnostic
from journal.document import Document
from journal.leads import BRACKETS, Lead, Names

_KEY = "supersedes"


def superseding(
    documents: Iterable[Document], posts: Container[str], names: Names, diagnostics: list[Diagnostic]
) -> Mapping[str, tuple[str, ...]]:
    """Of each post that takes the place of others, the sources of these. What is no other post is a warning."""
    found: dict[str, dict[str, None]] = {}
    for document in documents:
        for written in document.front.supersedes:
            lead = names.other(written, document)
            if lead.source in posts:
                found.setdefault(document.source, {})[lead.source] = None
            if lead.source not in posts or lead.message:
                message, hint = _wrong(written, lead, itself=names.lead(written, document).source == document.source)
                place = document.front.place(_KEY)
                diagnostics.append(
                    Diagnostic.at(document.source, place, f"{_KEY}: {message}", hint, severity="warning")
                )
    return {source: tuple(targets) for source, targets in found.items()}


def _wrong(written: str, lead: Lead, *, itself: bool) -> tuple[str, str]:
    """What is wrong with a name, and a hint."""
    if not lead.source and itself:
        return f"{written!r} is this very post", "name the one whose place it takes"
    if not lead.message:
        return f"{written!r} is {lead.source}, which is no post", ""
    return lead.message.replace(f"[[{written}]]", repr(written)), "" if lead.hint == BRACKETS else lead.hint
