"""Raw HTML, put back for the placeholders that stand for it."""

import re

from markdown.extensions.md_in_html import MarkdownInHTMLPostprocessor

from journal.markdown.stash import PLACEHOLDER

_PLACE = re.compile(f"<p>{PLACEHOLDER.pattern}</p>|{PLACEHOLDER.pattern}")


class RawHtml(MarkdownInHTMLPostprocessor):
    """The library's step, which would look for more placeholders in all that it puts back."""

    def run(self, text: str) -> str:
        """A block stands for its whole paragraph."""
        return _PLACE.sub(self._back, text) if self.md.htmlStash.html_counter else text

    def _back(self, place: re.Match[str]) -> str:
        number = int(place[1] or place[2])
        if number >= self.md.htmlStash.html_counter:
            return place[0]
        html = self.stash_to_string(self.md.htmlStash.rawHtmlBlocks[number])
        if place[1] and not self.isblocklevel(html):
            html = f"<p>{html}</p>"
        return _PLACE.sub(self._back, html) if "\x02" in html else html
