"""Site: everything a build knows once its documents have met each other."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from journal.config import Config
from journal.document import Document
from journal.entry import Entry
from journal.frozen import frozen
from journal.items import Collected, Kind, OfKind, Thread, Word
from journal.leads import Leads
from journal.learning.shelf import Volume
from journal.links import ROOT, SOURCE, Link, from_top
from journal.report import LeftOut


@frozen
class Term:
    """A tag, journal or series, with its entries."""

    name: str
    """As first written."""
    slug: str
    permalink: str
    entries: tuple[Entry, ...]
    """Newest first; in a series, first part first."""


@frozen
class Taxonomy:
    """All terms of one kind, in order of name."""

    name: str
    """`tags`, `journals` or `series`."""
    terms: tuple[Term, ...]

    by_permalink: Mapping[str, Term]


@frozen
class StaticFile:
    """A file that goes into the output as it is."""

    source: str
    file: str
    """Where it is read from, absolute; empty for one that a document brings, which is in the state."""
    permalink: str
    stamp: str
    """What the file system says of it."""


@frozen
class Address:
    """Where a page worth finding is, and when it last changed."""

    permalink: str
    modified: datetime | None


Users = Mapping[str, Mapping[str, tuple[int, Sequence[str]]]]
"""By the taxonomy and permalink of a term, with a space between, or nothing for all posts, and then by the number of a
word: by how many posts it is used, and their sources, newest first; of very many the newest."""


@frozen
class Site:
    """The published site, before any page of it is planned."""

    config: Config
    entries: tuple[Entry, ...]
    """The posts, newest first; those without a date last."""
    pages: tuple[Entry, ...]
    """The plain pages, in order of permalink."""
    documents: Mapping[str, Document]
    """What was published, by source."""
    tags: Taxonomy
    journals: Taxonomy
    series: Taxonomy
    files: tuple[StaticFile, ...]
    addresses: Mapping[str, str]
    """The permalink of each source that has one."""
    permalinks: frozenset[str]
    """All of these permalinks."""
    leads: Leads
    """Where the wikilinks of each document lead."""
    unpublished: frozenset[str]
    """Sources of posts that were left out."""
    items: Mapping[Kind, OfKind]
    """What was gathered from the posts, oldest first, each with its source."""
    threads: Mapping[Kind, Sequence[Thread]]
    """What became of the questions and the plans: the open ones, oldest first, then those that ended, latest first."""
    collected: Mapping[Kind, Mapping[tuple[str, str], Sequence[Collected]]]
    """The words from A to Z, the resources by sort, the corrections newest first, and the cards oldest first.

    Each by taxonomy and permalink of a term in whose posts they are; all, under two empty names.
    """
    words: tuple[Word, ...]
    """Those of the words that can be told from others in a text."""
    shelf: tuple[Volume, ...]
    """What the author reads, as in `data/shelf.yaml`."""
    uses: Mapping[str, str]
    """Of each post, by source, the numbers of the words that it uses, with commas between; a hyphen for none."""
    users: Users
    """The posts that use a word and do not explain it."""
    supersedes: Mapping[str, tuple[str, ...]]
    """Of each post that takes the place of others, the sources of these."""
    corrected: Mapping[str, Sequence[tuple[str, str]]]
    """Of each post that is corrected elsewhere, the sources and ids of these corrections."""
    left_out: LeftOut
    valid_until: datetime | None
    """When a post comes due or expires: the moment from which on the same sources make another site."""

    def has_own(self, permalink: str) -> bool:
        """Whether a post, page or file of the author's has the place of a page that we would make."""
        return permalink in self.permalinks or f"{permalink}index.html" in self.permalinks

    def taxonomy(self, name: str) -> Taxonomy:
        """The taxonomy `tags`, `journals` or `series`."""
        return {"tags": self.tags, "journals": self.journals, "series": self.series}[name]

    def find(self, symbol: str) -> str | None:
        """The permalink that a symbolic link leads to; of a path of the site, that path. None: nowhere."""
        if symbol.startswith(SOURCE):
            return self._by_path(symbol.removeprefix(SOURCE))
        path = self._below_base(symbol.removeprefix(ROOT))
        # `/posts/a.md` is how editors and forges write a link to a file from the top.
        return self.addresses.get(path[1:], path)

    def follow(self, link: Link, source: str) -> str | None:
        """The permalink that a link in a source leads to. None: nowhere."""
        found = self.find(link.target)
        if found is None and (symbol := from_top(link.target, source)):
            # In gardens a path may be written from the top, whatever folder the text is in.
            found = self.find(symbol)
        return found

    def ways(self, document: Document) -> tuple[tuple[str, str | None], ...]:
        """Where each link of a document leads."""
        return tuple((link.target, self.follow(link, document.source)) for link in document.links)

    def _below_base(self, path: str) -> str:
        """A path of the host as one of the site: at `/blog`, `/blog/b/` is `/b/`, unless the site has a `/blog/b/`."""
        base = self.config.base
        if not base or not f"{path}/".startswith(f"{base}/") or {path, f"{path}/"} & self.permalinks:
            return path
        return path.removeprefix(base) or "/"

    def _by_path(self, path: str) -> str | None:
        bare = path.rstrip("/")
        for candidate in (path, *spellings_of(bare)):
            if candidate in self.addresses:
                return self.addresses[candidate]
        # A link written as between the pages' URLs rather than between their sources.
        permalink = f"/{bare.partition('/')[2]}/"
        return permalink if permalink in self.permalinks else None


def spellings_of(path: str) -> tuple[str, ...]:
    """The sources that a link to a path without an ending may mean."""
    return tuple(path + ending for ending in (".md", "/index.md", ".ipynb", "/index.ipynb"))
