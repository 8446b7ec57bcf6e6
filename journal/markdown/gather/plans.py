"""Plans: what is listed under a heading that looks ahead, such as "What's next", and the tasks there."""

import re
from collections.abc import Iterator

from journal.markdown.gather.listed import bare, listed
from journal.markdown.gather.outline import Find, Outline, in_words
from journal.markdown.gather.questions import asks

_WHOSE = "(?:(?:my|our|the|some|a few|possible|potential|current|overall|immediate|main|new|next|learning|study) )*"
_WHEN = (
    r"(?:(?:\d{4}|daily|weekly|monthly|yearly|short.term|long.term|week \d+|"
    "(?:(?:this|next) (?:week|month|year|quarter)|today|tomorrow)(?:'s)?) )?"
)
_FOR = r"(?: (?:for|in|this|next|after) .*| \d{4}| \(.*\))?"
_LEFT = "(?:(?:my|the|still|left|things|stuff|what(?:'s| is) left|what i (?:still )?(?:need|want|have)) )*"
_AHEAD = (
    r"(?:(?:so|and|now|ok),? )?what(?:'?s| is| comes)? next\b.*",
    r"(?:(?:so|and),? )?what (?:(?:i|we)(?:'\w+)?\b.*|to \w+) next",
    f"{_WHOSE}next steps?{_FOR}",
    "(?:up next|next up|next time|coming (?:up|next|soon))(?: .*)?",
    "(?:(?:plans? )?for )?(?:tomorrow|next (?:week|month|year|quarter|time))",
    f"{_WHOSE}(?:future (?:work|plans?)|roadmap)",
    f"{_WHOSE}{_WHEN}{_WHOSE}(?:reading |rough )?(?:goals?|plans?(?: of attack)?){_FOR}",
    "what (?:is|are) (?:my|our|the) (?:goals?|plans?).*",
    f"{_LEFT}to[- ]?do(?:s|'s)?(?:[- ]?list| items)?(?: for .*)?",
    "(?:things|topics|what) i (?:still )?(?:want|plan|need|have) to (?:learn|study|read|try|build|explore|do).*",
    "(?:things|topics) to (?:learn|study|read|try|build|explore)(?: next)?",
)
"""Headings, whole and in lower case, that people write above what they mean to do."""
_HEADING = re.compile("|".join(_AHEAD))
_LOOSELY = re.compile(
    r"\b(?:next|goals?|plans?|to[- ]?dos?|tasks?|roadmap|homework|objectives?|tomorrow)\b", re.IGNORECASE
)
"""Boxes to tick say by themselves that something is to be done, so less is asked of what stands above them."""


def plans(outline: Outline) -> Iterator[Find]:
    """The plans of a text."""
    dialect = outline.md.dialect

    def speaks(heading: str) -> bool:
        ahead = _LOOSELY.search(heading) is not None or _looks_ahead(heading, dialect.plans)
        return ahead and not asks(heading, dialect.questions)

    for item in listed(outline, speaks):
        if item.boxed or (_looks_ahead(item.heading, dialect.plans) and not item.linked and " " in item.html):
            names = [*item.element.get("class", "").split(), "plan"]
            item.element.set("class", " ".join(["done", *names] if item.done else names))
            yield Find("plan", item.element, item.html, done=item.done)


def _looks_ahead(heading: str, own: tuple[str, ...]) -> bool:
    """Whether what is listed under a heading is meant to be done."""
    return in_words(heading, own) or _HEADING.fullmatch(bare(heading).rstrip("?")) is not None
