r"""Formulas: `$…$`, `\(…\)`, `$$…$$`, `\[…\]` and math fences, set as MathML before anything else can touch them."""

import re
from collections.abc import Callable
from functools import partial
from html import escape

from journal.markdown.converter import Converter
from journal.markdown.stash import store
from journal.markdown.templates import TEMPLATE
from journal.markdown.tex import BadTex, mathml

INSTALL = "pip install 'learning-journal[math]'"

_DISPLAYED = ("square", "double")
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


class Formulas:
    """Puts a placeholder for every formula."""

    def __init__(self, md: Converter) -> None:
        self.md = md

    def block(self, tex: str, number: int) -> str:
        """The placeholder of a formula that has a block to itself; with the number of its first line, from 0."""
        return self._keep(self._set(tex, lambda: (number + 1, 1), display=True), tex)

    def put_aside(self, text: str, number: int) -> str:
        """A paragraph that begins with that line, its formulas replaced."""
        if not _START.search(text):
            return text
        parts, at = [], 0
        while token := _TOKEN.search(text, at):
            parts.append(text[at : token.start()])
            source, at = token[0], token.end()
            kind = token.lastgroup
            if kind in ("round", "square", "double") or (kind == "dollar" and _is_formula(token)):
                # A long text may hold thousands, and each would be counted up to from its start.
                place = partial(self._place, text, token.start(), number)
                source = self._keep(self._set(token[kind].strip(), place, display=kind in _DISPLAYED), source)
            elif kind == "dollar":
                source, at = "$", token.start() + 1
            parts.append(source)
        return "".join(parts) + text[at:]

    def _place(self, text: str, at: int, number: int) -> tuple[int, int]:
        """Line and column in the source of a place in a paragraph."""
        lines = self.md.draft.lines
        number = min(number + text.count("\n", 0, at), len(lines) - 1)
        start = text.rfind("\n", 0, at) + 1
        before = lines[number].find(text[start:].partition("\n")[0].rstrip())
        return number + 1, max(0, before) + at - start + 1

    def _keep(self, html: str, source: str) -> str:
        number, placeholder = store(self.md, html)
        self.md.draft.formulas[number] = source
        return placeholder

    def _set(self, tex: str, place: Callable[[], tuple[int, int]], *, display: bool) -> str:
        """The formula as HTML, whether it can be set or not."""
        draft = self.md.draft
        try:
            math = mathml(tex, display=display)
        except ImportError:
            if not draft.unset:
                draft.problem(*place(), "formulas need latex2mathml, which is not installed", INSTALL)
            draft.unset = True
        except BadTex as error:
            draft.problem(*place(), str(error), "the TeX is shown as it was written")
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
