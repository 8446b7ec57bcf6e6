"""Weekly: `/weekly/2023-W30/`, what an ISO week brought, an index of the weeks, and feeds for who reads by mail."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby

from markupsafe import Markup

from journal.dates import parse_date
from journal.entry import Entry
from journal.feedlinks import FORMATS
from journal.frozen import frozen
from journal.items import Kind
from journal.itemviews import ItemView, ThreadView, WeekView
from journal.kinds.feeds import json_feed
from journal.learning.months import month_names
from journal.learning.spans import days_of_week
from journal.learning.timeline import weeks_of
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, with_subject
from journal.site import Site
from journal.views import FeedItem, FeedLink, FeedView

_INDEX = "/weekly/"
_SAID = ("?", "!", ".", ":", "\u2026", "\uff1f", "\u061f")
"""What a text ends with that needs no colon before what is said to it."""
_KINDS: tuple[Kind, ...] = ("question", "term", "resource", "correction", "plan")


@frozen
class WeekLink:
    """A week, as the index lists it."""

    name: str
    permalink: str
    days: str
    """From Monday to Sunday, as readers see it."""
    monday: date
    count: int


@frozen
class Section:
    """What a week brought of one kind."""

    title: str
    items: tuple[ItemView, ...]


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("weekly", pages, view, passing=with_subject))


def pages(site: Site) -> Iterator[Page]:
    """A page for each week with entries, their index and its feeds, once there are two: a feed has only past ones."""
    weeks = [*weeks_of(site.entries)]
    if len(weeks) < 2:  # noqa: PLR2004 - one and the next
        return
    if not site.has_own(_INDEX):
        yield Page(_INDEX, "weekly", "weeks.html")
    for week, older, newer in zip(weeks, [*weeks[1:], ""], ["", *weeks[:-1]], strict=True):
        # Its neighbours are part of the plan: to ask for all weeks, each would be made anew with every new one.
        yield Page(_permalink(week), "weekly", "week.html", subject=f"{week} {older} {newer}")
    if "feed" not in site.config.disable:
        for _, file, _ in FORMATS:
            yield Page(_INDEX + file, "weekly", file)


def _permalink(week: str) -> str:
    return f"{_INDEX}{week}/"


def view(page: Page, reader: Reader) -> View:
    """The week, the weeks, or their feed."""
    if page.template == "week.html":
        return _week(page, reader)
    if page.template == "weeks.html":
        weeks = (_link(week, count, reader) for week, count in reader.weeks().items())
        groups = [(week[0], tuple(week[1])) for week in groupby(weeks, lambda link: link.name[:4])]
        return View(title="Week by week", feeds=_feeds(reader), data={"years": groups})
    return _feed(page, reader)


def _week(page: Page, reader: Reader) -> View:
    name, older, newer = page.subject.split(" ")
    week = reader.week(name, _KINDS)
    return View(
        title=f"Week {int(name[6:])} of {name[:4]}",
        feeds=_feeds(reader),
        data={
            "week": _link(name, len(week.entries), reader),
            "entries": week.entries[::-1],
            "sections": tuple(_sections(week)),
            "older": _link(older, 0, reader) if older else None,
            "newer": _link(newer, 0, reader) if newer else None,
        },
    )


def _sections(week: WeekView) -> Iterator[Section]:
    """What there was of each kind; a plan that is done on the spot was done, and not planned."""
    of_kind: dict[str, list[ItemView]] = {kind: [] for kind in _KINDS}
    for item in week.items:
        if not (item.kind == "plan" and item.done):
            of_kind[item.kind].append(item)
    for title, found in (
        ("Asked", of_kind["question"]),
        ("Answered", [*map(_ended, week.answered)]),
        ("Learned the word", of_kind["term"]),
        ("Read and watched", of_kind["resource"]),
        ("Changed my mind", of_kind["correction"]),
        ("Planned", of_kind["plan"]),
        ("Done", [*map(_ended, week.done)]),
    ):
        if found:
            yield Section(title, tuple(found))


def _ended(thread: ThreadView) -> ItemView:
    """A question or plan with what is said to it, from where that is said."""
    end = thread.end or thread.item
    return replace(end, html=thread.item.html, text=thread.item.text, url="")


def _link(week: str, count: int, reader: Reader) -> WeekLink:
    monday, sunday = days_of_week(week)
    names = month_names(reader.config)
    first = f"{monday.day}"
    if monday.month != sunday.month:
        first += f" {names[monday.month - 1]}"
    if monday.year != sunday.year:
        first += f" {monday.year}"
    days = f"{first} – {sunday.day} {names[sunday.month - 1]} {sunday.year}"  # noqa: RUF001 - between two days
    return WeekLink(week, _permalink(week), days, monday, count)


def _feeds(reader: Reader) -> tuple[FeedLink, ...]:
    config = reader.config
    if "feed" in config.disable:
        return ()
    return tuple(FeedLink(f"{config.title}: weekly ({name})", _INDEX + file, kind) for name, file, kind in FORMATS)


def _feed(page: Page, reader: Reader) -> View:
    """The weeks that are over, as an entry of a later one shows: a digest that was mailed cannot be added to."""
    config = reader.config
    title = f"{config.title}: weekly"
    over = [*reader.weeks()][1:][: config.feed_limit or None]
    items = tuple(_item(week, reader) for week in over)
    feed = FeedView(
        title=title,
        description=config.description,
        url=reader.absolute(page.permalink),
        link=reader.absolute(_INDEX),
        updated=max((item.updated for item in items), default=None),
        items=items,
    )
    data = {"feed": feed, "json_feed": json_feed(feed, config) if page.template == "feed.json" else {}}
    return View(title=title, data=data)


def _item(name: str, reader: Reader) -> FeedItem:
    week = _published(reader.week(name, _KINDS, absolute=True))
    link = _link(name, len(week.entries), reader)
    url = reader.absolute(link.permalink)
    out = parse_date(link.monday + timedelta(weeks=1), reader.config.zone)
    return FeedItem(
        id=url,
        url=url,
        title=f"Week {int(name[6:])}: {link.days}",
        published=out,
        updated=_changed(week.entries, out),
        summary="; ".join(entry.title for entry in week.entries),
        content=_letter(week.entries, _sections(week), reader),
        author=reader.config.author.name,
        tags=(),
        image="",
    )


def _published(week: WeekView) -> WeekView:
    """In order, and without drafts, which are in no feed."""
    answered, done = (
        tuple(t for t in threads if not (t.item.entry.draft or (t.end and t.end.entry.draft)))
        for threads in (week.answered, week.done)
    )
    entries = tuple(entry for entry in week.entries[::-1] if not entry.draft)
    return WeekView(entries, tuple(item for item in week.items if not item.entry.draft), answered, done)


def _changed(entries: Sequence[Entry], out: datetime) -> datetime:
    return max([entry.updated for entry in entries if entry.updated and entry.updated > out], default=out)


def _letter(entries: Sequence[Entry], sections: Iterable[Section], reader: Reader) -> str:
    """Headings, paragraphs and lists with whole URLs and no styles, as every mail client keeps them."""
    parts = [Markup("<h2>Entries</h2>")]
    for entry in entries:
        line = Markup('<p><a href="{}"><strong>{}</strong></a>').format(reader.absolute(entry.permalink), entry.title)
        parts.append(line + (Markup("<br>{}").format(entry.excerpt) if entry.excerpt else "") + Markup("</p>"))
    for section in sections:
        rows = Markup().join(_row(item, reader) for item in section.items)
        parts.append(Markup("<h2>{}</h2><ul>{}</ul>").format(section.title, rows))
    return str(Markup("\n").join(parts))


def _row(item: ItemView, reader: Reader) -> Markup:
    sign = "" if item.text.endswith(_SAID) else ":"
    more = Markup("{} {}").format(sign, item.more) if item.more else ""
    where = Markup(' <small>(<a href="{}#{}">{}</a>)</small>').format(
        reader.absolute(item.entry.permalink), item.id, item.entry.title
    )
    return Markup("<li>{}{}{}</li>").format(item.html, more, where)
