"""Structure: the blocks of a text, found as CommonMark finds them, each line read once."""

import re
from collections.abc import Callable, Mapping

from journal.markdown.asides import begin_aside, look_for_aside
from journal.markdown.boxes import begin_admonition, begin_details
from journal.markdown.containers import CODE_INDENT
from journal.markdown.definitions import begin_definition, is_term
from journal.markdown.fences import begin_fence, begin_kept
from journal.markdown.hashes import begin_heading
from journal.markdown.htmlblocks import begin_html
from journal.markdown.indented import begin_indented
from journal.markdown.lists import PASTED, begin_bullet, begin_number, begin_pasted
from journal.markdown.notes import begin_note
from journal.markdown.pasted import begins_paragraph, with_next
from journal.markdown.quotes import begin_callout, begin_quote
from journal.markdown.reader import Found, Reader, Taken
from journal.markdown.rules import begin_rule, underline
from journal.markdown.shortcodeblocks import begin_shortcode

Start = Callable[[Reader], Found | None]

STARTS: Mapping[str, tuple[Start, ...]] = {
    ">": (begin_quote,),
    "#": (begin_heading,),
    "`": (begin_fence,),
    "~": (begin_fence,),
    "<": (begin_html,),
    "=": (underline,),
    "-": (underline, begin_rule, begin_bullet),
    "*": (begin_rule, begin_bullet),
    "_": (begin_rule,),
    "+": (begin_bullet,),
    "[": (begin_callout, begin_note),
    "!": (begin_admonition,),
    "?": (begin_details,),
    ":": (begin_definition,),
    "%": (begin_aside,),
    "{": (begin_shortcode,),
    "\x02": (begin_kept,),
    **dict.fromkeys("0123456789", (begin_number,)),
    **dict.fromkeys(PASTED, (begin_pasted,)),
}
"""What a line may begin, by its first character, in the order in which it is tried."""
_LOOKED_AT = frozenset((*STARTS, " ", "\t"))
_CODE = re.compile(r"(`++).*?(?<!`)\1(?!`)")
_MARKS = f" \t>-+*0123456789.){PASTED}"
_DISPLAYS = (("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"))


def read(reader: Reader) -> None:
    """Read all lines."""
    stack = reader.stack
    formulas = Displays(reader) if reader.texts.formulas and reader.texts.md.draft.displays else None
    comments = reader.texts.md.draft.comments
    for at, line in enumerate(reader.lines):
        if at < reader.skipped:
            continue
        reader.at = at
        if len(stack) == 1 and reader.leaf is None:
            # At the margin most lines are blank, or text.
            if not line:
                if reader.text is not None:
                    reader.close(1)
                reader.depth = 1
                reader.blank()
                continue
            if line[0] not in _LOOKED_AT:
                if reader.text is None or (reader.pasted and begins_paragraph(reader, line)):
                    reader.depth = 1
                    reader.begin(line)
                else:
                    reader.text.append(line)
                if formulas is not None:
                    formulas.look(line)
                if comments:
                    look_for_aside(reader)
                continue
        if _line(reader, line.expandtabs(CODE_INDENT) if "\t" in line else line):
            if formulas is not None:
                formulas.look(line)
            if comments:
                look_for_aside(reader)
    reader.at = len(reader.lines)
    reader.close(1)
    for group in reader.groups:
        group.settle()


def _line(reader: Reader, line: str) -> bool:
    """Read a line; whether it is text of a paragraph."""
    reader.match(line)
    whole = reader.depth == len(reader.stack)
    if not reader.body:
        _blank(reader, whole=whole)
        return False
    if reader.leaf is not None and whole:
        taken = reader.leaf.take(reader)
        if taken is not Taken.YES:
            reader.close(reader.depth)
        if taken is not Taken.NO:
            return False
    text = reader.text
    if text is not None and reader.at < reader.forced:
        text.append(" " * reader.indent + reader.body)
        return False
    if reader.pasted:
        with_next(reader)
    reader.goes_on = text is not None and whole
    reader.lazy = text is not None and not whole and _is_lazy(reader)
    if not _begins(reader):
        return False
    if text is not None and (reader.goes_on or reader.lazy) and not begins_paragraph(reader, line):
        text.append(" " * reader.indent + reader.body)
    else:
        reader.begin(reader.body)
    return True


def _begins(reader: Reader) -> bool:
    """Open the blocks that a line begins; whether text is left."""
    while reader.indent < CODE_INDENT:
        for start in STARTS.get(reader.body[0], ()):
            if found := start(reader):
                break
        else:
            return True
        if found is Found.BLOCK or not reader.body:
            return False
    if reader.goes_on or reader.lazy:
        return True
    begin_indented(reader)
    return False


def _blank(reader: Reader, *, whole: bool) -> None:
    """Read a blank line."""
    leaf = reader.leaf
    taken = Taken.NO
    if leaf is not None and whole:
        taken = leaf.take(reader)
    if taken is not Taken.YES:
        reader.close(reader.depth)
    if taken is Taken.NO or (leaf is not None and leaf.parted):
        reader.blank()


def _is_lazy(reader: Reader) -> bool:
    """Whether text may go on with a paragraph that stands in containers in which the line is not."""
    left = reader.stack[reader.depth :]
    return all(container.lazy for container in left) and not is_term(reader)


class Displays:
    """Displayed formulas of several lines, whose lines begin nothing, whatever they look like."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._endless = dict.fromkeys((end for _, end in _DISPLAYS), 0)

    def look(self, line: str) -> None:
        """If a formula begins in a line of text, and ends before the next blank line, let no other step have it."""
        if "$$" not in line and "\\" not in line:
            return
        prose = _CODE.sub("", line) if "`" in line else line
        for begin, end in _DISPLAYS:
            if begin == end:
                # Amidst a line of text, a pair of dollars that is not closed is money.
                words = prose.strip(_MARKS)
                is_open = prose.count("$$") % 2 and (words.startswith("$$") or words.endswith("$$"))
            else:
                is_open = prose.rfind(begin) > prose.rfind(end)
            if is_open and self._reader.at >= self._endless[end]:
                self._end(end)

    def _end(self, mark: str) -> None:
        lines = self._reader.lines
        at = self._reader.at + 1
        while at < len(lines) and lines[at].strip(" \t>"):
            if mark in lines[at]:
                self._reader.forced = at + 1
                return
            at += 1
        self._endless[mark] = at
