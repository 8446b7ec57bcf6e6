"""The page of a post."""

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from journal.dates import iso
from journal.document import Heading
from journal.entry import Entry
from journal.feedlinks import feeds_of_term
from journal.kinds import growth
from journal.kinds.lookback import month_page
from journal.kinds.outcomes import with_outcomes
from journal.learning.matching import linked
from journal.page import Page, View
from journal.reader import Reader
from journal.registry import PageKind, Registry
from journal.site import Site
from journal.views import FeedLink, SeriesView, TocItem


def register(registry: Registry) -> None:
    """Add this kind."""
    registry.add_page_kind(PageKind("post", pages, view))


def pages(site: Site) -> Iterator[Page]:
    """One page a post."""
    for entry in site.entries:
        template = site.documents[entry.source].front.template or "post.html"
        yield Page(entry.permalink, "post", template, subject=entry.source, source=entry.source)


def view(page: Page, reader: Reader) -> View:
    """The post, its place in its series, its neighbours and what is related."""
    entry = reader.entry(page.subject)
    return View(
        title=entry.title,
        description=entry.excerpt,
        cover=entry.cover,
        noindex=entry.draft,
        feeds=tuple(_feeds(entry, reader)),
        json_ld=_json_ld(entry, reader),
        data=what_a_body_needs(entry, reader)
        | {
            "series": _series(entry, reader),
            "newer": reader.newer(entry.source),
            "older": reader.older(entry.source),
            "related": reader.related(entry.source),
        }
        | _in_time(entry, reader),
    )


def _in_time(entry: Entry, reader: Reader) -> dict[str, object]:
    """What was written a year earlier, what took whose place, and what was put right elsewhere."""
    disabled = reader.config.disable
    earlier = None if "lookback" in disabled or not entry.date else reader.a_year_earlier(entry.source)
    older, newer, corrected = ((), (), ()) if "corrections" in disabled else reader.superseding(entry.source)
    return {
        "year_earlier": earlier,
        "month": month_page(f"{entry.date.month:02d}") if earlier and entry.date else "",
        "supersedes": older,
        "superseded_by": newer,
        "corrected_in": corrected,
    }


def what_a_body_needs(entry: Entry, reader: Reader) -> dict[str, object]:
    """The variables that a post and a plain page share."""
    front, headings = reader.front(entry.source), reader.headings(entry.source)
    shown = front.toc if front.toc is not None else 0 < reader.config.toc <= len(headings)
    return {
        "entry": entry,
        "body": _body(entry, reader),
        "words": reader.words(entry.source),
        "lead": front.excerpt,
        "backlinks": reader.backlinks(entry.source),
        "stage": growth.PERMALINK if entry.status and "growth" not in reader.config.disable else "",
        "toc": contents(headings) if shown else (),
        "extra": front.extra or {},
    }


def _body(entry: Entry, reader: Reader) -> Markup:
    """The body, told what became of what was asked in it, and with the links that its words have to the glossary."""
    body = with_outcomes(reader.body(entry.source), entry.source, reader)
    words = reader.glossary_words(entry.source)
    return Markup(linked(body, words, reader.url, reader.config.language)) if words else body  # noqa: S704 - as it was


def contents(headings: Iterable[Heading]) -> tuple[TocItem, ...]:
    """Headings as a tree; a level that is skipped does not nest deeper."""
    roots: list[tuple[int, Heading, list]] = []  # type: ignore[type-arg]  # a tree of itself
    path = [(0, roots)]
    for heading in headings:
        while path[-1][0] >= heading.level:
            path.pop()
        below: list = []  # type: ignore[type-arg]
        path[-1][1].append((heading.level, heading, below))
        path.append((heading.level, below))
    return _frozen(roots)


def _frozen(items: list) -> tuple[TocItem, ...]:  # type: ignore[type-arg]
    return tuple(TocItem(h.id, Markup(h.html), _frozen(below)) for _, h, below in items)  # noqa: S704 - the heading's own HTML


def _series(entry: Entry, reader: Reader) -> SeriesView | None:
    if not entry.series:
        return None
    parts = reader.term("series", entry.series.permalink).entries
    here = next(n for n, part in enumerate(parts) if part.source == entry.source)
    return SeriesView(
        name=entry.series.name,
        permalink=entry.series.permalink,
        number=here + 1,
        parts=parts,
        previous=parts[here - 1] if here else None,
        next=parts[here + 1] if here + 1 < len(parts) else None,
    )


def _feeds(entry: Entry, reader: Reader) -> Iterator[FeedLink]:
    for link in (*entry.journals, *((entry.series,) if entry.series else ())):
        yield from feeds_of_term(link, reader.config)


def _json_ld(entry: Entry, reader: Reader) -> Mapping[str, object]:
    config = reader.config
    url = reader.absolute(entry.permalink)
    facts: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": entry.title,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": config.language,
        "wordCount": reader.words(entry.source),
        "isPartOf": {"@type": "Blog", "name": config.title, "url": reader.absolute("/")},
    }
    if entry.date:
        facts["datePublished"] = iso(entry.date)
        facts["dateModified"] = iso(entry.updated or entry.date)
    if entry.excerpt:
        facts["description"] = entry.excerpt
    if entry.author:
        facts["author"] = {"@type": "Person", "name": entry.author}
        if entry.author == config.author.name and config.author.url:
            facts["author"] = {"@type": "Person", "name": entry.author, "url": config.author.url}
    if entry.cover:
        facts["image"] = reader.absolute(entry.cover.url)
    if entry.tags:
        facts["keywords"] = [tag.name for tag in entry.tags]
    return facts
