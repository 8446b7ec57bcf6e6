"""Outcomes: in a post, behind a question that was answered elsewhere, the way to the answer; likewise for plans."""

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from journal.items import Kind
from journal.reader import Reader

_WORDS: Mapping[Kind, tuple[str, str]] = {"question": ("questions", "answered"), "plan": ("next", "done")}
"""The page kind that shows such items, and what came of them."""
_MARKED = ('question"', 'plan"')
"""What the class of a question or plan ends in."""
_END = re.compile(
    r'\s*(?:<p class="callout-title">(?:Question|Help|Faq)</p>\s*)?(?:<(?:p|summary)\b[^<>]*>)?.*?(</summary>|'
    r"(?=</?(?:ul|ol|dl|p|pre|div|details|blockquote|table|figure|hr|li)\b))",
    re.DOTALL,
)
"""The first that a list item or callout says, up to its end; in a summary there is no place for a link."""


def with_outcomes(body: Markup, source: str, reader: Reader) -> Markup:
    """The body of a post, told what became of the questions and plans in it."""
    if not any(mark in body for mark in _MARKED):
        return body
    disabled = reader.config.disable
    html = str(body)
    for id_, kind, entry, anchor in reader.outcomes(source):
        page_kind, word = _WORDS[kind]
        begin = re.search(rf'<[a-z]+ [^<>]*\bid="{re.escape(str(escape(id_)))}"[^<>]*>', html)
        if begin and page_kind not in disabled and (end := _END.match(html, begin.end())):
            where = "below" if entry.source == source else f"in <cite>{escape(entry.title)}</cite>"
            href = f"{escape(reader.url(entry.permalink))}#{escape(anchor)}"
            tag = begin[0].replace('class="', f'class="{word} ', 1)
            link = f' <a class="outcome" href="{href}">{word} {where}</a>'
            if end[1]:
                link = f"\n<p>{link.strip()}</p>"
            html = html[: begin.start()] + tag + html[begin.end() : end.end()] + link + html[end.end() :]
    return Markup(html)  # noqa: S704 - the author's own, and what was escaped here
