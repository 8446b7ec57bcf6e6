"""Reader: the one way in which a page being rendered sees the site.

A page kind asks for just what its page shows: these two neighbours, these twenty entries. So what a page depends on
is what it has read, and no more.
"""

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import quote

from markupsafe import Markup, escape

from journal.addresses import absolute_url, url_from
from journal.config import Config
from journal.document import Heading
from journal.embeds import elsewhere, part_of, without_ids
from journal.entry import Entry, TermLink
from journal.facets import BodyAnswer, Facets, ItemAnswer, Key, Threads
from journal.frontmatter import FrontMatter
from journal.items import Kind
from journal.leads import Lead
from journal.links import SOURCE, resolve
from journal.page import Page
from journal.shelf import Volume
from journal.site import Address, StaticFile, Term
from journal.timeline import Tally
from journal.uses import Word
from journal.views import Backlink, CardView, ItemView, ThreadView
from journal.wikilinks import write

_BARE = re.compile(r"/(?!/)(?:.*/)?[^/.?#]+")
"""A path without a slash at its end, or an ending."""
_AT_HAND = 128
"""So many bodies with whole URLs are kept: a few feeds' worth."""
_DEEPEST, _MOST = 4, 100
"""So deep may texts stand in one another, and so many in one page."""


@dataclass(frozen=True, slots=True)
class _Room:
    """What is left of the room in which texts are shown in one another."""

    within: tuple[str, ...]
    """The sources of the texts that the next would stand in."""
    taken: list[str] = field(default_factory=list)
    """The sources of all that stand in the page already."""


class Reader:
    """A site, seen from one page; keeps note of what was asked."""

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

    @property
    def count(self) -> int:
        """The number of posts."""
        return int(self._ask("count"))

    def posts(self, start: int = 0, stop: int | None = None) -> tuple[Entry, ...]:
        """Posts by their place in the list, newest first."""
        return cast(tuple[Entry, ...], self._ask("posts", start, stop))

    def plain_pages(self) -> tuple[Entry, ...]:
        """The plain pages, by permalink."""
        return cast(tuple[Entry, ...], self._ask("plain pages"))

    def entry(self, source: str) -> Entry:
        """The post or page made from a source."""
        return cast(Entry, self._ask("entry", source))

    def front(self, source: str) -> FrontMatter:
        """The front matter of a post or page."""
        return cast(FrontMatter, self._ask("front", source))

    def newer(self, source: str) -> Entry | None:
        """The post after one in time; none for a post without a date."""
        return cast(Entry | None, self._ask("newer", source))

    def older(self, source: str) -> Entry | None:
        """The post before one in time; none for a post without a date."""
        return cast(Entry | None, self._ask("older", source))

    def related(self, source: str) -> tuple[Entry, ...]:
        """The posts most like one."""
        return cast(tuple[Entry, ...], self._ask("related", source)) if self.config.related else ()

    def backlinks(self, source: str) -> tuple[Backlink, ...]:
        """The posts and pages that link to one, newest first."""
        return cast(tuple[Backlink, ...], self._ask("backlinks", source)) if self.config.backlinks else ()

    def years(self) -> tuple[tuple[str, int], ...]:
        """The years in which there are posts, newest first, each with their number."""
        return cast(tuple[tuple[str, int], ...], self._ask("years"))

    def year(self, year: str) -> tuple[Entry, ...]:
        """The posts of a year, newest first."""
        return cast(tuple[Entry, ...], self._ask("year", year))

    def newest(self, limit: int, taxonomy: str = "", permalink: str = "") -> tuple[Entry, ...]:
        """The newest posts of the site or of a term, all with 0, as a feed has them: with a date, and no drafts."""
        return cast(tuple[Entry, ...], self._ask("newest", taxonomy, permalink, limit))

    def addresses(self) -> tuple[Address, ...]:
        """The address of every page worth finding."""
        return cast(tuple[Address, ...], self._ask("addresses"))

    def terms(self, taxonomy: str) -> tuple[Term, ...]:
        """All terms of `tags`, `journals` or `series`, by name."""
        return cast(tuple[Term, ...], self._ask("terms", taxonomy))

    def term_counts(self, taxonomy: str) -> tuple[tuple[TermLink, int], ...]:
        """All terms of `tags`, `journals` or `series`, by name, each with the number of its posts."""
        return cast(tuple[tuple[TermLink, int], ...], self._ask("term counts", taxonomy))

    def term_count(self, taxonomy: str, permalink: str) -> tuple[TermLink, int]:
        """One of these."""
        return cast(tuple[TermLink, int], self._ask("term count", taxonomy, permalink))

    def term_posts(self, taxonomy: str, permalink: str, start: int, stop: int | None) -> tuple[Entry, ...]:
        """Posts of a term by their place in its list."""
        return cast(tuple[Entry, ...], self._ask("term posts", taxonomy, permalink, start, stop))

    def term(self, taxonomy: str, permalink: str) -> Term:
        """One term of `tags`, `journals` or `series`."""
        return cast(Term, self._ask("term", taxonomy, permalink))

    def items(self, kind: Kind) -> tuple[ItemView, ...]:
        """What was gathered from the posts, oldest first."""
        return tuple(self._item(answer) for answer in cast(tuple[ItemAnswer, ...], self._ask("items", kind)))

    def threads(
        self, kind: Kind, taxonomy: str = "", permalink: str = ""
    ) -> tuple[tuple[ThreadView, ...], tuple[ThreadView, ...]]:
        """Questions or plans, all or those of a term: the open ones, oldest first; and the others, latest end first."""
        found = cast(Threads, self._ask("threads", kind, taxonomy, permalink))
        views = tuple(self._thread(pair) for pair in found)
        still_open = tuple(view for view in views if view.is_open)
        return still_open, views[len(still_open) :]

    def outcomes(self, source: str) -> tuple[tuple[str, Kind, Entry, str], ...]:
        """The questions and plans of a post that were settled elsewhere: id and kind of each, and where that was."""
        return cast(tuple[tuple[str, Kind, Entry, str], ...], self._ask("outcomes", source))

    def kinds_in(self, taxonomy: str, permalink: str) -> tuple[Kind, ...]:
        """The kinds of items that the posts of a term hold."""
        return cast(tuple[Kind, ...], self._ask("kinds in", taxonomy, permalink))

    def glossary_words(self, source: str) -> tuple[Word, ...]:
        """The words of the glossary that a post uses; none without the setting `glossary_links`."""
        return cast(tuple[Word, ...], self._ask("glossary words", source)) if self.config.glossary_links else ()

    def uses(self) -> Mapping[str, tuple[Entry, ...]]:
        """The posts that use each word of the glossary, by its id there; none without the same setting."""
        return cast(Mapping[str, tuple[Entry, ...]], self._ask("uses")) if self.config.glossary_links else {}

    def shelf(self) -> tuple[Volume, ...]:
        """What the author reads, in the order it was written down."""
        return cast(tuple[Volume, ...], self._ask("shelf"))

    def cards(self, taxonomy: str = "", permalink: str = "", *, absolute: bool = False) -> tuple[CardView, ...]:
        """The flashcards of the site or of a term, oldest first; with whole URLs if they are shown elsewhere."""
        found = cast(tuple[tuple[str, ItemAnswer], ...], self._ask("cards", taxonomy, permalink))
        address = self.absolute if absolute else self.url
        views = [(key, self._item(answer, address)) for key, answer in found]
        return tuple(CardView(key, item.html, item.more, item.entry, item.id) for key, item in views)

    def file(self, permalink: str) -> StaticFile | None:
        """The file that is copied to a permalink, such as a picture."""
        return cast(StaticFile | None, self._ask("file", permalink))

    def week(
        self, week: str, kinds: Sequence[Kind] = (), *, absolute: bool = False
    ) -> tuple[tuple[Entry, ...], tuple[ItemView, ...], tuple[ThreadView, ...]]:
        """The posts of a week such as `2023-W30`, newest first, what they hold of some kinds, and what they answer."""
        entries, items, settled = self._ask("week", week, " ".join(kinds))
        address = self.absolute if absolute else self.url
        shown = tuple(self._item(answer, address) for answer in items)
        return entries, shown, tuple(self._thread(pair, address) for pair in settled)

    def month(self, month: str) -> tuple[tuple[Entry, ...], tuple[ThreadView, ...]]:
        """The posts of a month of any year, such as `07`, newest first, and the questions that were asked in them."""
        entries, asked = self._ask("month", month)
        return entries, tuple(self._thread(pair) for pair in asked)

    def weeks(self) -> Mapping[str, int]:
        """The weeks that have posts, newest first, each with their number."""
        return cast(Mapping[str, int], self._ask("weeks"))

    def days(self) -> Mapping[str, int]:
        """The days that have posts, as `2023-07-29`, newest first, each with their number."""
        return cast(Mapping[str, int], self._ask("days"))

    def words_by_month(self) -> Mapping[str, int]:
        """Of each month with posts, as `2023-07`, their words in hundreds."""
        return cast(Mapping[str, int], self._ask("words"))

    def tallies(self, kind: Kind) -> Mapping[str, Tally]:
        """Of each month, what was first met there of a kind; under an empty name what has no date."""
        return cast(Mapping[str, Tally], self._ask("tallies", kind))

    def tag_years(self, limit: int) -> tuple[tuple[TermLink, tuple[tuple[str, int], ...]], ...]:
        """The tags with most posts, each with its number of posts of every year."""
        return cast(tuple[tuple[TermLink, tuple[tuple[str, int], ...]], ...], self._ask("tag years", limit))

    def a_year_earlier(self, source: str) -> Entry | None:
        """The post nearest to a year before one; none for lack of any within four weeks."""
        return cast(Entry | None, self._ask("a year earlier", source))

    def growing(self) -> tuple[Entry, ...]:
        """The posts that say how far they have grown, newest first."""
        return cast(tuple[Entry, ...], self._ask("growing"))

    def superseding(self, source: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """The posts whose place one takes, and those that take its place."""
        return cast(tuple[tuple[Entry, ...], tuple[Entry, ...]], self._ask("superseding", source))

    def superseded(self) -> tuple[tuple[Entry, tuple[Entry, ...]], ...]:
        """Each post that takes the place of others, with these."""
        return cast(tuple[tuple[Entry, tuple[Entry, ...]], ...], self._ask("superseded"))

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
            alone = Reader(self._facets, self._page)
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
        permalinks = dict(found)

        def lead(symbol: str) -> str:
            permalink = permalinks.get(symbol)
            if permalink is None:  # already warned about; the author's own words are the best there is
                path = symbol.removeprefix(SOURCE)
                relative = posixpath.relpath(path, posixpath.dirname(source))
                return quote(relative + "/" * path.endswith("/"), safe="/@:!$&'()*+,;=~")
            return address(permalink)

        return resolve(html, lead)
