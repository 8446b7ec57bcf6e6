"""Questions: callouts that ask, and what is listed under a heading that speaks of questions."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain
from xml.etree.ElementTree import Element

from journal.markdown.gather.answers import ASKING, said, settled
from journal.markdown.gather.listed import Listed, bare, in_words, is_said, lists_below
from journal.markdown.gather.outline import Find, Outline

_NOT_KNOWN = r"(?:yet |quite |really |fully |still ){0,2}(?:understand|get|know|grasp|grok|explain)\b"
_UNSURE = r"(?:confused|unsure|not sure|puzzled|curious|wondering|unclear)\b"
_WHAT = "(?:the )?(?:what|things|stuff|topics|parts|concepts|bits)(?: that)?"
_ASKS = (
    rf"{_WHAT} i (?:still )?(?:don't|do not|can't|cannot) {_NOT_KNOWN}",
    rf"(?:{_WHAT} )?(?:i'?m|i am) (?:still )?{_UNSURE}",
    rf"{_WHAT} (?:still )?(?:confuses?|puzzles?|bothers?) me\b",
    r"(?:things )?i (?:still )?wonder(?: about)?$",
    rf"still {_UNSURE}",
    r"areas (?:for|of) (?:further |future )?(?:investigation|exploration)$",
)
_UNKNOWN = re.compile("|".join(_ASKS))
"""Headings without the word that speak of questions all the same."""
_QUESTION = re.compile(r"\bquestions?\b")
_FOR_LATER = "me|myself|later|next|another|tomorrow|the future|the next|further|future|investigation|research"
_MEANS_TO = "investigate|explore|answer|research|come back|look into|follow|think|ponder|consider|resolve"
_NOT_OWN = (
    rf"\bquestions? (?:you|to (?!{_MEANS_TO})|for (?!(?:{_FOR_LATER})\b))",
    r"\b(?:types?|kinds?|list|art|set|bank|pool) of (?:\w+ )?questions?\b",
    r"\b(?:frequently|commonly|often) asked\b",
    r"\b(?:interview|quiz|exam|test|survey|practice|sample|example|trivia|security|research|good) questions?\b",
)
_ABOUT = (
    *_NOT_OWN,
    r"\b(?:asking|answering|writing|designing|ask|answer)\b.*\bquestions?\b",
    r"\bquestions\?$",
)
"""Questions for somebody else, about questions, or an offer to answer some."""
_MANY = re.compile(r"\bquestions?$|\bquestions\b|^(?!.*\bquestion)")
"""Below these, what is listed is a question even if no sign says so; a "question pool" may hold anything."""
_LEAD = re.compile(
    r"(?:(?:here are|here's|these are) )?"
    r"(?:(?:a|the|my|our|some|few|of|open|active|remaining|unanswered|unresolved|outstanding|lingering|burning|big|main|"
    r"other|more|further|new|next|current|still|follow-up|all) )*"
    r"questions?(?: (?:&|(?:and|i|we|still|left|for|to|that (?:i|we|remain|are)|about)\b).*)?"
)
"""The same, where nothing but such words makes a heading of a line: there, "it asks two questions:" is prose."""
_BARE = re.compile("(?:the |some )?questions?")
_ASKED = re.compile(r"([?\uff1f\u061f](?:</\w+>)*)(?:\s+|(?<=\uff1f))(?:[\u2013\u2014\u2192:-]+\s+)?(?=\S)")
_TAG = re.compile(r"<(?!(?:img|br|wbr|hr)\b)[a-z]")
_OTHER = re.compile("|".join(_ABOUT))
_OF_OTHERS = re.compile("|".join(_NOT_OWN))


def questions(outline: Outline) -> Iterator[Find]:
    """The questions of a text."""
    md, answered = outline.md, settled(outline)
    for kind, callout in outline.callouts:
        if kind in ASKING and is_said(asked := said(callout, kind, md)):
            answer = answered.get(callout)
            yield _find(callout, asked, None if answer is None else said(answer, "answer", md))
    own, title = md.dialect.questions, outline.title
    if "uestion" in title and _OF_OTHERS.search(bare(title)):
        return
    titled = _announces(title, own)
    lists = lists_below(outline, partial(asks, own=own), partial(_announces, own=own), titled=titled)
    for item in chain.from_iterable(items for items, section, _ in lists if not _only_names(section.lead, items)):
        if item.boxed or item.html.endswith("?") or (_all_ask(item.heading, own) and not item.linked):
            answer = answered.get(item.element)
            if answer is not None:
                yield _find(item.element, item.html, said(answer, "answer", md))
            else:
                yield _find(item.element, *(_parted(item.html) if item.done else (item.html, None)))


@lru_cache(1024)
def asks(heading: str, own: tuple[str, ...]) -> bool:
    """Whether what is listed under a heading are questions of the author's."""
    if own and in_words(heading, own):
        return True
    words = bare(heading)
    if "question" not in words:  # most are no question, and this is how to tell soonest
        return _UNKNOWN.match(words) is not None
    return _QUESTION.search(words) is not None and _OTHER.search(words) is None


def _announces(line: str, own: tuple[str, ...]) -> bool:
    """The same of a line that is no heading, or of a title, which speaks of all that is below it."""
    words = bare(line)
    return asks(line, own) and ("question" not in words or _LEAD.fullmatch(words) is not None)


def _only_names(lead: str, items: Sequence[Listed]) -> bool:
    """Whether "Questions:" stands above what they are to be like, as hardly any of the items asks something."""
    return _BARE.fullmatch(bare(lead)) is not None and sum("?" in item.html for item in items) * 2 < len(items)


def _all_ask(heading: str, own: tuple[str, ...]) -> bool:
    return asks(heading, own) and _MANY.search(bare(heading)) is not None


def _parted(html: str) -> tuple[str, str]:
    """What was asked, and what people write behind it, in the same line, as they tick it."""
    for end in _ASKED.finditer(html):
        asked = html[: end.end(1)]
        if len(_TAG.findall(asked)) == asked.count("</"):
            return asked, html[end.end() :]
    return html, ""


def _find(at: Element, asked: str, answer: str | None) -> Find:
    """A question; `answer` is what was said to it in the same place, and None where nothing was."""
    names = [*at.get("class", "").split(), "question"]
    at.set("class", " ".join(names if answer is None else ["answered", *names]))
    return Find("question", at, asked, answer or "", done=answer is not None)
