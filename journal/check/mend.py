"""Mend: words of front matter written otherwise, and nothing else in the file."""

import contextlib
import difflib
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC
from pathlib import Path

from journal.check.finding import Mend
from journal.check.words import Word, keys_in, tags_in
from journal.diagnostics import Diagnostic
from journal.fields import field_of
from journal.frontmatter import FrontMatter
from journal.heads import Head, read_front_matter, split

_BOM = "\ufeff"
_LINE = re.compile(r"\r\n|\r|\n")
_FILLED_TOO = {
    "journal": ("journals",),
    "tags": ("tags", "journals"),
    "series": ("series", "part"),
    "cover": ("cover", "cover_alt"),
}
"""Of a key that fills others than the field of its name, these."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file, as it is and as it would be."""

    path: str
    file: Path
    before: bytes
    after: bytes

    def diff(self) -> str:
        """What is changed, as a unified diff."""
        old, new = (
            data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n") for data in (self.before, self.after)
        )
        lines = difflib.unified_diff(
            old.splitlines(keepends=True), new.splitlines(keepends=True), f"a/{self.path}", f"b/{self.path}", n=1
        )
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)

    def write(self) -> bool:
        """Put the new file in place of the old one; not where somebody has changed that meanwhile. Raises OSError."""
        file = Path(os.path.realpath(self.file))
        if file.read_bytes() != self.before:
            return False
        number, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(number, "wb") as stream:
                stream.write(self.after)
                stream.flush()
                os.fsync(stream.fileno())
            shutil.copymode(file, name)
            os.replace(name, file)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
        return True


def changes(mends: Iterable[Mend], root: Path) -> tuple[list[Change], list[str]]:
    """What there is to change, by file, and the sources that have to be left to their author."""
    by_path: dict[str, list[Mend]] = {}
    for mend in mends:
        by_path.setdefault(mend.path, []).append(mend)
    made, left = [], []
    for path, some in sorted(by_path.items()):
        file = root / path
        before = file.read_bytes()
        after = mended(before, some, path)
        if after is None:
            left.append(path)
        else:
            made.append(Change(path, file, before, after))
    return made, left


def mended(data: bytes, mends: Sequence[Mend], path: str) -> bytes | None:
    """The bytes of a source with these words written otherwise.

    None where it cannot be shown that it then says the same in all else.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    head = split(_plain(text), path)
    if isinstance(head, Diagnostic):
        return None
    edits = list(_edits(head, mends))
    if len({mend for mend, _ in edits}) < len(mends):
        return None
    starts = [len(_BOM) if text.startswith(_BOM) else 0, *(found.end() for found in _LINE.finditer(text))]
    for mend, word in sorted(edits, key=lambda edit: (edit[1].line, edit[1].column), reverse=True):
        start = starts[word.line - 1] + word.column - 1
        if text[start : start + len(mend.old)] != mend.old:
            return None
        text = text[:start] + mend.new + text[start + len(mend.old) :]
    return text.encode() if _says_the_same(head, split(_plain(text), path), mends, path) else None


def _edits(head: Head, mends: Sequence[Mend]) -> Iterable[tuple[Mend, Word]]:
    keys, tags = list(keys_in(head)), list(tags_in(head))
    for mend in mends:
        for word in tags if mend.key else keys:
            if word.text == mend.old:
                yield mend, word


def _says_the_same(old: Head, new: Head | Diagnostic, mends: Sequence[Mend], path: str) -> bool:
    """Whether a head says what it said, but for what was to be mended; and nothing is wrong that was not before."""
    if isinstance(new, Diagnostic) or (new.syntax, new.body, new.body_line) != (old.syntax, old.body, old.body_line):
        return False
    was, told = read_front_matter(old, path, UTC)
    now, told_now = read_front_matter(new, path, UTC)
    if {d.message for d in told_now} - {d.message for d in told}:
        return False
    tags = {" ".join(mend.old.split()).lstrip("#"): mend.new for mend in mends if mend.key}
    keys = {mend.old: field_of(mend.new) or "" for mend in mends if not mend.key}
    return _fields(now) == _fields(was) | _expected(was, now, tags, keys) and len(now.tags) == len(set(now.tags))


def _expected(
    was: FrontMatter, now: FrontMatter, tags: Mapping[str, str], keys: Mapping[str, str]
) -> dict[str, object]:
    """The fields that are to be another."""
    filled = {name for field in keys.values() for name in _FILLED_TOO.get(field, (field,))}
    before, after = _fields(was), _fields(now)
    # A field that said something is not overridden: somebody has to choose.
    expected = {name: after[name] for name in filled if not before[name] or name == "journals"}
    if tags:
        expected["tags"] = tuple(tags.get(tag, tag) for tag in was.tags)
    if keys:
        expected["extra"] = {key: value for key, value in (was.extra or {}).items() if key not in keys}
    return expected


def _fields(front: FrontMatter) -> dict[str, object]:
    return {field.name: getattr(front, field.name) for field in fields(front) if field.name != "places"}


def _plain(text: str) -> str:
    return _LINE.sub("\n", text.removeprefix(_BOM))
