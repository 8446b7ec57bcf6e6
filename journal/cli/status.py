"""`journal status`."""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import click

from journal.cli.common import counted, fail, fitted, source_option, tell
from journal.cli.reading import read_the_site
from journal.config import load_config
from journal.dates import iso
from journal.diagnostics import ContentError, columns_of
from journal.items import Item, Kind
from journal.learning.spans import Run, longest, runs
from journal.site import Site

_LATELY = timedelta(days=30)
_SHOWN = 10
"""So many lines of each kind are told; scripts are told all."""


@click.command(
    "status",
    epilog="""\b
Examples:
  journal status                   where you are today
  journal status --format json     all of it, for scripts""",
)
@source_option
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell it."
)
def command(*, source: Path, style: str) -> None:
    """Tell where you are today: streak, open questions, plans, drafts and new words."""
    try:
        config = load_config(source, drafts=True, future=True)
        read, now = read_the_site(config)
    except ContentError as error:
        fail(error)
        return
    facts = _facts(read.site, now.astimezone(config.zone).date())
    if style == "json":
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    tell(read.warnings)
    for line in _lines(facts):
        click.echo(line)


def _facts(site: Site, today: date) -> dict[str, object]:
    """What there is, as plain data. Drafts and what is dated in the future count only as such."""
    written = {e.source: e.date for e in site.entries if not e.draft and not (e.date and e.date.date() > today)}
    every = runs(moment.date() for moment in written.values() if moment)
    best = longest(every)
    return {
        "today": today.isoformat(),
        "entries": len(written),
        "streak": {
            "days": _going(every, today),
            "written_today": bool(every) and every[-1].last == today,
            "longest": best.length if best else 0,
            "last": every[-1].last.isoformat() if every else None,
        },
        "questions": list(_told(_open("question", site, written), site)),
        "plans": list(_told(_open("plan", site, written), site)),
        "drafts": [
            {"title": e.title, "source": e.source, "date": iso(e.date) if e.date else None}
            for e in site.entries
            if e.draft
        ],
        "terms": list(_told(_lately(site, written, today), site)),
    }


def _going(every: Sequence[Run], today: date) -> int:
    """A streak goes on as long as today may still be added to it."""
    return every[-1].length if every and (today - every[-1].last).days <= 1 else 0


def _open(kind: Kind, site: Site, among: dict[str, datetime | None]) -> Iterator[tuple[str, Item]]:
    """Oldest first."""
    for thread in site.threads.get(kind, ()):
        settled = thread.done or thread.end in among
        if thread.source in among and not settled:
            items = site.documents[thread.source].items
            yield thread.source, next(item for item in items if item.id == thread.id and item.kind == kind)


def _lately(site: Site, among: dict[str, datetime | None], today: date) -> Iterator[tuple[str, Item]]:
    """The terms that were first met of late."""
    met: set[str] = set()
    for source, item in site.items.get("term", ()):
        name, moment = item.text.casefold(), among.get(source)
        if name not in met and moment and today - moment.date() <= _LATELY:
            yield source, item
        met.add(name)


def _told(found: Iterable[tuple[str, Item]], site: Site) -> Iterator[dict[str, object]]:
    entries = {entry.source: entry for entry in site.entries}
    for source, item in found:
        entry = entries[source]
        yield {
            "text": item.text,
            "source": source,
            "date": iso(entry.date) if entry.date else None,
            "permalink": f"{entry.permalink}#{item.id}",
        }


def _lines(facts: dict[str, object]) -> Iterator[str]:
    streak = facts["streak"]
    if not isinstance(streak, dict):
        raise TypeError(streak)
    width = shutil.get_terminal_size((100, 24)).columns
    yield f"{counted(int(str(facts['entries'])), 'post')}{_of_streak(streak)}"
    for key, one, several, closing in (
        ("questions", "open question", "open questions", "oldest first"),
        ("plans", "plan", "plans", "oldest first"),
        ("drafts", "draft", "drafts", ""),
        ("terms", "new word", "new words", "of the last 30 days"),
    ):
        rows = facts[key]
        if not isinstance(rows, list) or not rows:
            continue
        yield ""
        head = f"{len(rows):,} {one if len(rows) == 1 else several}"
        yield click.style(head, bold=True) + (f", {closing}" if closing and len(rows) > 1 else "")
        for row in rows[:_SHOWN]:
            where = f"  {row['source']}"
            said = fitted(row.get("text") or row["title"], max(20, width - 14 - columns_of(where)))
            yield f"  {row['date'] or 'undated':10.10}  {said}{where}"
        if len(rows) > _SHOWN:
            yield f"  … and {len(rows) - _SHOWN} more; all with --format json"


def _of_streak(streak: dict[str, object]) -> str:
    days, most = int(str(streak["days"])), int(str(streak["longest"]))
    if not streak["last"]:
        return ""
    if not days:
        return f"; no streak: the last was on {streak['last']}, the longest took {counted(most, 'day')}"
    today = "" if streak["written_today"] else ", and nothing yet today"
    return f"; {counted(days, 'day')} in a row{today} (longest: {counted(most, 'day')})"
