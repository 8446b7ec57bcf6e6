"""Raw HTML, put back for the placeholders that stand for it."""

from markdown.extensions.md_in_html import MarkdownInHTMLPostprocessor
from markdown.util import HTML_PLACEHOLDER

from journal.markdown.converter import Converter
from journal.markdown.stash import PLACEHOLDER


class RawHtml(MarkdownInHTMLPostprocessor):
    """The library's step, which would look for more placeholders in all that it puts back."""

    md: Converter

    def run(self, text: str) -> str:
        """A block that is alone in a paragraph stands for the paragraph, too."""
        pieces = PLACEHOLDER.split(text)
        for at in range(1, len(pieces), 2):
            number = int(pieces[at])
            if number >= self.md.htmlStash.html_counter:
                pieces[at] = HTML_PLACEHOLDER % pieces[at]
                continue
            html = self.stash_to_string(self.md.htmlStash.rawHtmlBlocks[number])
            if pieces[at - 1].endswith("<p>") and pieces[at + 1].startswith("</p>"):
                pieces[at - 1] = pieces[at - 1].removesuffix("<p>")
                pieces[at + 1] = pieces[at + 1].removeprefix("</p>")
                if number not in self.md.draft.html and not self.isblocklevel(html):
                    html = f"<p>{html}</p>"
            pieces[at] = self.run(html) if "\x02" in html else html
        return "".join(pieces)
