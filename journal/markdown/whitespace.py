"""White space as Python-Markdown wants it; stands in for its `normalize_whitespace`."""

from markdown.preprocessors import Preprocessor
from markdown.util import ETX, STX

GONE = f"{STX}gone{ETX}"
"""A line that an earlier one stands for; it is kept until here so that line numbers stay those of the source."""


class Whitespace(Preprocessor):
    """Drop lines that are gone, expand tabs, empty blank lines.

    The library's own step would take away the placeholders that code and formulas have left by now.
    """

    def run(self, lines: list[str]) -> list[str]:
        """The text ends with a blank line, which block processors count on."""
        text = "\n".join([line for line in lines if line != GONE])
        spaced = text.split("\n")
        if "\t" in text:
            spaced = [line.expandtabs(self.md.tab_length) for line in spaced]
        return [line if line.strip(" ") else "" for line in spaced] + ["", ""]
