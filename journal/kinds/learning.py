"""Learning: `/learning/`, the figures of all that a learner's journal gathers, with the pages that tell more."""

from collections.abc import Iterator
from datetime import date

from journal.items import Kind
from journal.itemviews import Figure
from journal.kinds.activity import is_active
from journal.kinds.lookback import is_old_enough
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry, always
from journal.site import Site

PERMALINK = "/learning/"
_NOW = "/now/"
"""A plain page that many authors have, if they have one."""
_GATHERED: tuple[tuple[str, Kind, str, str, tuple[str, str], str], ...] = (
    ("questions", "question", "Questions", "/questions/", ("open question", "open questions"), "answered"),
    ("next", "plan", "What\u2019s next", "/next/", ("thing still to do", "things still to do"), "done"),
    ("glossary", "term", "Vocabulary", "/glossary/", ("word", "words"), ""),
    ("review", "card", "Flashcards", "/review/", ("flashcard", "flashcards"), ""),
)
"""Page kind, kind of item, what the figure is called and where it leads, what is counted; what the rest are, if that
is something, in which case the rest are not counted."""


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("learning", pages, view, passing=always))


def pages(site: Site) -> Iterator[Page]:
    """One page, where one of its figures has something to count."""
    if site.has_own(PERMALINK):
        return
    grows = any(entry.status for entry in (*site.entries, *site.pages))
    if is_active(site.entries) or site.items or site.shelf or site.supersedes or grows:
        yield Page(PERMALINK, "learning", "learning.html")


def view(_: Page, reader: Reader) -> View:
    """The figures, each with what it leads to, and what the author is at now."""
    now = next((page for page in reader.plain_pages() if page.permalink == _NOW), None)
    return View(title="Learning", data={"figures": figures(reader), "now": now})


def figures(reader: Reader) -> tuple[Figure, ...]:
    """What there is to count, of the page kinds that are on."""
    disabled = reader.config.disable
    found = [
        figure
        for kind, item, title, permalink, counted, rest in _GATHERED
        if kind not in disabled and (figure := _gathered(item, title, permalink, counted, rest, reader))
    ]
    if "resources" not in disabled:
        found.extend(_resources(reader))
    if "corrections" not in disabled:
        found.extend(_corrections(reader))
    if "growth" not in disabled:
        found.extend(_growth(reader))
    days = reader.days()
    if len(days) > 1 and "activity" not in disabled:
        count = len(days)
        note = _counted(sum(days.values()), "entry", "entries")
        found.append(Figure("Activity", "/activity/", count, "days of writing", note))
    weeks = reader.weeks() if "weekly" not in disabled else {}
    if len(weeks) > 1:
        found.append(Figure("Week by week", "/weekly/", len(weeks), "weeks with entries"))
    if days and "lookback" not in disabled:
        found.extend(_lookback([*days]))
    return tuple(found)


def _gathered(
    kind: Kind, title: str, permalink: str, counted: tuple[str, str], rest: str, reader: Reader
) -> Figure | None:
    tallies = reader.tallies(kind).values()
    count, done = sum(count for count, _ in tallies), sum(done for _, done in tallies)
    if not count:
        return None
    number = count - done if rest else count
    return Figure(title, permalink, number, counted[number != 1], f"{done} {rest}" if rest and done else "")


def _resources(reader: Reader) -> Iterator[Figure]:
    """What entries cite and what is on the shelf, each once."""
    count = sum(came for came, _ in reader.tallies("resource").values()) + reader.uncited()
    if count:
        finished = sum(volume.status == "finished" for volume in reader.shelf())
        note = f"{finished} finished" if finished else ""
        yield Figure("Resources", "/resources/", count, "resource" if count == 1 else "resources", note)


def _corrections(reader: Reader) -> Iterator[Figure]:
    within = sum(count for count, _ in reader.tallies("correction").values())
    whole = len(reader.superseded())
    if count := within + whole:
        note = _counted(whole, "entry written anew", "entries written anew") if whole else ""
        of = "change of mind" if count == 1 else "changes of mind"
        yield Figure("Changed my mind", "/changed-my-mind/", count, of, note)


def _growth(reader: Reader) -> Iterator[Figure]:
    every = [entry.status for entry in reader.growing()]
    if every:
        seedlings, evergreens = every.count("seedling"), every.count("evergreen")
        note = f"{seedlings} still {'a seedling' if seedlings == 1 else 'seedlings'}" if seedlings else ""
        yield Figure("Growth", "/growth/", evergreens, "evergreen" if evergreens == 1 else "evergreens", note)


def _lookback(days: list[str]) -> Iterator[Figure]:
    years = len({day[:4] for day in days})
    if is_old_enough(date.fromisoformat(min(days)), date.fromisoformat(max(days))):
        yield Figure("Looking back", "/lookback/", years, "years", "")


def _counted(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
