"""Links of a body: symbolic from the moment it is parsed until a page that shows it is rendered.

A body knows neither the permalinks of other posts nor the address of the site, so it can be kept when either
changes. `localise` writes `journal-source:posts/b.md#x` (a file, by its path from the site's folder) and
`journal-root:/about/` (a path of the site) into the HTML; `resolve` turns these into real links. Wikilinks come
with a symbol of their own, `journal-wiki:Note`, as what has that name is for the site to say.
"""

import html as entities
import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from journal.diagnostics import NOWHERE, Place
from journal.frozen import frozen

_TAG = re.compile(
    # What the names begin with, in either case: most tags are others, and to fold cases takes its time.
    r"<(?=[aAvV]|[iI][mMfFnN]|[sS][oO]|[tT][rR][aA]|[eE][mM][bB]|[oO][bB]|[lL][iI][nN])"
    r"(?i:a|area|img|source|video|audio|track|iframe|embed|object|link|input)\b"
    r"(?:\"[^\"]*+\"|'[^']*+'|[^<>\"']++)*+>"
)
_ATTRIBUTE = re.compile(r"""(?<=[\s"'])([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")
_URLS = ("href", "src", "poster", "data", "srcset")
_WITHIN = re.compile(r"=(?:(?<=[tT\s]=)|(?<=[fFcCrRaA]=)\s*+[\"']?+(?!https?://|#))")
"""What a tag must hold for one of its URLs to lead into the site: a sign behind the last letter of `srcset`, or behind
that of another of their names and before what is not plainly an address."""
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#|\?)", re.IGNORECASE)
_SAFE = "/@:!$&'()*+,;=~"
_BOTH = "journal-"
SOURCE, ROOT = f"{_BOTH}source:", f"{_BOTH}root:"
WIKI = f"{_BOTH}wiki:"
"""What the name in a wikilink stands behind, until it is known what has that name."""
_SYMBOL = re.compile(rf'(?<==)"((?:[^"]*\s)?(?:{SOURCE}|{ROOT})[^"]*)"')
_CANDIDATE = re.compile(r"(\S*[^\s,])((?:\s+[^\s,]+)*)")
"""The URL that a candidate of a `srcset` begins with; a comma inside it is its own."""
_SET = re.compile(rf"(?:{SOURCE}|{ROOT})\S*[^\s,]")


@frozen
class Link:
    """A link of a body to somewhere in the site."""

    target: str
    """`journal-source:…` or `journal-root:…`, unquoted, without query and fragment; or `journal-wiki:…`, with it."""
    written: str
    """As the author wrote it."""
    place: Place = NOWHERE
    """Where in the source; `localise` sees only HTML and leaves it open."""
    sentences: str = ""
    """Those in which it stands, one a line, with a tab on either side of the link's words; left open, too."""


def localise(body: str, source: str) -> tuple[str, tuple[Link, ...]]:
    """The HTML of a source with its links inside the site made symbolic, and these links, each once."""
    links: dict[str, Link] = {}
    folder = posixpath.dirname(source)

    def symbol(url: str) -> str:
        made = _symbol(url, folder)
        if made:
            links.setdefault(made, Link(target_of(made), url.removeprefix(WIKI)))
        return made or url

    def attribute(found: re.Match[str]) -> str:
        name, equals, value = found.groups()
        if name.lower() not in _URLS:
            return found.group()
        url = entities.unescape(value.strip("\"'")).strip()
        if name.lower() == "srcset":
            made = ", ".join(symbol(part.group(1)) + part.group(2).rstrip() for part in _CANDIDATE.finditer(url))
        else:
            made = symbol(url)
        return found.group() if made == url else f'{name}{equals}"{entities.escape(made)}"'

    def tag(found: re.Match[str]) -> str:
        written = found.group()
        return _ATTRIBUTE.sub(attribute, written) if _WITHIN.search(written) else written

    return _TAG.sub(tag, body), tuple(links.values())


def resolve(body: str, address: Callable[[str], str]) -> str:
    """The HTML with every symbolic link replaced by what `address` gives for it."""

    def one(symbol: str) -> str:
        target, tail = _split(entities.unescape(symbol))
        return entities.escape(address(unquote(target)) + tail)

    def value(found: re.Match[str]) -> str:
        text = found.group(1)
        if " " in text:  # a srcset: in a single URL a space is %20
            return f'"{_SET.sub(lambda part: one(part.group()), text)}"'
        return f'"{one(text)}"'

    return _SYMBOL.sub(value, body) if _BOTH in body else body


def within_site(url: str, source: str) -> str:
    """The symbolic form of a URL written in a source; of one that leads elsewhere, the URL itself."""
    return unquote(_symbol(url, posixpath.dirname(source))) or url


def _symbol(url: str, folder: str) -> str:
    """The symbolic form, percent-encoded, or an empty string for a URL that stays as it is."""
    if url.startswith(WIKI):
        return WIKI + quote(url.removeprefix(WIKI), safe=_SAFE)
    if not url or _ELSEWHERE.match(url):
        return ""
    path, tail = _split(url)
    if path.startswith("/"):
        return ROOT + _quoted(path) + tail
    joined = posixpath.normpath(posixpath.join(folder, unquote(path)))
    if path.endswith("/"):
        joined += "/"
    return SOURCE + _quoted(joined) + tail


def from_top(target: str, source: str) -> str:
    """What a link in a source would lead to if it were written at the top of `posts/`; empty for one that climbs."""
    folder = f"{SOURCE}{posixpath.dirname(source)}/"
    return f"{SOURCE}posts/{target.removeprefix(folder)}" if target.startswith(folder) else ""


def _quoted(path: str) -> str:
    return quote(unquote(path), safe=_SAFE)


def _split(url: str) -> tuple[str, str]:
    """The path, and the query and fragment with their signs."""
    cut = min((n for n in (url.find("?"), url.find("#")) if n >= 0), default=len(url))
    return url[:cut], url[cut:]


def target_of(symbol: str) -> str:
    """What a symbolic link leads to, as `Link` has it."""
    return unquote(symbol if symbol.startswith(WIKI) else _split(symbol)[0])
