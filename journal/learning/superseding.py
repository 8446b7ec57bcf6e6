"""Superseding: which post takes the place of which, by what its front matter names."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence

from journal.diagnostics import Diagnostic, did_you_mean
from journal.document import Document
from journal.names import name_of

_KEY = "supersedes"


def superseding(
    documents: Sequence[Document], permalinks: Mapping[str, str], diagnostics: list[Diagnostic]
) -> Mapping[str, tuple[str, ...]]:
    """Of each post that takes the place of others, the sources of these. A name that is nobody's is a warning."""
    naming = [document for document in documents if document.front.supersedes]
    if not naming:
        return {}
    names: dict[str, list[str]] = {}
    for document in documents:
        for name in {*_names(document, permalinks[document.source])}:
            names.setdefault(name, []).append(document.source)
    found = {}
    for document in naming:
        targets = []
        for written in document.front.supersedes:
            target = _found(written, document.source, names)
            if isinstance(target, str):
                targets.append(target)
            else:
                message = f"{_KEY}: {written!r} {target[0]}"
                place = document.front.place(_KEY)
                diagnostics.append(Diagnostic.at(document.source, place, message, target[1], severity="warning"))
        if targets:
            found[document.source] = tuple(dict.fromkeys(targets))
    return found


def _names(document: Document, permalink: str) -> Iterator[str]:
    """What a post may be called: its path, with or without its ending, its file, its address, its title."""
    source = document.source
    bare = posixpath.splitext(source)[0]
    for path in (source, bare, bare.removesuffix("/index")):
        yield path.casefold()
        yield path.partition("/")[2].casefold()
    yield name_of(source).casefold()
    yield permalink.strip("/").casefold()
    yield permalink.strip("/").rpartition("/")[2].casefold()
    yield document.title.casefold()


def _found(written: str, source: str, names: Mapping[str, Sequence[str]]) -> str | tuple[str, str]:
    """The source that is meant; or what is wrong with the name, and a hint."""
    name = written.casefold().strip("/")
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(source), name))
    for candidate in (beside, name):
        sources = [other for other in names.get(candidate, ()) if other != source]
        if len(sources) == 1:
            return sources[0]
        if sources:
            return "may be any of several posts", f"write the path: {' or '.join(sources[:3])}"
    if source in names.get(name, ()) or source in names.get(beside, ()):
        return "is this very post", "name the one whose place it takes"
    return "is no post of this site", did_you_mean(name, sorted(names))
