"""Raw HTML, put aside by the library's step, which here knows when there is no end of a tag to look for."""

import re

from markdown.extensions.md_in_html import HTMLExtractorExtra
from markdown.preprocessors import Preprocessor

_MARKUP = re.compile(r"<(?!https?://[\w.:/?#%~+-]*[\w]>)")
"""What may be a tag, which an address in angle brackets is not."""


class Extractor(HTMLExtractorExtra):
    """Reads `<a <a <a` once; the library would read to the end of the text for every tag that is never closed."""

    _source = ""
    _last = -1

    def check_for_whole_start_tag(self, i: int) -> int:
        """Where the tag that starts at `i` ends, or -1."""
        if self.rawdata is not self._source:
            self._source, self._last = self.rawdata, self.rawdata.rfind(">")
        end: int = super().check_for_whole_start_tag(i) if i < self._last else -1
        return end


class HtmlBlocks(Preprocessor):
    """Stands in for the library's `html_block`."""

    def run(self, lines: list[str]) -> list[str]:
        """Put placeholders for blocks of HTML."""
        text = "\n".join(lines)
        if "&" not in text and not _MARKUP.search(text):
            return lines
        extractor = Extractor(self.md)
        extractor.feed(text)
        extractor.close()
        return "".join(extractor.cleandoc).split("\n")
