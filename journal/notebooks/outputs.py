"""Outputs: what the code of a notebook gave, as HTML; of each, the richest form that is safe to show."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from journal.dialect import Dialect
from journal.markdown import convert
from journal.markdown.tex import BadTex, mathml
from journal.notebooks.ansi import ansi_html, settled
from journal.notebooks.cells import Output
from journal.notebooks.pictures import TYPES, Pictures
from journal.notebooks.sanitise import Clean, sanitised
from journal.notebooks.wishes import Wishes

LONGEST = 50_000
"""Characters of a text that are shown; what is longer is meant for nobody to read."""
LONGEST_HTML = 1_000_000
_PLAIN, _HTML, _MARKDOWN, _LATEX = "text/plain", "text/html", "text/markdown", "text/latex"
_INTERACTIVE = re.compile(
    r"application/(?:vnd\.(?!dataresource|google\.colaboratory)[\w.+-]+|(?:x-)?javascript|.*bokeh.*)|text/javascript"
)
_CARRIED = re.compile(r"data:image/[^\"'<>]*")
"""A picture, which becomes a file."""
_NO_TITLE = "\ufffc"
"""What is the words of no heading; Markdown in an output has no title to take from one."""
_DOLLARS = re.compile(r"^(?:\$\$?|\\\[|\\\()(.*?)(?:\$?\$|\\\]|\\\))$", re.DOTALL)
_NOTE = '<p class="output-note">{}</p>'


class Outputs:
    """Shows the outputs of one notebook, and notes what the author should know."""

    def __init__(self, pictures: Pictures, dialect: Dialect) -> None:
        self._pictures, self._dialect = pictures, dialect
        self.remarks: list[str] = []
        """About the outputs that were shown last."""

    def html(self, outputs: Iterable[Output], wishes: Wishes) -> str:
        """The outputs of a cell, one below the other."""
        self.remarks = []
        blocks = [block for output in _joined(outputs, wishes) if (block := self._one(output, wishes))]
        if wishes.caption:
            inside = "\n".join([*blocks, f"<figcaption>{escape(wishes.caption, quote=False)}</figcaption>"])
            return f'<figure class="output">\n{inside}\n</figure>' if blocks else ""
        return "\n".join(blocks)

    def _one(self, output: Output, wishes: Wishes) -> str:
        if output.kind == "data":
            return self._data(output, wishes)
        text = output.texts.get(_PLAIN, "")
        if wishes.as_is and output.name == "stdout":
            return self._markdown(text)
        if output.kind == "error":
            return self._text(text, "error", "error")
        return self._text(text, "stderr", "stderr") if output.name == "stderr" else self._text(text)

    def _text(self, text: str, name: str = "", label: str = "") -> str:
        text = settled(text).strip("\n")
        if not text.strip():
            return ""
        more = ""
        if len(text) > LONGEST:
            cut = f"{len(text) - LONGEST:,} more characters"
            self.remarks.append(f"an output is too long to show: {cut} are left out")
            more, text = _NOTE.format(f"… {cut}"), text[:LONGEST]
        pre = f'<pre tabindex="0"><samp>{ansi_html(text)}</samp></pre>'
        if not label:
            return f'<div class="output">{pre}{more}</div>'
        return f'<figure class="output {name}"><figcaption>{label}</figcaption>{pre}{more}</figure>'

    def _data(self, output: Output, wishes: Wishes) -> str:
        texts = output.texts
        acts = any(_INTERACTIVE.fullmatch(kind) for kind in texts)
        clean = self._clean(texts.get(_HTML, ""))
        if clean.html and (clean.solid or not (acts or clean.acted or clean.panel)):
            return _boxed(clean.html)
        if shown := self._typeset(texts) or self._picture(output, wishes):
            return shown
        acts = acts or clean.acted
        shown = self._text(texts.get(_PLAIN, "")) or _boxed(clean.html)
        if not acts:
            return shown or self._anything(texts)
        note = "Something interactive, which is not shown here."
        return "\n".join(filter(None, (shown, f'<div class="output">{_NOTE.format(note)}</div>')))

    def _clean(self, html: str) -> Clean:
        length = len(_CARRIED.sub("", html))
        if length > LONGEST_HTML:
            self.remarks.append(f"an output of {length:,} characters of HTML is too long to show")
            html = ""
        return sanitised(html, self._url)

    def _url(self, data: str) -> str:
        picture = self._pictures.keep_url(data)
        return picture.url if picture else ""

    def _typeset(self, texts: Mapping[str, str]) -> str:
        if text := texts.get(_MARKDOWN, "").strip():
            return self._markdown(text)
        tex = texts.get(_LATEX, "").strip()
        if not tex or not self._dialect.math:
            return ""
        inner = _DOLLARS.match(tex)
        try:
            math = mathml((inner[1] if inner else tex).replace("\\displaystyle", "").strip(), display=True)
        except (ImportError, BadTex):  # the plain text says it as well
            return "" if texts.get(_PLAIN) else self._text(tex)
        return f'<div class="output"><span class="math display" tabindex="0">{math}</span></div>'

    def _markdown(self, text: str) -> str:
        if len(text) > LONGEST:
            return self._text(text)
        return _boxed(self._clean(convert(text, self._dialect, _NO_TITLE).html).html)

    def _picture(self, output: Output, wishes: Wishes) -> str:
        for kind in TYPES:
            content = output.texts.get(kind, "")
            if not content:
                continue
            if picture := self._pictures.keep(kind, content):
                wanted = output.metadata.get(kind)
                wanted = wanted if isinstance(wanted, dict) else {}
                alt = wishes.alt or str(wanted.get("alt") or wishes.caption or "Output of the code")
                return f'<div class="output picture">{picture.img(alt, wanted)}</div>'
            self.remarks.append(f"an output says {kind}, but is no picture that can be shown")
        return ""

    def _anything(self, texts: Mapping[str, str]) -> str:
        """A form that nobody knows how to show, as the text it is."""
        return next((self._text(text) for kind, text in texts.items() if kind.startswith("text/") and text.strip()
                     and kind not in (_HTML, _LATEX)), "")  # fmt: skip


def _joined(outputs: Iterable[Output], wishes: Wishes) -> Iterator[Output]:
    """The outputs that are to be seen; what was printed in several goes stands together."""
    last: Output | None = None
    for output in outputs:
        if output.kind == "stream" and not (wishes.stderr if output.name == "stderr" else wishes.stdout):
            continue
        if last and last.kind == output.kind == "stream" and last.name == output.name:
            last = Output("stream", {_PLAIN: last.texts[_PLAIN] + output.texts[_PLAIN]}, last.name)
            continue
        if last:
            yield last
        last = output
    if last:
        yield last


def _boxed(html: str) -> str:
    """Markup in a box that scrolls sideways where a table is wider than the page."""
    if not html:
        return ""
    return (
        f'<div class="output table" tabindex="0">{html}</div>'
        if "<table" in html
        else f'<div class="output">{html}</div>'
    )
