"""Questions: callouts that ask, and what is listed under a heading that speaks of questions."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from journal.markdown.gather.answers import ASKING, said, settled
from journal.markdown.gather.listed import bare, listed
from journal.markdown.gather.outline import Find, Outline, in_words

_ASKS = (
    r"\bquestions?\b",
    r"^(?:what|things|stuff) i (?:still )?(?:don't|do not) (?:yet |quite |really )?(?:understand|get|know)\b",
)
_HEADING = re.compile("|".join(_ASKS))
_FOR_LATER = "me|myself|later|next|another|tomorrow|the future|the next|further|future|investigation|research"
_MEANS_TO = "investigate|explore|answer|research|come back|look into|follow"
_NOT_OWN = (
    rf"\bquestions? (?:you|to (?!{_MEANS_TO})|for (?!(?:{_FOR_LATER})\b))",
    r"\b(?:types?|kinds?|list|art|set|bank|pool) of (?:\w+ )?questions?\b",
    r"\b(?:frequently|commonly|often) asked\b",
    r"\b(?:interview|quiz|exam|test|survey|practice|sample|example|trivia|security|research|good) questions?\b",
    r"\b(?:asking|answering|writing|designing|ask|answer)\b.*\bquestions?\b",
    r"\bquestions\?$",
)
"""Questions for somebody else, about questions, or an offer to answer some."""
_ASKED = re.compile(r"[?\uff1f\u061f](?:</\w+>)*(?:\s+|(?<=\uff1f))(?=\S)")
_TAG = re.compile(r"<(?!(?:img|br|wbr|hr)\b)[a-z]")
_OTHER = re.compile("|".join(_NOT_OWN))


def questions(outline: Outline) -> Iterator[Find]:
    """The questions of a text."""
    md, answered = outline.md, settled(outline)
    for kind, callout in outline.callouts:
        if kind in ASKING and (asked := said(callout, kind, md)):
            answer = answered.get(callout)
            yield _find(callout, asked, None if answer is None else said(answer, "answer", md))
    own = md.dialect.questions
    for item in listed(outline, lambda heading: asks(heading, own)):
        if item.boxed or item.html.endswith("?") or (asks(item.heading, own) and not item.linked):
            answer = answered.get(item.element)
            if answer is not None:
                yield _find(item.element, item.html, said(answer, "answer", md))
            else:
                yield _find(item.element, *(_parted(item.html) if item.done else (item.html, None)))


def asks(heading: str, own: tuple[str, ...]) -> bool:
    """Whether what is listed under a heading are questions of the author's."""
    if in_words(heading, own):
        return True
    words = bare(heading)
    return _HEADING.search(words) is not None and _OTHER.search(words) is None


def _parted(html: str) -> tuple[str, str]:
    """What was asked, and what people write behind it, in the same line, as they tick it."""
    for end in _ASKED.finditer(html):
        asked = html[: end.end()].rstrip()
        if len(_TAG.findall(asked)) == asked.count("</"):
            return asked, html[end.end() :]
    return html, ""


def _find(at: Element, asked: str, answer: str | None) -> Find:
    """A question; `answer` is what was said to it in the same place, and None where nothing was."""
    names = [*at.get("class", "").split(), "question"]
    at.set("class", " ".join(names if answer is None else ["answered", *names]))
    return Find("question", at, asked, answer or "", done=answer is not None)
