"""Reader: the one way in which a page being rendered sees the site.

A page kind asks for just what its page shows: these two neighbours, these twenty entries. So what a page depends on
is what it has read, and no more.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from journal.entry import Entry, TermLink
from journal.frontmatter import FrontMatter
from journal.items import Collected, Kind, Word
from journal.itemviews import CardView, ItemView, ThreadView, WeekView
from journal.learning.answers import ItemAnswer, Threads
from journal.learning.learned import WeekAnswer
from journal.learning.listed import CollectedAnswer, Uses
from journal.learning.shelf import Volume
from journal.learning.tallies import Tally
from journal.showing import Showing
from journal.site import Address, StaticFile, Term
from journal.views import Backlink


class Reader(Showing):
    """A site, seen from one page; keeps note of what was asked."""

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
        self, kind: Kind, taxonomy: str, permalink: str, start: int, stop: int | None
    ) -> tuple[ThreadView, ...]:
        """Questions or plans, of all posts or of a term, by their place in the list.

        The open ones, oldest first; then the others, latest end first.
        """
        found = cast(Threads, self._ask("threads", kind, taxonomy, permalink, start, stop))
        return tuple(self._thread(pair) for pair in found)

    def thread_counts(self, kind: Kind, taxonomy: str, permalink: str) -> tuple[int, int]:
        """How many of these are open, and how many ended."""
        return cast(tuple[int, int], self._ask("thread counts", kind, taxonomy, permalink))

    def thread_pages(self, kind: Kind, taxonomy: str, permalink: str, size: int) -> int:
        """How many pages of that size they take; one with 0."""
        return int(self._ask("thread pages", kind, taxonomy, permalink, size))

    def outcomes(self, source: str) -> tuple[tuple[str, Kind, Entry, str], ...]:
        """The questions and plans of a post that were settled elsewhere: id and kind of each, and where that was."""
        return cast(tuple[tuple[str, Kind, Entry, str], ...], self._ask("outcomes", source))

    def kinds_in(self, taxonomy: str, permalink: str) -> tuple[Kind, ...]:
        """The kinds of items that the posts of a term hold."""
        return cast(tuple[Kind, ...], self._ask("kinds in", taxonomy, permalink))

    def glossary_words(self, source: str) -> tuple[Word, ...]:
        """The words of the glossary that a post uses; none without the setting `glossary_links`."""
        return cast(tuple[Word, ...], self._ask("glossary words", source)) if self.config.glossary_links else ()

    def collected(
        self, kind: Kind, taxonomy: str, permalink: str, section: str, start: int, stop: int | None
    ) -> tuple[tuple[Collected, tuple[ItemView, ...]], ...]:
        """Words, resources or corrections, of all posts or of a term, of one section or all, by their place there.

        Each with the items that hold it, oldest first; not all, where there are very many.
        """
        found = cast(CollectedAnswer, self._ask("collected", kind, taxonomy, permalink, section, start, stop))
        return tuple((one, tuple(map(self._item, items))) for one, items in found)

    def collected_pages(self, kind: Kind, taxonomy: str, permalink: str, section: str, size: int) -> int:
        """How many pages of that size they take; one with 0."""
        return int(self._ask("collected pages", kind, taxonomy, permalink, section, size))

    def sections(self, kind: Kind, taxonomy: str, permalink: str) -> tuple[str, ...]:
        """The sections that they stand in, in order."""
        return cast(tuple[str, ...], self._ask("sections", kind, taxonomy, permalink))

    def section_sizes(self, kind: Kind, taxonomy: str, permalink: str) -> tuple[tuple[str, int], ...]:
        """The same, each with its size."""
        return cast(tuple[tuple[str, int], ...], self._ask("section sizes", kind, taxonomy, permalink))

    def uses(self, taxonomy: str, permalink: str, section: str, start: int, stop: int | None) -> Mapping[str, Uses]:
        """By its name, how many posts use a word of these, and the posts."""
        return cast(Mapping[str, Uses], self._ask("uses", taxonomy, permalink, section, start, stop))

    def shelf(self) -> tuple[Volume, ...]:
        """What the author reads, in the order it was written down."""
        return cast(tuple[Volume, ...], self._ask("shelf"))

    def uncited(self) -> int:
        """How much of this no post lists among its resources."""
        return int(self._ask("uncited"))

    def cards(
        self, taxonomy: str = "", permalink: str = "", deck: str = "", *, absolute: bool = False
    ) -> tuple[CardView, ...]:
        """The flashcards of the site, a term or a deck, oldest first; with whole URLs if they are shown elsewhere."""
        found = cast(tuple[tuple[str, ItemAnswer], ...], self._ask("cards", taxonomy, permalink, deck))
        address = self.absolute if absolute else self.url
        views = [(key, answer[1].deck, self._item(answer, address)) for key, answer in found]
        return tuple(CardView(key, item.html, item.more, item.entry, item.id, deck) for key, deck, item in views)

    def file(self, permalink: str) -> StaticFile | None:
        """The file that is copied to a permalink, such as a picture."""
        return cast(StaticFile | None, self._ask("file", permalink))

    def week(self, week: str, kinds: Sequence[Kind] = (), *, absolute: bool = False) -> WeekView:
        """A week such as `2023-W30`: its posts, newest first, what they hold of some kinds, and what ended there."""
        entries, items, answered, done = cast(WeekAnswer, self._ask("week", week, " ".join(kinds)))
        address = self.absolute if absolute else self.url
        return WeekView(
            entries,
            tuple(self._item(answer, address) for answer in items),
            tuple(self._thread(pair, address) for pair in answered),
            tuple(self._thread(pair, address) for pair in done),
        )

    def month(self, month: str) -> tuple[tuple[Entry, ...], tuple[ThreadView, ...], tuple[ThreadView, ...]]:
        """The posts of a month of any year, such as `07`, newest first.

        Of the questions asked in them, those that found an answer since, and the oldest of those that did not.
        """
        entries, answered, still_open = self._ask("month", month)
        return entries, tuple(map(self._thread, answered)), tuple(map(self._thread, still_open))

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

    def looks_back(self) -> Entry | None:
        """The newest post that has one a year before it."""
        return cast(Entry | None, self._ask("looks back"))

    def growing(self) -> tuple[Entry, ...]:
        """The posts that say how far they have grown, newest first, then such pages."""
        return cast(tuple[Entry, ...], self._ask("growing"))

    def superseding(self, source: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...], tuple[tuple[Entry, str], ...]]:
        """The posts whose place one takes, those that take its place, and those that correct it, with the ids there."""
        return cast(
            tuple[tuple[Entry, ...], tuple[Entry, ...], tuple[tuple[Entry, str], ...]], self._ask("superseding", source)
        )

    def superseded(self, taxonomy: str = "", permalink: str = "") -> tuple[tuple[Entry, tuple[Entry, ...]], ...]:
        """Each post that takes the place of others, with these; of all, or of those of a term."""
        return cast(tuple[tuple[Entry, tuple[Entry, ...]], ...], self._ask("superseded", taxonomy, permalink))
