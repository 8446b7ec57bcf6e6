"""Python-Markdown's stash: HTML that is put aside while a placeholder stands in the text."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER

_SIGN = re.compile("[&<>\x02]")
PLACEHOLDER = re.compile(HTML_PLACEHOLDER % "([0-9]+)")


def store(md: Markdown, html: str) -> tuple[int, str]:
    """Put HTML aside; its number and its placeholder."""
    placeholder = md.htmlStash.store(html)
    return md.htmlStash.html_counter - 1, placeholder


def entries(md: Markdown) -> list[str | Element]:
    """All that has been put aside, by number."""
    return md.htmlStash.rawHtmlBlocks


def fetch(md: Markdown, number: int) -> str:
    """The HTML with that number, or nothing."""
    stashed = entries(md)
    found = stashed[number] if number < len(stashed) else ""
    return found if isinstance(found, str) else ""


def inner_html(element: Element, md: Markdown) -> str:
    """What stands inside an element, as it will stand in the page."""
    text = element.text or ""
    if not len(element) and not _SIGN.search(text):
        return text.strip()
    # An element like `hr` has no end tag, and nothing inside.
    html, _, _ = md.serializer(element).rpartition("</")
    html = html[html.find(">") + 1 :]
    if "\x02" in html:
        for step in ("raw_html", "amp_substitute", "footnote"):
            if step in md.postprocessors:
                html = md.postprocessors[step].run(html)
    return html.replace(AMP_SUBSTITUTE, "&").strip()
