"""Prose: what of an HTML text is there to be read."""

import re
from html import unescape

_UNREAD = re.compile(
    r"<!--.*?-->"
    r"|<(pre|script|style|template)\b.*?</\1\s*>"
    r'|<sup id="fnref[^>]*>.*?</sup>'
    r'|<a\b[^>]*\sclass="(?:anchor|footnote-backref)".*?</a>'
    r'|<nav\b[^>]*\sclass="toc".*?</nav>',
    re.DOTALL | re.IGNORECASE,
)
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


def plain_text(html: str) -> str:
    """The prose of an HTML text on one line: without tags, code blocks and footnote marks; formulas as TeX."""
    html = _UNREAD.sub("", html)
    if "<math" in html:
        html = _FORMULA.sub(lambda formula: formula[1] or "", html)
    html = _TAG.sub(lambda tag: "" if tag[1].lower() in _INLINE else " ", html)
    return " ".join(unescape(html).split())


def count_prose(html: str) -> int:
    """How many words the prose of an HTML text has; a formula is one."""
    return count_words(plain_text(_FORMULA.sub(" x ", html) if "<math" in html else html))


def count_words(text: str) -> int:
    """How many words a plain text has; a Chinese, Japanese or Korean character is one."""
    return sum(1 for _ in _WORD.finditer(text))


def cut(text: str, length: int) -> str:
    """The text, cut at a word if it is longer."""
    if len(text) <= length:
        return text
    kept = text[: length + 1]
    # A script without spaces has no word to cut at.
    kept = kept.rpartition(" ")[0] if " " in kept[length // 2 :] else kept[:length]
    return kept.rstrip(" ,;:.\u2013\u2014-(") + "…"
