"""Code blocks as HTML, coloured by Pygments when the site is built."""

from collections.abc import Iterable
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from pygments import format as format_tokens
from pygments.formatters.html import HtmlFormatter
from pygments.token import _TokenType

from journal.markdown.infostring import Options
from journal.markdown.lexers import lexer_class, tokens_of


def code_block(code: str, language: str, options: Options, *, line_numbers: bool) -> str:
    """A block of code in that language, which may be unknown."""
    numbered = line_numbers if options.numbered is None else options.numbered
    lines = _lines(code, language)
    if numbered or options.marked:
        lines = [_line(html, at, options, numbered=numbered) for at, html in enumerate(lines)]
    # Line ends stand outside the lines' own elements, so that these may be boxes without doubling the ends.
    text = "".join(f"{line}\n" for line in lines)
    name = f' class="language-{escape(language)}"' if language else ""
    block = f'<div class="highlight"><pre tabindex="0"><code{name}>{text}</code></pre></div>'
    if options.title:
        return f'<figure class="code"><figcaption>{escape(options.title)}</figcaption>{block}</figure>'
    return block


def _lines(code: str, language: str) -> list[str]:
    """The lines as HTML."""
    lexer = lexer_class(language)
    # A new lexer every time: some keep what they have seen.
    html = _coloured(tokens_of(lexer(stripnl=False), code)) if lexer else escape(code, quote=False)
    return html.rstrip("\n").split("\n") if html.strip("\n") else []


def _coloured(tokens: Iterable[tuple[int, _TokenType, str]]) -> str:
    """Tokens as HTML: a span for those that follow one another alike, none across the end of a line."""
    html: list[str] = []
    write = html.append
    inside = ""
    for _, kind, text in tokens:
        opening = _OPENINGS[kind]
        if not text.isalnum():  # as half of them are, which needs no look for signs
            if "&" in text or "<" in text or ">" in text:
                text = escape(text, quote=False)  # noqa: PLW2901
            if "\n" in text:
                first, *more = text.split("\n")
                if first:
                    write(first if opening == inside else ("</span>" + opening if inside else opening) + first)
                    inside = opening
                for part in more:
                    write("</span>\n" if inside else "\n")
                    inside = opening if part else ""
                    if part:
                        write(opening + part)
                continue
        if opening == inside:
            write(text)
        elif text:
            write("</span>" + opening + text if inside else opening + text)
            inside = opening
    if inside:
        write("</span>")
    return "".join(html)


def _line(html: str, at: int, options: Options, *, numbered: bool) -> str:
    """One line, with its number as an attribute so that it is never copied."""
    name = "hll" if at + 1 in options.marked else "line"
    if numbered:
        return f'<span class="{name}" data-line="{options.first + at}">{html}</span>'
    return f'<span class="{name}">{html}</span>' if name == "hll" else html


class _Openings(dict[_TokenType, str]):
    """The tag that begins a token of each kind; empty for plain text."""

    def __missing__(self, kind: _TokenType) -> str:
        self[kind] = opening = format_tokens([(kind, "·")], HtmlFormatter(nowrap=True)).partition("·")[0]
        return opening


_OPENINGS = _Openings()


class IndentedCode(Treeprocessor):
    """Give indented code the same frame as fenced code."""

    def run(self, root: Element) -> None:
        """A `pre` becomes a `div` that holds one."""
        for block in root.iter("pre"):
            if len(block) == 1 and block[0].tag == "code" and "tabindex" not in block.attrib:
                self._frame(block)

    def _frame(self, block: Element) -> None:
        code, tail = block[0], block.tail
        block.clear()
        block.tag, block.tail = "div", tail
        block.set("class", "highlight")
        SubElement(block, "pre", {"tabindex": "0"}).append(code)
