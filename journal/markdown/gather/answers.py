"""Answers: callouts that answer a question, and links that lead to where one was asked."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from xml.etree.ElementTree import Element

from journal.markdown.converter import Converter
from journal.markdown.gather.outline import Find, Outline
from journal.markdown.prose import plain_text
from journal.markdown.stash import inner_html

ASKING = ("question", "help", "faq")
"""The callouts that ask."""
_ANSWER = "answer"
_WIKILINK = re.compile(r"\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
_TO_QUESTION = re.compile(r"[^#].*#(?:question-|\^|%5E)")
"""An address with the place of a question on another page, as our own ids have it, or of a block that may be one."""


def answers(outline: Outline) -> Iterator[Find]:
    """The answers of a text that say which question they are to, as others stand beside theirs.

    A callout is `done`; a link may be an answer, or only speak of the question.
    """
    beside = {*settled(outline).values()} if outline.callouts else set()
    # What is shown in place speaks of no question.
    used = {link for block in outline.root.iter("div") if block.get("class") == "embed" for link in block.iter("a")}
    for kind, callout in outline.callouts:
        if kind == _ANSWER and callout not in beside:
            title = title_of(callout, outline.md)
            used.update(callout[0].iter("a") if title else ())
            more = first_paragraph(callout, outline.md)
            yield Find("answer", callout, title, more, done=True, url=_target(callout, title))
    for link in outline.root.iter("a"):
        url = link.get("href", "")
        if "#" in url and _TO_QUESTION.match(url) and link not in used:
            yield Find("answer", link, inner_html(link, outline.md), url=url)


def settled(outline: Outline) -> Mapping[Element, Element]:
    """The answers that stand in their question or right below it, by the element that asks."""
    found: dict[Element, Element] = {}
    if not outline.callouts:
        return found
    every = [callout for kind, callout in outline.callouts if kind == _ANSWER]
    plain = {callout for callout in every if not _target(callout, title_of(callout, outline.md))}
    if not plain:
        return found
    asking = {callout for kind, callout in outline.callouts if kind in ASKING}
    for parent in outline.root.iter():
        before: Element | None = None
        for child in parent:
            if child in plain and before in asking:
                found.setdefault(before, child)
            if child in plain and (parent in asking or parent.tag == "li"):
                found.setdefault(parent, child)
            before = child
    return found


def said(callout: Element, kind: str, md: Converter) -> str:
    """What a callout says: its title or, where that only says what kind of box it is, the text in it."""
    title = title_of(callout, md)
    return title if title and title.lower() != kind else first_paragraph(callout, md)


def title_of(callout: Element, md: Converter) -> str:
    """HTML of the title; empty where there is none."""
    is_titled = len(callout) and "callout-title" in callout[0].get("class", "").split()
    return inner_html(callout[0], md) if is_titled else ""


def first_paragraph(callout: Element, md: Converter) -> str:
    """HTML of the first that is said below the title, which may stand in a line."""
    rest = [child for child in callout if "callout-title" not in child.get("class", "").split()]
    if not rest:
        return ""
    html = inner_html(rest[0], md)
    return html if rest[0].tag == "p" else escape(plain_text(html), quote=False)


def _target(callout: Element, title: str) -> str:
    """Where the link leads with which an answer says what it answers."""
    for link in callout[0].iter("a") if title else ():
        return link.get("href", "")
    wikilink = _WIKILINK.match(title)
    return f"journal-wiki:{wikilink[1].strip()}" if wikilink else ""
