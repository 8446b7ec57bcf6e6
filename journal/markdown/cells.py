"""Cells: rows of tables taken apart."""

from xml.etree.ElementTree import Element

from markdown.extensions.tables import TableProcessor


class Cells(TableProcessor):
    """The library's step, which would look at each row as if code stood in it, and want all rows to be alike."""

    def begin(self, head: str) -> bool:
        """Whether the first two rows of a table are such."""
        return bool(self.test(Element("div"), head))

    def _split_row(self, row: str) -> list[str]:
        """A bar at either end of a row may be left out."""
        row = row.strip(" ").removeprefix("|")
        return self._split(self.RE_END_BORDER.sub("", row))

    def _split(self, row: str) -> list[str]:
        """Only in code, or behind a backslash, a bar parts nothing."""
        if "`" in row or "\\" in row:
            cells: list[str] = super()._split(row)  # type: ignore[misc] # the stubs leave it out
            return cells
        return row.split("|")
