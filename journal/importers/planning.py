"""Planning: from what an importer read to every file of the new site, before any is written."""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from journal.addresses import output_of
from journal.config import Config
from journal.heads import split, without_fences
from journal.importers import notebooks, yaml_out
from journal.importers.addresses import Placed, of_journal, pattern_for, settle
from journal.importers.bodies.relinking import between, relink
from journal.importers.metadata import FrontMatterText, in_order, normalise
from journal.importers.placing import distinct, fit
from journal.importers.records import Asset, LeftOut, Note, Post, Record, Settings
from journal.importers.settings_out import settings_text
from journal.importers.titles import title_in
from journal.notebooks import is_notebook
from journal.slugs import same_place

LINKS = "links written from here: "
"""What the note on the links of a text begins with."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the new site."""

    path: str
    source: str
    """The old file; empty for one that has none."""
    text: str | None
    """None for a copy."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file of the new site, and what does not come along."""

    files: tuple[File, ...]
    left_out: tuple[LeftOut, ...]


def planned(
    records: Sequence[Record], config: Config, committed: Callable[[], Mapping[str, str]], *, has_settings: bool
) -> Plan:
    """The new site; `config` is that of a journal it is put into, or the defaults.

    `committed` gives the first day that git knows of each old file; it is asked only if a post names no day.
    """
    posts = [record for record in records if isinstance(record, Post)]
    assets = [record for record in records if isinstance(record, Asset)]
    settings = next((record for record in records if isinstance(record, Settings)), Settings("", {}))
    left_out = [record for record in records if isinstance(record, LeftOut)]

    files: list[Post | Asset] = [*posts, *assets]
    paths = list(distinct(fit(file.path) for file in files))
    where = {file.source: path for file, path in zip(files, paths, strict=True)}
    fronts = [normalise(post) for post in posts]
    posts, fronts = _titled(posts, fronts)
    undated = any(
        "date" not in front.values and post.path.startswith("posts/") for post, front in zip(posts, fronts, strict=True)
    )
    days = committed() if undated else {}
    texts = []
    for post, front, path in zip(posts, fronts, paths, strict=False):
        notes = list(post.notes + front.notes)
        values = front.values
        if path.startswith("posts/") and "date" not in values and (day := days.get(post.source)):
            values = in_order({**values, "date": day})
            notes.append(Note(f"date from git: {day}"))
        if path != post.path:
            notes.append(Note(f"its name cannot stand; now {path}"))
        texts.append(Placed(path, _with_cover(post, path, values, where, notes), post.address, tuple(notes)))

    if not has_settings:
        url = str(settings.values.get("url", ""))
        config = replace(config, url=url.rstrip("/") + "/" if url else "")
        config = replace(config, permalink=pattern_for(texts, config))
    copies, refused = _assets(assets, paths[len(posts) :], texts)
    left_out += refused
    settled = {text.path: (text, permalink) for text, permalink in settle(texts, _places(copies), config)}
    made = [_text_file(post, settled[path][0], where) for post, path in zip(posts, paths, strict=False)]
    bundled, clashing = _without_clashes(copies, settled)
    left_out += clashing
    made += bundled
    if not has_settings:
        text = settings_text(settings.values, config.permalink)
        made.append(File("journal.toml", settings.source, text, settings.notes))
        made.append(File(".gitignore", "", "/public/\n/.journal/\n"))
    return Plan(tuple(sorted(made, key=lambda file: file.path)), tuple(sorted(left_out, key=lambda item: item.source)))


def _titled(posts: Sequence[Post], fronts: Sequence[FrontMatterText]) -> tuple[list[Post], list[FrontMatterText]]:
    """The posts and their heads, with the title in the head where the text begins with one."""
    made: list[tuple[Post, FrontMatterText]] = []
    for post, front in zip(posts, fronts, strict=True):
        title, body, notes = ("", "", ()) if is_notebook(post.path) else title_in(post.body, front.values)
        if title:
            values = in_order({"title": title, **front.values})
            made.append((replace(post, body=body, notes=post.notes + notes), replace(front, values=values)))
        else:
            made.append((post, front))
    return [post for post, _ in made], [front for _, front in made]


def _text_file(post: Post, placed: Placed, where: Mapping[str, str]) -> File:
    """The file of a text, its links written from where it now stands."""

    def find(url: str) -> str:
        target = _target(url, post, where)
        return _written(placed.path, target) if target else ""

    if is_notebook(placed.path):
        body, relinked = notebooks.with_head(post.body, placed.head, find)
    else:
        made = relink(post.body, find)
        body, relinked = _with_head(made.text, yaml_out.dump(placed.head)), made.notes
    notes = list(placed.notes)
    if relinked:
        notes.append(Note(f"{LINKS}{'; '.join(dict.fromkeys(note.text for note in relinked))}"))
    return File(placed.path, post.source, body, tuple(notes))


def _with_head(body: str, head: str) -> str:
    body = body if body.endswith("\n") or not body else body + "\n"
    if head or _would_be_head(body):
        parts = ["---", *([head] if head else []), "---", *([] if body.startswith("\n") else [""]), body]
        body = "\n".join(parts)
    return body


def _would_be_head(body: str) -> bool:
    """Whether a text without a head would be taken to begin with one."""
    head = split(body, "")
    return not hasattr(head, "syntax") or bool(getattr(head, "syntax", "")) or without_fences(body, "") is not None


def _target(url: str, post: Post, where: Mapping[str, str]) -> str:
    """The new path of the file that a relative link leads to."""
    for base in (posixpath.dirname(post.source), *post.bases):
        source = posixpath.normpath(posixpath.join(base, url.lstrip("/") if base == "" else url))
        for name in (source, f"{source}.md", f"{source}/index.md", f"{source}.ipynb", f"{source}/index.ipynb"):
            if name in where:
                return where[name]
    return ""


def _written(here: str, target: str) -> str:
    if target.startswith("static/"):
        return target.removeprefix("static")
    return between(here, target)


def _with_cover(
    post: Post, path: str, values: Mapping[str, object], where: Mapping[str, str], notes: list[Note]
) -> Mapping[str, object]:
    """The head with its picture named as journal finds it."""
    cover = values.get("cover")
    if not isinstance(cover, str) or "://" in cover or cover.startswith("//"):
        return values
    bare = cover.lstrip("/")
    known = set(where.values())
    target = "" if cover.startswith("/") else _target(cover, post, where)
    target = target or next((p for p in (f"static/{bare}", f"posts/{bare}") if p in known), "") or where.get(bare, "")
    if not target:
        notes.append(Note(f"its picture {cover} is not among the files", look=True))
        return values
    made = _written(path, target)
    return values if made == cover else {**values, "cover": made}


def _assets(assets: Sequence[Asset], paths: Sequence[str], texts: Sequence[Placed]) -> tuple[list[File], list[LeftOut]]:
    """The files to copy, without those that would stand where journal writes."""
    reserved = {same_place(output_of(permalink)) for permalink in (*of_journal(texts), "/")}
    copies: list[File] = []
    refused: list[LeftOut] = []
    for asset, path in zip(assets, paths, strict=True):
        place = same_place(path.partition("/")[2])
        if place in reserved:
            refused.append(LeftOut(asset.source, f"journal makes /{place} itself"))
        else:
            copies.append(File(path, asset.source, None, asset.notes))
    return copies, refused


def _places(copies: Sequence[File]) -> Iterator[str]:
    """The permalinks of files that do not follow a text."""
    return ("/" + copy.path.partition("/")[2] for copy in copies if copy.path.startswith("static/"))


def _without_clashes(
    copies: Sequence[File], settled: Mapping[str, tuple[Placed, str]]
) -> tuple[list[File], list[LeftOut]]:
    """The files to copy, without those whose place in the output another has."""
    bundles = {
        posixpath.dirname(path): permalink
        for path, (_, permalink) in settled.items()
        if path.endswith(("/index.md", "/index.ipynb")) and permalink.endswith("/")
    }
    owners = {same_place(output_of(permalink)): path for path, (_, permalink) in settled.items()}
    kept: list[File] = []
    lost: list[LeftOut] = []
    for copy in sorted(copies, key=lambda copy: not copy.path.startswith("static/")):
        folder = posixpath.dirname(copy.path)
        while "/" in folder and folder not in bundles:
            folder = posixpath.dirname(folder)
        if copy.path.startswith("static/") or folder not in bundles or "/" not in folder:
            permalink = "/" + copy.path.partition("/")[2]
        else:
            permalink = bundles[folder] + copy.path[len(folder) + 1 :]
        owner = owners.setdefault(same_place(permalink.lstrip("/")), copy.path)
        if owner == copy.path:
            kept.append(copy)
        else:
            lost.append(LeftOut(copy.source, f"{owner} has its place {permalink} in the new site", look=True))
    return kept, lost
