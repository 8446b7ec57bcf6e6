"""Prose: what of an HTML text is there to be read."""

import re
from functools import lru_cache
from html import unescape

_UNREAD = re.compile(
    # What these begin with, in either case: most tags are others, and to fold cases takes its time.
    r"<(?=!|[pP][rR]|[sS][cCtTuU]|[tT][eE]|[aA]\W|[nN][aA])(?i:!--.*?-->"
    r"|(pre|script|style|template)\b[^<]*+(?:<(?!/\1\s*>)[^<]*+)*+</\1\s*>"
    r'|sup id="fnref[^>]*>.*?</sup>'
    r'|a\b[^>]*\sclass="(?:anchor|footnote-backref)".*?</a>'
    r'|nav\b[^>]*\sclass="toc".*?</nav>)',
    re.DOTALL,
)
_HIDING = re.compile(r"<(?:!|[sS](?:[cC]|[tT][yY])|[tT][eE])")
"""What a `<pre` may stand in that is none."""
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
"""Those that most texts hold; that of the ampersand last, as what it is replaced with may look like another."""
_FORMULA = re.compile(r"<math\b.*?(?:<annotation[^>]*>(.*?)</annotation></semantics>)?</math>", re.DOTALL)
_TAG = re.compile(r"""</?([a-zA-Z][^\s/>]*+)(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
# fmt: off
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
))
# fmt: on
_CJK = (
    "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:[-'\u2019.,_\u0300-\u036f]?[^\W{_CJK}]+)*+")
_ASCII = bytes(range(128))
_LETTER = re.compile(r"[\w\u0300-\u036f]")
_SHAPES = bytes(b"x- "[0 if bytes([n]).isalnum() else 1 if n in b"-'.," else 2] for n in range(256))


def plain_text(html: str) -> str:
    """The prose of an HTML text on one line: without tags, code blocks and footnote marks; formulas as TeX."""
    return " ".join(_prose(html).split())


def _prose(html: str) -> str:
    """The same, with the white space that stood between tags."""
    if "<" in html:
        html = _read(html)
        if "<math" in html:
            html = _FORMULA.sub(lambda formula: formula[1] or "", html)
        pieces = _TAG.split(html)
        pieces[1::2] = map(_between, pieces[1::2])
        html = "".join(pieces)
    return _unescaped(html) if "&" in html else html


def _read(html: str) -> str:
    """An HTML text without what in it is not there to be read."""
    if "<pre" in html:
        # Code is most of what goes, and nothing else is found in it: cut out, it need not be searched sign by sign.
        first, *others = html.split("<pre")
        parts = [other.partition("</pre>") for other in others]
        if all(end and inside[0] in " >" for inside, end, _ in parts):
            rest = first + "".join([behind for _, _, behind in parts])
            html = html if _HIDING.search(rest) else rest
    return _UNREAD.sub("", html)


def _unescaped(text: str) -> str:
    """A text with the characters that its entities stand for."""
    if text.count("&") != sum(map(text.count, _ENTITIES)):
        return unescape(text)
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    return text


@lru_cache
def _between(tag: str) -> str:
    """What parts the words before a tag from those behind it."""
    return "" if tag.lower() in _INLINE else " "


def count_prose(html: str) -> int:
    """How many words the prose of an HTML text has; a formula is one."""
    return count_words(_prose(_FORMULA.sub(" x ", html) if "<math" in html else html))


def count_words(text: str) -> int:
    """How many words a plain text has; a Chinese, Japanese or Korean character is one."""
    if "_" in text:
        return len(_WORD.findall(text))
    text = text.replace("\u2019", "'")
    beyond = 0
    data = text.encode("utf-8", "surrogatepass")
    # To take away what is ASCII is several times as fast as to look for what is not.
    if not text.isascii() and _LETTER.search(data.translate(None, _ASCII).decode("utf-8", "surrogatepass")):
        chunks = text.split()
        beyond = sum(len(_WORD.findall(chunk)) for chunk in chunks if not chunk.isascii())
        data = " ".join(chunk for chunk in chunks if chunk.isascii()).encode()
    # To count word ends takes a tenth of the time: letters that no letter follows, nor one sign and a letter.
    shape = data.translate(_SHAPES) + b"  "
    return beyond + shape.count(b"x ") + shape.count(b"x- ") + shape.count(b"x--")


def cut(text: str, length: int) -> str:
    """The text, cut at a word if it is longer."""
    if len(text) <= length:
        return text
    kept = text[: length + 1]
    # A script without spaces has no word to cut at.
    kept = kept.rpartition(" ")[0] if " " in kept[length // 2 :] else kept[:length]
    return kept.rstrip(" ,;:.\u2013\u2014-(") + "…"
