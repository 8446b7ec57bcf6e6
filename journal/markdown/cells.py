"""Cells: rows of tables taken apart."""

import re
from xml.etree.ElementTree import Element

from markdown.extensions.tables import TableProcessor

_CODE = re.compile(r"(?<!\\)(`++).*?(?<!`)\1(?!`)")


class Cells(TableProcessor):
    """The library's step, which would look at each row as if code stood in it, and want all rows to be alike."""

    def begin(self, head: str) -> bool:
        """Whether the first two rows of a table are such."""
        return bool(self.test(Element("div"), head))

    def _split_row(self, row: str) -> list[str]:
        """A bar at either end of a row may be left out."""
        row = row.strip(" ").removeprefix("|")
        return self._split(self.RE_END_BORDER.sub("", row) if "\\" in row else row.removesuffix("|"))

    def _split(self, row: str) -> list[str]:
        """Only in code, or behind a backslash, a bar parts nothing."""
        if "`" in row or "\\" in row:
            cells: list[str] = super()._split(row)  # type: ignore[misc] # the stubs leave it out
            # In code no backslash escapes, so the one before a bar would be shown.
            return [_CODE.sub(_bare, cell) if "\\|" in cell and "`" in cell else cell for cell in cells]
        return row.split("|")


def _bare(code: re.Match[str]) -> str:
    return code[0].replace("\\|", "|")
