"""Addresses: the new site keeps the paths of the old one, by its setting `permalink`, by slugs, or by aliases."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from journal.addresses import output_of
from journal.config import Config
from journal.dates import date_in_name
from journal.diagnostics import Diagnostic
from journal.document import Document
from journal.frontmatter import FrontMatter
from journal.importers import olddates
from journal.importers.records import Note
from journal.permalinks import alias_of, joined, permalink_of
from journal.slugs import clean_segment, same_place, slugify, term_slug

DEFAULT = "/{folder}/{slug}/"
_LONGEST = 200
_LISTS = ("/tags/", "/series/", "/journals/", "/archive/")


@dataclass(frozen=True, slots=True)
class Placed:
    """A text of the new site: its file, its head, and where the old site showed it."""

    path: str
    head: Mapping[str, object]
    old: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def role(self) -> str:
        """`post` or `page`."""
        return "page" if self.path.startswith("pages/") else "post"

    @property
    def date(self) -> datetime | None:
        """Its date as journal will read it."""
        written = str(self.head.get("date", ""))
        return olddates.moment(written or (olddates.in_name(self.path) if self.role == "post" else ""))


def pattern_for(texts: Sequence[Placed], config: Config) -> str:
    """The setting `permalink` that keeps most posts where they were."""
    posts = [text for text in texts if text.role == "post" and text.old]
    votes = Counter(filter(None, (_pattern_of(post) for post in posts)))
    wanted = [pattern for pattern, _ in votes.most_common(8)]
    candidates = dict.fromkeys([DEFAULT, *(c for pattern in wanted for c in (pattern, _with_folder(pattern)))])
    if not posts:
        return DEFAULT
    return max(candidates, key=lambda pattern: _kept(posts, replace(config, permalink=pattern)))


def _kept(posts: Sequence[Placed], config: Config) -> int:
    return sum(_permalink(post, config) == joined(post.old.split("/")) for post in posts)


def _pattern_of(post: Placed) -> str:
    """The pattern that an old path seems to be made by."""
    permalink = joined(post.old.split("/"))
    parts = permalink.strip("/").split("/")
    date = post.date
    names = {f"{date:%Y}": "{year}", f"{date:%m}": "{month}", f"{date:%d}": "{day}"} if date else {}
    last = re.sub(r"\.html?$", "", parts[-1])
    made = [names.get(part, part) for part in parts[:-1]]
    folder = post.path.split("/")[1:-1]
    folder = folder[:-1] if post.path.endswith(("/index.md", "/index.ipynb")) else folder
    slugs = [slugify(part) or part for part in folder]
    for at in range(len(made) - len(slugs) + 1):
        if slugs and [part.lower() for part in made[at : at + len(slugs)]] == slugs:
            made[at : at + len(slugs)] = ["{folder}"]
            break
    if any(re.search(r"[{}]", part) and part not in ("{year}", "{month}", "{day}", "{folder}") for part in made):
        return ""
    ending = parts[-1].removeprefix(last)
    return "/" + "/".join([*made, "{slug}"]) + (ending or "/")


def _with_folder(pattern: str) -> str:
    """The pattern for posts in folders, from one for posts in none."""
    return pattern if "{folder}" in pattern else "/{folder}" + pattern


def _permalink(text: Placed, config: Config) -> str:
    """Where journal will show a text; empty for a slug that it refuses."""
    head = text.head
    journals = tuple(tag[1:] for tag in _tags(text) if tag.startswith("@"))
    front = FrontMatter(slug=str(head.get("slug", "")), journals=journals)
    role = "page" if text.role == "page" else "post"
    document = Document(text.path, role, front, "", (), "", 0, "", "")  # type: ignore[arg-type]  # one of the two words
    made = permalink_of(document, text.date, config)
    return "" if isinstance(made, Diagnostic) else made


def _tags(text: Placed) -> list[str]:
    tags = text.head.get("tags", ())
    return [str(tag) for tag in tags] if isinstance(tags, list | tuple) else []


def settle(texts: Sequence[Placed], files: Iterable[str], config: Config) -> Iterator[tuple[Placed, str]]:
    """Each text with the slug and the aliases that keep its old path, and its permalink; no two in one place.

    `files` are the permalinks that other files have already.
    """
    taken = _Taken({*of_journal(texts), *files})
    settled: list[tuple[Placed, str]] = []
    # Those whose author named the place go first, then those that stand where they stood.
    by_claim = sorted(texts, key=lambda text: (not str(text.head.get("slug", "")).startswith("/"), text.path))
    for text in by_claim:
        made = _fitting(text, config)
        permalink = _permalink(made, config)
        if permalink == "/" and taken.is_free("/index.html"):
            pass
        elif not taken.is_free(permalink):
            made, permalink = _moved(made, permalink, taken, config)
        taken.add(permalink)
        settled.append((made, permalink))
    paths = {same_place(output_of(permalink)): text.path for text, permalink in settled}
    for text, permalink in settled:
        yield _with_aliases(text, permalink, taken, paths, config), permalink


def _fitting(text: Placed, config: Config) -> Placed:
    """The text with a slug that journal takes, and in the letter case of its old path."""
    permalink = _permalink(text, config)
    if not permalink or any(len(part.encode()) > _LONGEST for part in permalink.split("/")):
        head = {key: value for key, value in text.head.items() if key != "slug"}
        note = Note(f"the slug {text.head.get('slug')!r} cannot be a path; left out", look=True)
        text = replace(text, head=head, notes=(*text.notes, note))
        permalink = _permalink(text, config)
    if same_place(permalink) == "/index.html":  # the home page, by the name of its file
        text, permalink = replace(text, head={**text.head, "slug": "/"}), "/"
    old = joined(text.old.split("/")) if text.old else ""
    if old and old != permalink and same_place(old) == same_place(permalink):
        last = old.strip("/").rpartition("/")[2]
        for slug in (re.sub(r"\.html?$", "", last), old):
            cased = replace(text, head={**text.head, "slug": slug})
            if _permalink(cased, config) == old:
                return cased
    return text


def _moved(text: Placed, permalink: str, taken: "_Taken", config: Config) -> tuple[Placed, str]:
    slug = str(text.head.get("slug", ""))
    ending = "/" if slug.endswith("/") else ""
    name = _name_in(permalink)
    # Below a page that is a file nothing can be, so the last resort is a place at the top.
    tries = (f"{slug.rstrip('/') or name}-{{}}{ending}", f"/{name}-{{}}/")
    for number in count(2):
        for one in tries:
            moved = replace(text, head={**text.head, "slug": one.replace("{}", str(number))})
            place = _permalink(moved, config)
            if taken.is_free(place):
                note = Note(f"{permalink} is taken by another page; this one is at {place}", look=True)
                return replace(moved, notes=(*text.notes, note)), place
    raise AssertionError  # `count` has no end


def _name_in(permalink: str) -> str:
    name = re.sub(r"\.html?$", "", permalink.rstrip("/").rpartition("/")[2])
    return clean_segment(date_in_name(name)[1]) or "index"


def _with_aliases(text: Placed, permalink: str, taken: "_Taken", paths: Mapping[str, str], config: Config) -> Placed:
    written = text.head.get("aliases", ())
    aliases: list[str] = []
    notes = list(text.notes)
    own = [str(alias) for alias in written] if isinstance(written, list | tuple) else []
    for alias in [*own, text.old]:
        path = alias_of(alias, config.base, permalink) if alias else permalink
        if path == permalink:
            continue
        if path is None or path == "/":
            notes.append(Note(f"the alias {alias!r} is no path of this site; left out", look=path is None))
        elif not taken.is_free(path) or any(len(part.encode()) > _LONGEST for part in path.split("/")):
            owner = paths.get(same_place(output_of(path)), "a page that journal makes")
            if owner != text.path:
                what = "old path" if alias == text.old else "alias"
                notes.append(
                    Note(
                        f"the {what} {alias} is no alias here, for it is that of {owner}", look=owner in paths.values()
                    )
                )
        else:
            taken.add(path)
            aliases.append(alias)
            if alias == text.old:
                notes.append(Note(f"alias {alias}, where it was"))
    head = {key: value for key, value in text.head.items() if key != "aliases"}
    return replace(text, head={**head, "aliases": aliases} if aliases else head, notes=tuple(notes))


def of_journal(texts: Sequence[Placed]) -> Iterator[str]:
    """What journal makes beside the texts, as far as a text or a file could want the same place."""
    yield from ("/404.html", "/sitemap.xml", "/atom.xml", "/feed.json", "/feed.xml", *_LISTS)
    yield "/archive/undated/"
    for text in texts:
        if text.date:
            yield f"/archive/{text.date:%Y}/"
        for tag in _tags(text):
            yield f"/@{term_slug(tag[1:])}/" if tag.startswith("@") else f"/tags/{term_slug(tag)}/"
        if series := text.head.get("series"):
            yield f"/series/{term_slug(str(series))}/"


class _Taken:
    """The files of the output that belong to somebody, and the folders they lie in."""

    __slots__ = ("files", "folders")

    def __init__(self, permalinks: set[str]) -> None:
        self.files: set[str] = set()
        self.folders: set[str] = set()
        for permalink in permalinks:
            self.add(permalink)

    def add(self, permalink: str) -> None:
        """Note that a page is there."""
        place = same_place(output_of(permalink))
        self.files.add(place)
        self.folders.update(_above(place))

    def is_free(self, permalink: str) -> bool:
        """Whether a page may be there: nobody else is, and no file would have to be a folder too."""
        place = same_place(output_of(permalink))
        if re.match(r"(?:.*/)?page/\d+/", place):  # the further pages of a list
            return False
        return bool(permalink) and not ({place, *_above(place)} & self.files) and place not in self.folders


def _above(place: str) -> Iterator[str]:
    while place := place.rpartition("/")[0]:
        yield place
