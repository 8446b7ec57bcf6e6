r"""Formulas: `$…$`, `\(…\)`, `$$…$$`, `\[…\]` and math fences, set as MathML before anything else can touch them."""

import re
from html import escape

from markdown.preprocessors import Preprocessor

from journal.markdown.converter import Converter
from journal.markdown.fences import find_fences, set_apart
from journal.markdown.infostring import parse_info
from journal.markdown.stash import store
from journal.markdown.templates import TEMPLATE
from journal.markdown.tex import BadTex, mathml
from journal.markdown.whitespace import GONE

INSTALL = "pip install 'learning-journal[math]'"

_START = re.compile(r"\$|\\\(|\\\[")
# Labels may quote; any other backtick is the edge of code, which no formula crosses.
_LABEL = r"\\(?:text|mbox)[a-z]*\{[^{}$]*\}"
# What comes first wins, so code, templates, links, tags and escapes are there to be stepped over.
_TOKEN = re.compile(
    rf"""
      \\\((?P<round>(?>{_LABEL}|\\[^()`]|[^\\`])+?)\\\)
    | \\\[(?P<square>(?>{_LABEL}|\\[^\[\]`]|[^\\`])+?)\\\]
    | \\.
    | (?P<ticks>`++)(?:(?:(?!`).|(?!(?P=ticks)(?!`))`++)*?(?P=ticks)(?!`))?+
    | {TEMPLATE}
    | https?://[^\s<>]++
    | \]\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+
    | <[A-Za-z/!][^<>]*+>
    | \$\$(?P<double>(?>{_LABEL}|\\[^`]|[^$\\`]|\$(?!\$))+?)\$\$
    | \$(?!\s)(?P<dollar>(?>\\[^`]|[^\\$\n`]|\n(?![ \t>]*+(?:[-*+#|>]|\d+[.)])[ \t]))+?)(?<!\s)\$
    | \$++
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMAND = re.compile(r"\\[A-Za-z]+")
_ARGUMENT = re.compile(r"\\[A-Za-z]+(?:\{[^{}]*\})?")
_OPERATOR = re.compile(r"[-+*/=<>|!^_{}\\\u2212\u00b7\u00d7\u2264\u2265]")
_WORD = re.compile(r"[A-Za-z]{3,}")
_MONEY = re.compile(r"\d[\d.,]*\s*(?:[-\u2013\u2014/+&]|to|and|or)\s*$")
# A number that a word or a mark of the sentence follows, not one alone nor a row of them; or another currency.
_PRICE = re.compile(
    r"(?!\d[\d\s.,]*$)\d[\d.,]*(?:[kKmM]|bn)?(?:[;:!?]?\s|[-/][A-Za-z]{3,})|.*[\u20ac\xa3\xa5]", re.DOTALL
)
_SUFFIX = re.compile(r"(?:th|st|nd|rd|s|D|d)(?![A-Za-z0-9])")


class Formulas(Preprocessor):
    """Put a placeholder for every formula."""

    md: Converter

    def __init__(self, md: Converter) -> None:
        super().__init__(md)
        self._unset: list[tuple[int, int]] = []

    def run(self, lines: list[str]) -> list[str]:
        """Lines that a formula spans become one, and lines that are gone."""
        self._unset = []
        text = "\n".join(lines)
        if "math" in text.lower():
            self._fences(lines)
        if "$" in text or "\\(" in text or "\\[" in text:
            self._paragraphs(lines)
        if self._unset:
            message = "formulas need latex2mathml, which is not installed"
            self.md.draft.problem(*min(self._unset), message, INSTALL)
        return lines

    def _paragraphs(self, lines: list[str]) -> None:
        start = 0
        for at, line in enumerate([*lines, ""]):
            # A placeholder is a block of its own: no formula reaches across it.
            if not line.strip() or "\x02" in line:
                if start < at:
                    lines[start:at] = self._paragraph(lines[start:at], start)
                start = at + 1

    def _fences(self, lines: list[str]) -> None:
        for fence in list(find_fences(lines)):
            if parse_info(fence.info)[0] == "math":
                html = self._set(fence.code.strip(), fence.start + 1, 1, display=True)
                placeholder = self._keep(html, fence.source)
                gone = [GONE] * (fence.end - fence.start - 1)
                lines[fence.start : fence.end] = [set_apart(fence, placeholder), *gone]

    def _paragraph(self, lines: list[str], first: int) -> list[str]:
        """A run of lines without a blank one, its formulas replaced."""
        text = "\n".join(lines)
        if not _START.search(text):
            return lines
        parts, at = [], 0
        while token := _TOKEN.search(text, at):
            parts.append(text[at : token.start()])
            source, at = token[0], token.end()
            kind = token.lastgroup
            if kind in ("round", "square", "double") or (kind == "dollar" and _is_formula(token)):
                line = first + 1 + text.count("\n", 0, token.start())
                column = token.start() - text.rfind("\n", 0, token.start())
                quotation = re.match(r"[ \t>]*", lines[line - first - 1])
                depth = quotation[0].count(">") if quotation else 0
                tex = re.sub(rf"\n(?:[ \t]*>[ ]?){{0,{depth}}}", "\n", token[kind]).strip()
                source = self._keep(self._set(tex, line, column, display=kind in ("square", "double")), source)
            elif kind == "dollar":
                source, at = "$", token.start() + 1
            parts.append(source)
        replaced = ("".join(parts) + text[at:]).split("\n")
        return replaced + [GONE] * (len(lines) - len(replaced))

    def _keep(self, html: str, source: str) -> str:
        number, placeholder = store(self.md, html)
        self.md.draft.formulas[number] = source
        return placeholder

    def _set(self, tex: str, line: int, column: int, *, display: bool) -> str:
        """The formula as HTML, whether it can be set or not."""
        try:
            math = mathml(tex, display=display)
        except ImportError:
            self._unset.append((line, column))
        except BadTex as error:
            self.md.draft.problem(line, column, str(error), "the TeX is shown as it was written")
        else:
            name = "math display" if display else "math"
            focus = ' tabindex="0"' if display else ""
            return f'<span class="{name}"{focus}>{math}</span>'
        return f'<code class="math">{escape(tex, quote=False)}</code>'


def _is_formula(token: re.Match[str]) -> bool:
    """Whether a pair of dollars means a formula rather than prices or shell variables."""
    tex = token["dollar"]
    before = token.string[token.start() - 1 : token.start()]
    after = token.string[token.end() : token.end() + 1]
    plain = _ARGUMENT.sub("", tex)
    signs = _OPERATOR.search(tex) is not None and _WORD.search(plain) is None
    if "$" in (before, after) or _MONEY.match(tex) or (_PRICE.match(tex) and not signs):
        return False
    if not _alphanumeric(before) and not _alphanumeric(after):
        return True
    # Shell variables look like neither 3$\times$3 nor $f=440$Hz, and few like the $n$th.
    if _COMMAND.search(tex):
        return signs
    if _alphanumeric(before) or not _alphanumeric(tex[-1]) or _WORD.search(plain):
        return False
    return bool(_SUFFIX.match(token.string, token.end())) or (after.isalpha() and "=" in tex)


def _alphanumeric(character: str) -> bool:
    """Whether it would join a word; in a script without spaces, a formula stands right beside letters."""
    return character.isascii() and character.isalnum()
