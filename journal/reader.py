"""Reader: the one way in which a page being rendered sees the site.

A page kind asks for just what its page shows: these two neighbours, these twenty entries. So what a page depends on
is what it has read, and no more.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup, escape

from journal.addresses import absolute_url, url_from
from journal.config import Config
from journal.document import Document
from journal.entry import Entry
from journal.links import SOURCE, resolve
from journal.page import Page
from journal.related import related
from journal.site import Site, Taxonomy, Term

_BARE = re.compile(r"/(?!/)(?:.*/)?[^/.?#]+")
"""A path without a slash at its end, or an ending."""
_ANCHOR = re.compile(r'<a [^<>]*class="anchor"[^<>]*>[^<>]*</a>')
"""A heading's link to itself, which elsewhere is but a stray `#`."""
_IN_PAGE = re.compile(r"""(<a(?:rea)?\s(?:[^<>]*\s)?href\s*=\s*["']?)#""", re.IGNORECASE)


class Reader:
    """A site, seen from one page."""

    def __init__(self, site: Site, page: Page, positions: Mapping[str, int]) -> None:
        self._site, self._page, self._positions = site, page, positions

    @property
    def config(self) -> Config:
        """The settings."""
        return self._site.config

    @cached_property
    def count(self) -> int:
        """The number of posts."""
        return len(self._site.entries)

    def posts(self, start: int = 0, stop: int | None = None) -> tuple[Entry, ...]:
        """Posts by their place in the list, newest first."""
        return self._site.entries[start:stop]

    def plain_pages(self) -> tuple[Entry, ...]:
        """The plain pages, by permalink."""
        return self._site.pages

    def entry(self, source: str) -> Entry:
        """The post or page made from a source."""
        position = self._positions.get(source)
        if position is not None:
            return self._site.entries[position]
        return next(page for page in self._site.pages if page.source == source)

    def document(self, source: str) -> Document:
        """The parsed source of a post or page."""
        return self._site.documents[source]

    def newer(self, source: str) -> Entry | None:
        """The post after one in time; none for a post without a date."""
        return self._neighbour(source, -1)

    def older(self, source: str) -> Entry | None:
        """The post before one in time; none for a post without a date."""
        return self._neighbour(source, 1)

    def related(self, source: str) -> tuple[Entry, ...]:
        """The posts most like one."""
        if not self.config.related:
            return ()
        return related(self._site, self.entry(source), self._positions)

    def terms(self, taxonomy: str) -> tuple[Term, ...]:
        """All terms of `tags`, `journals` or `series`, by name."""
        return self._taxonomy(taxonomy).terms

    def term(self, taxonomy: str, permalink: str) -> Term:
        """One term of `tags`, `journals` or `series`."""
        return self._taxonomy(taxonomy).by_permalink[permalink]

    def body(self, source: str) -> Markup:
        """The body of a post or page, with links as this page must write them."""
        return self._body(source, self.url)

    def absolute_body(self, source: str) -> str:
        """The body of a post with whole URLs, for readers that show it elsewhere."""
        own = escape(self.absolute(self.entry(source).permalink))
        body = _ANCHOR.sub("", str(self._body(source, self.absolute)))
        return _IN_PAGE.sub(lambda found: f"{found.group(1)}{own}#", body)

    def url(self, permalink: str) -> str:
        """The link that this page writes to a permalink."""
        return url_from(self._page.permalink, self._with_slash(permalink), self.config, exact=self._is_file(permalink))

    def absolute(self, permalink: str) -> str:
        """The whole URL of a permalink."""
        return absolute_url(self._with_slash(permalink), self.config, exact=self._is_file(permalink))

    def _neighbour(self, source: str, step: int) -> Entry | None:
        here = self._positions[source]
        if not 0 <= here + step < len(self._site.entries):
            return None
        entry, other = self._site.entries[here], self._site.entries[here + step]
        return other if entry.date and other.date else None

    def _taxonomy(self, name: str) -> Taxonomy:
        return {"tags": self._site.tags, "journals": self._site.journals, "series": self._site.series}[name]

    def _with_slash(self, permalink: str) -> str:
        """`/about` as `/about/` where no file has that name: hosts forgive the missing slash, a disk does not."""
        if permalink.endswith("/") or not _BARE.fullmatch(permalink) or permalink in self._site.permalinks:
            return permalink
        return permalink + "/"

    def _is_file(self, permalink: str) -> bool:
        """Whether a `?` or `#` belongs to the name of a file."""
        return ("?" in permalink or "#" in permalink) and permalink in self._site.permalinks

    def _body(self, source: str, address: Callable[[str], str]) -> Markup:
        document = self._site.documents[source]

        def lead(symbol: str) -> str:
            permalink = self._site.find(symbol)
            if permalink is None:  # already warned about; the author's own words are the best there is
                path = symbol.removeprefix(SOURCE)
                relative = posixpath.relpath(path, posixpath.dirname(source))
                return quote(relative + "/" * path.endswith("/"), safe="/@:!$&'()*+,;=~")
            return address(permalink)

        return Markup(resolve(document.body, lead))  # noqa: S704 - rendered from the author's own Markdown
