"""HTML from an output, without anything that acts or disturbs the page: by nh3, from a list of what may stay."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import nh3

_NAMES_OF_TAGS = """
    a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1
    h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot
    th thead time tr u ul var wbr math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup
    msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd mstyle mpadded mphantom menclose
"""
_TAGS = frozenset(_NAMES_OF_TAGS.split())
_ATTRIBUTES = {
    "*": {"title", "lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "details": {"open"},
    "div": {"class"},
    "span": {"class"},
    "code": {"class"},
    "math": {"display"},
    "mo": {"stretchy", "fence", "form"},
    "mi": {"mathvariant"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mtd": {"columnalign"},
    "mfrac": {"linethickness"},
    "annotation": {"encoding"},
}
_NAMES_OF_DROPPED = """
    script style iframe object embed applet noscript template svg canvas button select textarea title
"""
_DROPPED = frozenset(_NAMES_OF_DROPPED.split())
"""Elements that go with all that is in them."""
_OURS = re.compile(r"highlight|math(?: display)?|language-[\w+#.-]+|[a-z]{1,3}[0-9a-z]?")
"""Classes of code and formulas, which Markdown in an output comes with."""
_ACTIVE = re.compile(r"<(?:script|iframe|object|embed|canvas|video|audio)\b", re.IGNORECASE)
_PANELS = re.compile(r"<(?:input|button|svg|select)\b", re.IGNORECASE)
_SHOWN = re.compile(r"<(?:img|hr)\b")
_TAG = re.compile(r"<[^<>]*>")
_NO_SOURCE = re.compile(r"<img(?![^<>]*\ssrc=)[^<>]*>")
_NO_HEADER = re.compile(r"<th((?: (?:col|row)span=\"\d+\")*)[^<>]*>\s*</th>")
"""Above a column of row names there is nothing to announce."""
_HEADING = re.compile(r"<(/?)h[1-6](?:\s[^<>]*)?>")
_ANCHOR = re.compile(r'<a [^<>]*class="anchor"[^<>]*>[^<>]*</a>')


@dataclass(frozen=True, slots=True)
class Clean:
    """HTML that may be shown anywhere."""

    html: str
    """Empty when nothing is left to be seen."""
    solid: bool
    """Whether a table or a picture is left."""
    acted: bool
    """Whether it needed scripts, or another page, to be what it was."""
    panel: bool
    """Whether it was made to be clicked rather than read."""


def sanitised(html: str, picture: Callable[[str], str]) -> Clean:
    """The HTML without what may not stay. `picture` gives a URL for one that is held in a `data:` URL."""

    def attribute(tag: str, name: str, value: str) -> str | None:
        if "<" in value or ">" in value:
            return None  # so that below, where one of these signs stands, a tag begins or ends
        if name == "class":
            return value if _OURS.fullmatch(value) else None
        if name in ("href", "src") and value.strip().lower().startswith("data:"):
            return picture(value.strip()) or None if tag == "img" else None
        return value

    clean = nh3.clean(
        _ANCHOR.sub("", html),
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED),
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )
    clean = _NO_SOURCE.sub("", clean)
    # A heading would stand in the outline of the page, between those of the author.
    clean = _HEADING.sub(lambda tag: "</strong></p>" if tag[1] else "<p><strong>", clean)
    shown = _SHOWN.search(clean) or _TAG.sub("", clean).strip()
    clean = _NO_HEADER.sub(r"<td\1></td>", clean)
    solid = "<table" in clean or "<img" in clean
    return Clean(clean.strip() if shown else "", solid, bool(_ACTIVE.search(html)), bool(_PANELS.search(html)))
