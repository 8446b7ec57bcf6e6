"""Showing: what a page shows of bodies and items, with links as it must write them, and a note of what it asked."""

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Any, cast
from urllib.parse import quote

from markupsafe import Markup, escape

from journal.addresses import absolute_url, url_from
from journal.config import Config
from journal.document import Heading
from journal.embeds import elsewhere, part_of, without_ids
from journal.entry import Entry
from journal.facets import BodyAnswer, Facets, Key
from journal.frozen import frozen
from journal.itemviews import ItemView, ThreadView
from journal.leads import Lead
from journal.learning.answers import ItemAnswer
from journal.links import SOURCE, resolve
from journal.page import Page
from journal.wikilinks import write

_BARE = re.compile(r"/(?!/)(?:.*/)?[^/.?#]+")
"""A path without a slash at its end, or an ending."""
_AT_HAND = 128
"""So many bodies with whole URLs are kept: a few feeds' worth."""
_DEEPEST, _MOST = 4, 100
"""So deep may texts stand in one another, and so many in one page."""


@frozen
class _Room:
    """What is left of the room in which texts are shown in one another."""

    within: tuple[str, ...]
    """The sources of the texts that the next would stand in."""
    taken: list[str] = field(default_factory=list)
    """The sources of all that stand in the page already."""


class Showing:
    """A page, and the site as it shows it."""

    def __init__(self, facets: Facets, page: Page) -> None:
        self._facets, self._page = facets, page
        self._asked: dict[Key, None] = {}
        self._bodies: dict[str, BodyAnswer] = {}

    @property
    def reads(self) -> tuple[Key, ...]:
        """Every question that was asked so far, once."""
        return tuple(self._asked)

    def _ask(self, *key: str | int | None) -> Any:  # noqa: ANN401 - the methods below name the types
        self._asked[key] = None
        return self._facets.answer(key)

    @property
    def config(self) -> Config:
        """The settings; a page depends on all of them."""
        return self._facets.site.config

    def entry(self, source: str) -> Entry:
        """The post or page made from a source."""
        return cast(Entry, self._ask("entry", source))

    def body(self, source: str) -> Markup:
        """The body of a post or page, with links as this page must write them."""
        return Markup(self._body(source, self.url, _Room((source,))))  # noqa: S704 - rendered from the author's own Markdown

    def headings(self, source: str) -> tuple[Heading, ...]:
        """The headings of a body."""
        return self._parts(source)[0].headings

    def words(self, source: str) -> int:
        """The number of words in a body."""
        return self._parts(source)[1]

    def absolute_body(self, source: str) -> str:
        """The body of a post with whole URLs, for readers that show it elsewhere.

        It is the same for all who ask, and the three formats of a feed do so one after the other.
        """
        shared = self._facets.bodies
        if source not in shared:
            if len(shared) >= _AT_HAND:
                del shared[next(iter(shared))]
            alone = Showing(self._facets, self._page)
            shared[source] = alone._whole_body(source), alone.reads
        body, reads = shared[source]
        self._asked.update(dict.fromkeys(reads))
        return body

    def _whole_body(self, source: str) -> str:
        own = escape(self.absolute(self.entry(source).permalink))
        return elsewhere(self._body(source, self.absolute, _Room((source,))), own)

    def url(self, permalink: str) -> str:
        """The link that this page writes to a permalink."""
        shared = self._facets.urls
        if permalink in shared:
            return shared[permalink]
        exact = self._is_file(permalink)
        url = url_from(self._page.permalink, self._with_slash(permalink), self.config, exact=exact)
        asks = "?" in permalink or "#" in permalink or _BARE.fullmatch(permalink)  # which each page has to do itself
        if not asks and not self.config.relative_urls:
            shared[permalink] = url  # the same on every page, and asked for by most
        return url

    def absolute(self, permalink: str) -> str:
        """The whole URL of a permalink."""
        return absolute_url(self._with_slash(permalink), self.config, exact=self._is_file(permalink))

    def _with_slash(self, permalink: str) -> str:
        """`/about` as `/about/` where no file has that name: hosts forgive the missing slash, a disk does not."""
        if permalink.endswith("/") or not _BARE.fullmatch(permalink) or self._ask("is known", permalink):
            return permalink
        return permalink + "/"

    def _is_file(self, permalink: str) -> bool:
        """Whether a `?` or `#` belongs to the name of a file."""
        return ("?" in permalink or "#" in permalink) and bool(self._ask("is known", permalink))

    def _parts(self, source: str) -> BodyAnswer:
        """A body, its number of words and where its links lead; fetched once, as it comes from the state."""
        if source not in self._bodies:
            self._bodies[source] = self._ask("body", source)
        return self._bodies[source]

    def _thread(
        self, pair: tuple[ItemAnswer, ItemAnswer | None], address: Callable[[str], str] | None = None
    ) -> ThreadView:
        begun, end = pair
        return ThreadView(self._item(begun, address), self._item(end, address) if end else None)

    def _item(self, answer: ItemAnswer, address: Callable[[str], str] | None = None) -> ItemView:
        """An item as a page other than its own shows it, with links as this page writes them or by another address."""
        entry, item, links, leads = answer
        address = address or self.url

        def shown(html: str) -> Markup:
            html = self._resolved(html, entry.source, links, address)
            if leads:
                html = write(html, leads, address, lambda _: "")
            return Markup(elsewhere(html, escape(address(entry.permalink))) if "#" in html else html)  # noqa: S704 - as a body

        return ItemView(entry, item.id, shown(item.html), item.text, shown(item.more), item.done, item.url, item.kind)

    def _body(self, source: str, address: Callable[[str], str], room: _Room) -> str:
        body, _, found, leads = self._parts(source)

        def embed(lead: Lead) -> str:
            if lead.source in room.within or len(room.within) > _DEEPEST or len(room.taken) >= _MOST:
                return ""
            room.taken.append(lead.source)
            inner = _Room((*room.within, lead.source), room.taken)
            html = self._body(lead.source, address, inner)
            return without_ids(elsewhere(part_of(html, lead.fragment), escape(address(lead.permalink))))

        html = self._resolved(body.html, source, found, address)
        return write(html, leads, address, embed) if leads else html

    def _resolved(
        self, html: str, source: str, found: Sequence[tuple[str, str | None]], address: Callable[[str], str]
    ) -> str:
        """The HTML of a source, given where its links lead."""
        if not found:  # a body with symbols has links, and to look for one takes longer than all else here
            return html
        permalinks = dict(found)

        def lead(symbol: str) -> str:
            permalink = permalinks.get(symbol)
            if permalink is None:  # already warned about; the author's own words are the best there is
                path = symbol.removeprefix(SOURCE)
                relative = posixpath.relpath(path, posixpath.dirname(source))
                return quote(relative + "/" * path.endswith("/"), safe="/@:!$&'()*+,;=~")
            return address(permalink)

        return resolve(html, lead)
