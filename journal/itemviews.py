"""What a template may see of the items that posts hold, in the manner of `views`."""

from datetime import datetime

from markupsafe import Markup

from journal.entry import Entry, Mention
from journal.frozen import frozen


@frozen
class ItemView:
    """Something that was gathered from a post, such as a question, a word or a plan."""

    entry: Entry
    """Where it was found."""
    id: str
    """Its anchor there."""
    html: Markup
    text: str
    more: Markup
    """Its other half: the meaning of a word, the back of a card."""
    done: bool
    url: str
    """Where it leads, for an item that is a link."""
    kind: str
    """`question`, `term`, `correction` …"""


@frozen
class ThreadView:
    """A question or a plan, and what became of it."""

    item: ItemView
    end: ItemView | None
    """The answer, or the item that was ticked, where that stands elsewhere; `more` is what an answer says."""

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it, or done it."""
        return self.end is None and not self.item.done


@frozen
class WeekView:
    """A week, and what its posts brought."""

    entries: tuple[Entry, ...]
    """Newest first."""
    items: tuple[ItemView, ...]
    answered: tuple[ThreadView, ...]
    done: tuple[ThreadView, ...]


@frozen
class CardView:
    """A flashcard."""

    key: str
    """What stays the same when the card moves, or is written a little differently."""
    front: Markup
    back: Markup
    entry: Entry
    """Where it was found."""
    id: str
    """Its anchor there."""
    deck: str
    """What a tag puts it in, such as `verbs/irregular`, or empty."""


@frozen
class DeckView:
    """The flashcards that a tag puts together, of one journal or series, or of the posts in none."""

    name: str
    """Empty for those in none."""
    permalink: str
    """Of the page with these alone, or empty."""
    cards: tuple[CardView, ...]


@frozen
class Figure:
    """A figure of the dashboard, with the page that tells more."""

    title: str
    permalink: str
    number: int
    of: str
    """What is counted: `open questions`."""
    note: str = ""
    """The rest in a few words."""


@frozen
class SectionLink:
    """A part of a long list, such as the words with one letter."""

    title: str
    permalink: str
    """With the anchor, of a part of the same page."""
    count: int
    """0 where it is not told."""


@frozen
class MeaningView:
    """What a word means, as one or more entries say."""

    html: Markup
    sources: tuple[ItemView, ...]
    """Where it says so, oldest first."""


@frozen
class WordView:
    """A word of the glossary."""

    id: str
    """Its anchor on that page."""
    html: Markup
    meanings: tuple[MeaningView, ...]
    """Oldest first: the first source of the first is where the word was met first."""
    more: int
    """So many more entries explain it, which are not named."""
    used: int
    """The number of other entries that use it."""
    uses: tuple[Mention, ...]
    """These, newest first; of very many the newest."""


@frozen
class WordGroup:
    """The words of one letter."""

    title: str
    id: str
    words: tuple[WordView, ...]


@frozen
class ResourceView:
    """Something to read, watch or work through."""

    html: Markup
    url: str
    """Empty for what is on the shelf and names none."""
    host: str
    """Empty where its name says it."""
    kind: str
    """`book`, `course` …"""
    note: Markup
    done: bool
    """Whether a box before it is ticked, or it was finished."""
    author: str
    rating: int
    """From 1 to 5; 0 for none."""
    started: datetime | None
    finished: datetime | None
    """Or dropped."""
    sources: tuple[ItemView, ...]
    """Where it is cited, oldest first, one an entry."""
    more: int
    """So many more entries cite it, which are not named."""


@frozen
class ResourceGroup:
    """Resources of one sort, or of one place on the shelf."""

    title: str
    resources: tuple[ResourceView, ...]
