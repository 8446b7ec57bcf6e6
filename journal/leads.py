"""Leads: what wikilinks lead to, by path, name, title or alias, as Obsidian has it."""

import posixpath
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from journal.dates import date_in_name
from journal.diagnostics import did_you_mean
from journal.document import Document
from journal.frozen import frozen
from journal.items import Item
from journal.links import WIKI
from journal.names import name_of
from journal.slugs import same_place, same_words, slugify

_ENDINGS = (".md", ".markdown", ".ipynb")
_INDEX = "index"
BRACKETS = r"write it \[\[ where no link is meant"
_HINTS = 100
_AROUND = 20
"""So many names before and behind a missing one, in order, may be what was meant."""


@frozen
class Lead:
    """Where a wikilink leads."""

    source: str = ""
    """Path of the post, page or file; empty when there is none."""
    permalink: str = ""
    fragment: str = ""
    """The id of a heading or block there, or empty."""
    is_text: bool = False
    """Whether it is a post or page, which can be shown in place of the link."""
    message: str = ""
    """What is wrong with it, for its author."""
    hint: str = ""


Leads = Mapping[str, Mapping[str, Lead]]
"""By the source of a document, then by what its wikilinks name."""


def leads_of(documents: Iterable[Document], names: "Names") -> Leads:
    """Where the wikilinks of documents lead."""
    return {
        document.source: {
            link.target: names.lead(link.target.removeprefix(WIKI), document) for link in document.wikilinks
        }
        for document in documents
        if document.wikilinks
    }


class Names:
    """All that a wikilink may name, given the permalink of each source and file, and all questions.

    It is put in order when something is looked for, as many sites have no wikilinks.
    """

    def __init__(
        self,
        documents: Mapping[str, Document],
        addresses: Mapping[str, str],
        unpublished: Iterable[str],
        questions: Iterable[tuple[str, Item]] = (),
    ) -> None:
        self._documents, self._addresses, self._unpublished = documents, addresses, unpublished
        self._questions = questions
        self._known: dict[tuple[str, str], Lead] = {}
        self._missed = 0

    def lead(self, name: str, document: Document) -> Lead:
        """Where a name leads that is written in a document."""
        path, _, heading = name.partition("#")
        lead = self._found(path.strip(), document.source)
        return self._within(lead, heading.rpartition("#")[2].strip()) if heading and lead.is_text else lead

    def other(self, name: str, document: Document) -> Lead:
        """Where it leads if not to that document itself, though it may be nearest."""
        path = name.partition("#")[0].strip()
        if path.startswith("/"):  # an address, which may be anything
            for source, permalink in self._addresses.items():
                if same_place(permalink.strip("/")) == same_place(path.strip("/")) and source != document.source:
                    return Lead(source, permalink, is_text=source in self._documents)
        return self._find(path, posixpath.dirname(document.source), but=document.source)

    def _found(self, path: str, source: str) -> Lead:
        if not path:
            return Lead(source, self._addresses.get(source, ""), is_text=True)
        # Where it leads hangs only on the folder that it is named in.
        key = (path, posixpath.dirname(source))
        if key not in self._known:
            self._known[key] = self._find(*key)
        return self._known[key]

    def _find(self, written: str, folder: str, but: str = "") -> Lead:
        is_relative = written.startswith(("./", "../"))
        path = posixpath.normpath(posixpath.join(folder, written) if is_relative else written).strip("/")
        wanted = _folded(path)
        name = wanted.rpartition("/")[2]
        for candidates in (self._texts.get(name, ()), self._titles.get(wanted, ())):
            below = [source for place, source in candidates if f"/{place}".endswith(f"/{wanted}") and source != but]
            if below:
                return self._nearest(below, folder, written, is_text=True)
        if "." in path:
            wanted_file = f"/{same_place(path)}"
            files = self._files.get(wanted_file.rpartition("/")[2], ())
            if below := [source for place, source in files if f"/{place}".endswith(wanted_file)]:
                return self._nearest(below, folder, written, is_text=False)
        if asked := self._asked.get(("", same_words(written))):
            return asked
        return self._nowhere(written, wanted)

    def _nearest(self, sources: Sequence[str], folder: str, written: str, *, is_text: bool) -> Lead:
        """The best of several sources: in the same folder, or else nearest to the top."""

        def rank(source: str) -> tuple[bool, int]:
            return (posixpath.dirname(source) != folder, source.count("/"))

        best = min(sources, key=lambda source: (rank(source), source))
        lead = Lead(best, self._addresses[best], is_text=is_text)
        alike = sorted({source for source in sources if rank(source) == rank(best)})
        if len(alike) == 1:
            return lead
        message = f"[[{written}]] may be {' or '.join(alike[:3])}; the first is taken"
        return replace(lead, message=message, hint="write its folder before the name")

    def _within(self, lead: Lead, heading: str) -> Lead:
        """A lead to a place in a post or page."""
        document = self._documents[lead.source]
        anchors = document.anchors.split(" ")
        slug = heading if heading.startswith("^") else slugify(heading)
        for anchor in (slug, heading):
            if anchor in anchors:
                return replace(lead, fragment=anchor)
        if not slug or slug == slugify(document.title):
            return lead
        if asked := self._asked.get((lead.source, same_words(heading))):
            return asked
        what = "block" if heading.startswith("^") else "heading"
        message = lead.message or f"there is no {what} {heading!r} in {lead.source}"
        return replace(lead, message=message, hint=lead.hint or did_you_mean(slug, anchors))

    def _nowhere(self, written: str, wanted: str) -> Lead:
        hidden = [source for place, source in self._drafts.get(wanted.rpartition("/")[2], ())]
        if hidden:
            return Lead(message=f"[[{written}]] leads to {min(hidden)}, which is not published")
        message = f"[[{written}]] leads to nothing in this site"
        return Lead(message=message, hint=self._near(wanted.rpartition("/")[2]) or ("" if "." in wanted else BRACKETS))

    def _near(self, name: str) -> str:
        """A hint at a name that begins alike. Only the first are looked after, as gardens have many gaps."""
        self._missed += 1
        if self._missed > _HINTS:
            return ""
        place = bisect(self._sorted, name)
        return did_you_mean(name, self._sorted[max(0, place - _AROUND) : place + _AROUND])

    @cached_property
    def _texts(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        return _by_name(source for source in self._documents if source in self._addresses)

    @cached_property
    def _titles(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Titles; where there is none, aliases that are no paths; and then names without their dates."""
        levels: tuple[dict[str, list[tuple[str, str]]], ...] = ({}, {}, {})
        for source, document in self._documents.items():
            if source not in self._addresses:
                continue
            names = [(0, document.title)]
            names += [(1, alias) for alias in document.front.aliases if "/" not in alias]
            if "-" in source:
                names.append((2, date_in_name(name_of(source))[1]))
            for level, name in names:
                key = same_place(name)
                levels[level].setdefault(key, []).append((key, source))
        return {**levels[2], **levels[1], **levels[0]}

    @cached_property
    def _asked(self) -> Mapping[tuple[str, str], Lead]:
        """The questions by their words, as an answer names them: of a source, and the first of all under no name."""
        found: dict[tuple[str, str], Lead] = {}
        for source, item in self._questions:
            if permalink := self._addresses.get(source):
                lead, words = Lead(source, permalink, item.id, is_text=True), same_words(item.text)
                for place in ("", source):
                    found.setdefault((place, words), lead)
        return found

    @cached_property
    def _files(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for source in self._addresses:
            if source not in self._documents:
                place = same_place(source)
                found.setdefault(place.rpartition("/")[2], []).append((place, source))
        return found

    @cached_property
    def _drafts(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        return _by_name(self._unpublished)

    @cached_property
    def _sorted(self) -> Sequence[str]:
        return sorted({*self._texts, *self._titles})


def _by_name(sources: Iterable[str]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Sources with their paths as they are compared, by the last part of these."""
    found: dict[str, list[tuple[str, str]]] = {}
    for source in sources:
        place = same_place(posixpath.splitext(source)[0])
        folder, _, name = place.rpartition("/")
        found.setdefault(name, []).append((place, source))
        if name == _INDEX and "/" in folder:
            found.setdefault(folder.rpartition("/")[2], []).append((folder, source))
    return found


def _folded(path: str) -> str:
    """A path as it is compared, without the ending of a text."""
    folded = same_place(path)
    return next((folded.removesuffix(ending) for ending in _ENDINGS if folded.endswith(ending)), folded)
