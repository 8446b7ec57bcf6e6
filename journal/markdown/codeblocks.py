"""Code blocks as HTML, coloured by Pygments when the site is built."""

from functools import lru_cache
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from pygments import format as format_tokens
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from journal.markdown.infostring import Options


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
    lexer_class = _lexer_class(language)
    if lexer_class is None:
        html = escape(code, quote=False)
    else:
        # A new lexer every time: some keep what they have seen.
        lexer = lexer_class(stripnl=False)
        html = format_tokens(lexer.get_tokens(code), _formatter())
    return html.rstrip("\n").split("\n") if html.strip("\n") else []


def _line(html: str, at: int, options: Options, *, numbered: bool) -> str:
    """One line, with its number as an attribute so that it is never copied."""
    name = "hll" if at + 1 in options.marked else "line"
    if numbered:
        return f'<span class="{name}" data-line="{options.first + at}">{html}</span>'
    return f'<span class="{name}">{html}</span>' if name == "hll" else html


@lru_cache
def _lexer_class(language: str) -> type[Lexer] | None:
    """The class that reads a language, or nothing."""
    try:
        return find_lexer_class_by_name(language) if language else None
    except ClassNotFound:
        return None


@lru_cache
def _formatter() -> HtmlFormatter[str]:
    return HtmlFormatter(nowrap=True)


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
