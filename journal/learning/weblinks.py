"""Web links: what tells that two of them lead to the same thing, and of what sort that is."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|mc_[ce]id|igshi?d?|igsh|si|feature|ref|ref_src|ref_url|source|src|s|trk|share_id|hss_channel|_hs\w+|tag|"
    r"linkcode|ascsubtag|psc|spm|from|cmpid",
    re.IGNORECASE,
)
"""Parameters that say how somebody came to a page, and not which page it is."""
_BOOK_NUMBER = re.compile(r"/(?:dp|gp/product|gp/aw/d|exec/obidos/asin)/([A-Z0-9]{10})\b", re.IGNORECASE)
_ARXIV = re.compile(r"/(?:abs|pdf|html)/([^/?#]+?(?:/\d+)?)(?:v\d+)?(?:\.pdf)?$")
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s?#]+)")

SORTS = ("course", "book", "video", "paper", "article", "code", "documentation", "discussion", "other")
"""What a resource may be, in the order of their lists."""
_ENDS = r"\b(?=\W*(?:$|[:(\[\])“\"',.\u2013\u2014]|-\s|by\b|from\b|on\b|at\b))"
"""What follows a noun that names the thing itself, as in `the hundred-page book` and `course: networks`."""
_WORDS = (
    ("course", rf"(?<!of )(?<!crash )\b(?:course|mooc|specialization|bootcamp){_ENDS}"),
    ("book", rf"\b(?:e-?book|text-?book|book|buch|livre|libro){_ENDS}"),
    ("paper", rf"\b(?:white ?paper|paper|thesis|dissertation){_ENDS}"),
    ("video", r"^\W*video\s*:|[(\[]video[)\]]|\byoutube\b|\blecture \d"),
)
_HOSTS = {
    "course": "coursera.org edx.org udemy.com udacity.com deeplearning.ai course.fast.ai khanacademy.org "
    "ocw.mit.edu egghead.io frontendmasters.com pluralsight.com exercism.org codecademy.com datacamp.com "
    "brilliant.org educative.io skillshare.com futurelearn.com open.edu missing.csail.mit.edu "
    "dataquest.io theodinproject.com fullstackopen.com boot.dev scrimba.com",
    "book": "goodreads.com bookshop.org openlibrary.org gutenberg.org leanpub.com nostarch.com manning.com "
    "pragprog.com deeplearningbook.org d2l.ai thestorygraph.com apress.com packtpub.com wikibooks.org "
    "librarything.com worldcat.org",
    "video": "youtube.com youtu.be vimeo.com twitch.tv ted.com media.ccc.de nebula.tv odysee.com",
    "paper": "arxiv.org doi.org openreview.net papers.nips.cc proceedings.neurips.cc aclanthology.org aclweb.org "
    "dl.acm.org ieeexplore.ieee.org semanticscholar.org biorxiv.org medrxiv.org pubmed.ncbi.nlm.nih.gov "
    "ncbi.nlm.nih.gov jmlr.org proceedings.mlr.press jstor.org ssrn.com sciencedirect.com "
    "link.springer.com openaccess.thecvf.com paperswithcode.com usenix.org eprint.iacr.org hal.science "
    "hal.inria.fr plos.org",
    "code": "github.com gist.github.com gitlab.com bitbucket.org codeberg.org sr.ht git.sr.ht "
    "colab.research.google.com kaggle.com replit.com codepen.io observablehq.com",
    "documentation": "readthedocs.io readthedocs.org developer.mozilla.org docs.rs devdocs.io rfc-editor.org "
    "datatracker.ietf.org w3.org man7.org cppreference.com learn.microsoft.com devcenter.heroku.com",
    "discussion": "stackoverflow.com stackexchange.com superuser.com serverfault.com askubuntu.com mathoverflow.net "
    "news.ycombinator.com reddit.com quora.com lobste.rs discord.com discord.gg x.com twitter.com "
    "bsky.app mastodon.social",
    "article": "medium.com dev.to substack.com wikipedia.org hashnode.dev wordpress.com blogspot.com "
    "towardsdatascience.com freecodecamp.org realpython.com distill.pub css-tricks.com "
    "smashingmagazine.com infoq.com plato.stanford.edu lesswrong.com hackernoon.com nytimes.com "
    "theguardian.com quantamagazine.org ghost.io",
}
_BY_HOST = {host: sort for sort, hosts in _HOSTS.items() for host in hosts.split()}
_AMAZON = re.compile(r"(?:www\.|smile\.)?amazon\.[a-z.]+")
_DOCS = re.compile(r"(?:docs?|documentation|wiki|developers?)\.|.*/(?:docs?|documentation|reference|manual|man)(?:/|$)")
_ARTICLE = re.compile(
    r"blogs?\.|.*/(?:blogs?|posts?|articles?|essays?|p|news|writing|tutorials?)/.|.*/(?:19|20)\d\d/\d"
)


def identity_of(url: str) -> str:
    """What is the same for all the URLs that lead to one thing."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url
    host = re.sub(r"^(?:www|m|mobile)\.", "", (parts.hostname or "").lower())
    path = quote(unquote(parts.path), safe="/@:!$&'()*+,;=~%").rstrip("/")
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if host == "youtu.be":
        return f"youtube.com/watch?v={path.strip('/')}"
    if host == "youtube.com" and "v" in query:
        return f"youtube.com/watch?v={query['v']}"
    if host == "arxiv.org" and (paper := _ARXIV.fullmatch(path)):
        return f"arxiv.org/abs/{paper[1]}"
    if host.endswith("doi.org") and (number := _DOI.search(path)):
        return f"doi.org/{number[1].lower()}"
    if _AMAZON.fullmatch(host) and (book := _BOOK_NUMBER.search(path)):
        return f"amazon/{book[1].upper()}"
    path = re.sub(r"/index\.html?$", "", path)
    if host == "github.com":
        path = re.sub(r"(?:\.git|/tree/(?:main|master))$", "", path).lower()
    told = urlencode(sorted((key, value) for key, value in query.items() if not _TRACKING.fullmatch(key)))
    # A route of a page that is a program; any other fragment is a place in the same text.
    route = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    return f"{host}{port}{path}{f'?{told}' if told else ''}{route}"


class Linked(Protocol):
    """Something that links elsewhere, in words."""

    @property
    def url(self) -> str:
        """Where it leads."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...


T = TypeVar("T", bound=Linked)


def best_named(links: Sequence[T]) -> T:
    """Of links to one thing, the one that says most of what it is, rather than where."""
    host = host_of(links[0].url)
    return next((link for link in links if not link.text.startswith(host)), links[0])


def host_of(url: str) -> str:
    """The host, as readers know it."""
    return re.sub(r"^www\.", "", _parts(url)[0])


def _parts(url: str) -> tuple[str, str]:
    """Host and path; of what is no URL, nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return (parts.hostname or "").lower(), parts.path


def sort_of(url: str, words: str) -> str:
    """One of `SORTS`: by the words that name it where they say so, else by where it leads."""
    host, path = host_of(url), _parts(url)[1]
    known = next((_BY_HOST[name] for name in _names_of(host) if name in _BY_HOST), "")
    if known in ("course", "video", "paper"):  # hosts that have nothing else
        return known
    if host == "github.com" and path.count("/") < 2:  # noqa: PLR2004 - a person, or a company
        known = "other"
    if _AMAZON.fullmatch(host) or host in ("amzn.to", "oreilly.com"):
        known = "book" if _BOOK_NUMBER.search(path) or "/library/view/" in path else ""
    for sort, pattern in _WORDS:
        if known not in ("code", "discussion", "documentation") and re.search(pattern, words, re.IGNORECASE):
            return sort
    if known:
        return known
    if path.lower().endswith(".pdf") and re.search(r"\.edu$|\.ac\.\w+$|research|papers?", host + path.lower()):
        return "paper"
    if _DOCS.match(host + path.lower()):
        return "documentation"
    return "article" if _ARTICLE.match(host + path.lower()) else "other"


def _names_of(host: str) -> list[str]:
    """A host, then what it belongs to: `cs.example.edu`, `example.edu`."""
    parts = host.split(".")
    return [".".join(parts[n:]) for n in range(len(parts) - 1)]
