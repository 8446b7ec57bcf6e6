"""The output folder: which folders may be one, and what in it is ours."""

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from journal import datafile
from journal.column import Column
from journal.config import Config
from journal.defaults import STATIC, TEMPLATES
from journal.diagnostics import ContentError, Diagnostic
from journal.stage import HIDDEN, digest_of, digest_of_file

Manifest = Mapping[str, tuple[str, str]]
"""Digest and stamp of each file of the output, by path."""

PREVIEW = ".journal/serve"
"""The one folder among our own in which there may be an output: the site as its author sees it while he writes."""
_SOURCES = ("posts", "pages", "templates", "static", "data", "archetypes", "journal", ".journal", ".git")


def check_output(config: Config) -> None:
    """Refuse an output folder that could cost the author a file. Raises ContentError."""
    output = config.output
    if output == config.root / PREVIEW:
        return
    names = (*_SOURCES, *(name.partition(".")[0] for name in config.extensions))
    sources = [config.root / name for name in names] + [TEMPLATES, STATIC]
    if output in (home := Path.home().resolve()).parents or output in (home, Path(output.anchor)):
        _refuse(output, "is no folder for a site")
    if output == config.root or output in config.root.parents:
        _refuse(output, "holds the sources of the site")
    for source in map(Path.resolve, sources):
        if output == source or output in source.parents or source in output.parents:
            _refuse(output, f"overlaps {source.name}/, which holds sources")
    for folder in (output, *output.parents):
        if folder.exists() and not folder.is_dir():
            _refuse(output, "is a file" if folder == output else f"lies below {folder}, which is a file")


def check_foreign(config: Config, manifest: Mapping[str, object], planned: Mapping[str, str]) -> None:
    """Refuse an output folder with files that are not ours. Raises ContentError.

    `planned` are the digests of what is to be there, by path; empty where that is not known yet. A file in the very
    place of such a one may be that already, if the list is an older one: in the end `refuse_unlike` sees to it.
    """
    if manifest:
        in_the_way = ((new, path) for new in planned.keys() - manifest for path in _in_the_way(config.output, new))
        found = {path for new, path in in_the_way if path not in manifest and (path != new or planned[new])}
        found = {path for path in found if whose(f"{config.output}/{path}", (planned.get(path, ""), "")) != "ours"}
    else:
        ours = planned if _has_our_mark(config.output) else set()
        found = {path for path in _files(config.output) if path not in ours}
    if found:
        _refuse_foreign(config.output, found)


def refuse_unlike(output: Path, wanted: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What a list is to say of files that are on none, but are what is to be there; `wanted` are digests by path.

    Raises ContentError where one of them is something else, and so not ours.
    """
    entries = {path: (digest, stamp_of(output / path)) for path, digest in wanted.items()}
    if foreign := [path for path, (digest, _) in entries.items() if whose(f"{output}/{path}", (digest, "")) != "ours"]:
        _refuse_foreign(output, foreign)
    return entries


def not_ours(output: Path, known: Mapping[str, object]) -> list[str]:
    """The files in an output folder that are not among those known to be ours."""
    return sorted(path for path in _files(output) if path not in known)


def refuse_changed(output: Path, path: str) -> None:
    """Refuse to put anything where there is a file that we wrote, but not as it is now. Raises ContentError."""
    hint = "move it to static/, or delete it"
    _refuse(output, f"holds a file that was changed by hand where a new one goes: {path}", hint)


def refuse_link(output: Path, path: str) -> None:
    """Refuse to write through a link, which may lead to the sources or to files of others. Raises ContentError."""
    _refuse(output, f"holds a link where a folder of the site goes: {path}", "delete the link, or move it to static/")


def note_file(config: Config, what: Literal["output", "traces", "seal"]) -> Path:
    """Where something about this output folder is kept for the next build."""
    return _note_file(config.root / ".journal", str(config.output), what)


def manifest_of(state: Path, output: str) -> Path:
    """Where the list of what was written to an output folder is kept, which the state lies beside."""
    return _note_file(state, output, "output")


def _note_file(state: Path, output: str, what: str) -> Path:
    name = output.removeprefix(f"{state.parent}{os.sep}")  # which a site that is moved as a whole takes along
    return state / f"{what}-{digest_of(name.encode('utf-8', 'surrogatepass'))[:12]}.json"


def read_manifest(config: Config) -> dict[str, tuple[str, str]]:
    """Digest and stamp of each file that was written, by path; empty when that is not known."""
    return list_of(note_file(config, "output"))


def list_of(file: Path) -> dict[str, tuple[str, str]]:
    """The manifest in a file."""
    match datafile.read_with_texts(file):
        case "manifest", [_, _, _, _, _, _] as texts:
            paths, digests, stamps = [column.parts for column in map(Column, texts[::2], texts[1::2])]
            return dict(zip(paths, zip(digests, stamps, strict=True), strict=True))
    match datafile.read(file):
        case [list(older), str(told), str(seen)] if older:  # as it was kept until December 2026
            return dict(zip(older, zip(told.split(" "), seen.split("/"), strict=True), strict=True))
    return {}


def write_manifest(file: Path, manifest: Manifest) -> None:
    """Keep the list for the next build."""
    digests, stamps = zip(*manifest.values(), strict=True) if manifest else ((), ())
    columns = map(Column.of, ([*manifest], digests, stamps))
    datafile.keep(file, "manifest", [part for column in columns for part in column.kept()])


def stamp_of(file: str | os.PathLike[str]) -> str:
    """What the file system says of a file, which changes whenever the file does; empty where there is none."""
    try:
        return stamp_in(os.lstat(file))
    except OSError:
        return ""


def stamp_in(found: os.stat_result) -> str:
    """The stamp of a file that the file system has told of."""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"


def whose(file: str, entry: tuple[str, str]) -> Literal["nobody's", "ours", "the author's"]:
    """To whom a file of the manifest belongs now: who changes what we wrote makes it his."""
    try:
        found = os.lstat(file)
        if stat.S_ISDIR(found.st_mode):
            return "nobody's"
        if stat.S_ISREG(found.st_mode) and (stamp_in(found) == entry[1] or digest_of_file(file) == entry[0]):
            return "ours"
    except (FileNotFoundError, NotADirectoryError):
        return "nobody's"
    except PermissionError:
        return "the author's"
    return "the author's"


def _in_the_way(folder: Path, path: str) -> Iterator[str]:
    """Files that stand where a new one is to be: it, one that must become a folder, or those below such a folder."""
    file = folder / path
    if file.is_dir() and not file.is_symlink():
        yield from (f"{path}/{below}" for below in _files(file))
    elif os.path.lexists(file):
        yield path
    for parent in file.parents:
        if parent == folder or parent.is_dir():
            break
        if os.path.lexists(parent):
            yield parent.relative_to(folder).as_posix()


def _has_our_mark(folder: Path) -> bool:
    """Whether the pages of a folder say that we made them; known when the list of them is lost."""
    for name, mark in (("index.html", b'content="journal '), ("atom.xml", b"<generator>journal ")):
        try:
            if mark in (folder / name).read_bytes():
                return True
        except OSError:
            continue
    return False


def _files(folder: Path) -> Iterable[str]:
    for here, folders, files in os.walk(folder):
        # The one may be a worktree of the branch it is deployed from; the other is left by a build that was killed.
        folders[:] = [name for name in folders if name not in (".git", HIDDEN)]
        below = os.path.relpath(here, folder)
        for name in files:
            if name != ".git":
                yield name if below == "." else f"{below}/{name}".replace(os.sep, "/")


def _refuse_foreign(output: Path, found: Collection[str]) -> None:
    some = ", ".join(sorted(found)[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")  # noqa: PLR2004
    _refuse(
        output,
        f"holds files that journal did not write: {some}",
        "move them to static/, delete them if an earlier build made them, or build with --output elsewhere",
    )


def _refuse(output: Path, why: str, hint: str = "choose another folder with --output or the setting `output`") -> None:
    raise ContentError([Diagnostic(str(output), f"the output folder {why}", hint)])
