"""Plans: what is listed under a heading that looks ahead, such as "What's next", and the tasks there."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from journal.markdown.gather.listed import Listed, bare, in_words, lists_below
from journal.markdown.gather.outline import Find, Outline, Section
from journal.markdown.gather.questions import asks

_WHOSE = "(?:(?:my|our|the|some|a few|possible|potential|current|overall|immediate|main|new|next|learning|study) )*"
_WHEN = (
    r"(?:(?:\d{4}|daily|weekly|monthly|yearly|short.term|long.term|week \d+|"
    "(?:(?:this|next) (?:week|month|year|quarter)|today|tomorrow)(?:'s)?) )?"
)
_FOR = r"(?: (?:for|in|this|next|after) .*| \d{4}| \(.*\))?"
_LEFT = "(?:(?:my|the|still|left|things|stuff|what(?:'s| is) left|what i (?:still )?(?:need|want|have)) )*"
_DOING = r"(?:interested in|looking forward to|planning on) \w+ing\b"
_AHEAD = (
    r"(?:(?:so|and|now|ok),? )?what(?:'?s| is| comes)? next\b.*",
    r"(?:(?:so|and),? )?what (?:(?:i|we)(?:'\w+)?\b.*|to \w+) next",
    f"{_WHOSE}next steps?{_FOR}",
    "(?:up next|next up|next time|coming (?:up|next|soon))(?: .*)?",
    "(?:(?:plans? )?for )?(?:tomorrow|next (?:week|month|year|quarter|time))",
    f"{_WHOSE}(?:future (?:work|plans?|improvements?|directions?)|roadmap)",
    f"{_WHOSE}{_WHEN}{_WHOSE}(?:reading |rough )?(?:goals?|plans?(?: of attack)?){_FOR}",
    f"goal setting{_FOR}|{_WHOSE}(?:new year's )?resolutions{_FOR}|action items",
    "what (?:is|are) (?:my|our|the) (?:goals?|plans?).*",
    f"{_LEFT}to[- ]?do(?:s|'s)?(?:[- ]?list| items)?(?: for .*)?",
    "(?:things|topics|what) i (?:still )?(?:want|plan|need|have) to (?:learn|study|read|try|build|explore|do).*",
    rf"(?:(?:some|the|a few) )*(?:things|topics|areas) (?:that )?i(?:'m| am)(?: \w+)? {_DOING}.*",
    "(?:things|topics) to (?:learn|study|read|try|build|explore)(?: next)?",
)
"""Headings, whole and in lower case, that people write above what they mean to do."""
_HEADING = re.compile("|".join(_AHEAD))
_LOOSELY = re.compile(
    r"\b(?:next|goals?|plans?|to[- ]?dos?|tasks?|roadmap|homework|objectives?|tomorrow|done)\b", re.IGNORECASE
)
"""Boxes to tick say by themselves that something is to be done, so less is asked of what stands above them."""
# fmt: off
_CUES = frozenset((
    "next", "goal", "goals", "plan", "plans", "do", "dos", "todo", "todos", "task", "tasks", "roadmap", "homework",
    "objective", "objectives", "tomorrow", "done",
))
# fmt: on
_WORD = re.compile("[a-z]+")
_OF_SOMETHING = re.compile(r"(?:\w+,? )?what(?:'?s| is| comes)? next\b\W*\w")
"""A title such as "What's next for typing"."""
_READERS = re.compile(r"\byou(?:r|'ll|'d)?\b", re.IGNORECASE)
_AUTHORS = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")


def plans(outline: Outline) -> Iterator[Find]:
    """The plans of a text."""
    dialect = outline.md.dialect
    says = partial(_speaks, own=dialect.plans, asking=dialect.questions)
    ahead = partial(_looks_ahead, own=dialect.plans)
    titled = ahead(outline.title) and not _OF_SOMETHING.match(bare(outline.title))
    for items, section, before in lists_below(outline, says, ahead, titled=titled):
        is_meant = _is_meant(items[0].heading, section, ahead) and not _is_advice(before)
        found = [item for item in items if item.boxed or (is_meant and not item.linked and " " in item.html)]
        if len(found) * 2 >= len(items) or any(item.boxed for item in found):
            yield from map(_find, found)


@lru_cache(1024)
def _speaks(heading: str, own: tuple[str, ...], asking: tuple[str, ...]) -> bool:
    """Whether a heading speaks of what is to be done, as far as that is enough for boxes to tick."""
    return (_is_loosely(heading) or _looks_ahead(heading, own)) and not asks(heading, asking)


def _is_loosely(heading: str) -> bool:
    return not _CUES.isdisjoint(_WORD.findall(bare(heading))) and _LOOSELY.search(heading) is not None


def _is_meant(heading: str, section: Section, ahead: Callable[[str], bool]) -> bool:
    """Whether what is listed under a heading, without boxes, is meant to be done."""
    return ahead(heading) or (_is_loosely(heading) and any(map(ahead, section.under)))


def _is_advice(before: str) -> bool:
    """Whether the paragraph before a list says that it is for the readers to do."""
    return _READERS.search(before) is not None and _AUTHORS.search(before) is None


def _find(item: Listed) -> Find:
    names = [*item.element.get("class", "").split(), "plan"]
    item.element.set("class", " ".join(["done", *names] if item.done else names))
    return Find("plan", item.element, item.html, done=item.done)


@lru_cache(1024)
def _looks_ahead(heading: str, own: tuple[str, ...]) -> bool:
    """Whether a heading is one of those."""
    return (own != () and in_words(heading, own)) or _HEADING.fullmatch(bare(heading).rstrip("?")) is not None
