"""Anki: flashcards as a text for its import, and as a deck in its own format; the same bytes each time."""

import csv
import io
import itertools
import json
import re
import sqlite3
import warnings
import zipfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import blake2b
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from journal.config import Config
from journal.site import StaticFile

# What the columns of the text are, as https://docs.ankiweb.net/importing/text-files.html has it.
_HEAD = """\
#separator:Tab
#html:true
#columns:Guid\tDeck\tFront\tBack\tTags
#guid column:1
#deck column:2
#tags column:5
"""
_MODEL = 1_607_120_431
"""Any number will do, as long as it stays the same: by it, Anki knows the kind of note."""
_PICTURE = re.compile(r'(<(?:img|audio|video|source)\b[^>]*\ssrc=")([^"]+)(")')
_CSS = """\
.card { font: 20px/1.6 Georgia, serif; max-width: 34rem; margin: auto; padding: 1rem; text-align: start; }
img { max-width: 100%; }
pre { overflow-x: auto; font-size: 0.85em; }
"""


@dataclass(frozen=True, slots=True)
class Note:
    """A flashcard as Anki takes it."""

    guid: str
    """By which Anki finds the note that it has already."""
    deck: str
    """Names, the outermost first, with `::` between them."""
    front: str
    back: str
    tags: tuple[str, ...]


def as_text(notes: Iterable[Note]) -> bytes:
    """A file for Anki's text import."""
    text = io.StringIO()
    rows = csv.writer(text, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
    rows.writerows((note.guid, note.deck, note.front, note.back, " ".join(_tags(note))) for note in notes)
    return (_HEAD + text.getvalue()).encode("utf-8", "xmlcharrefreplace")


def as_package(
    notes: Sequence[Note], written: float, find: Callable[[str], StaticFile | None], config: Config
) -> bytes:
    """A deck in Anki's own format, with the pictures that the site has. Needs genanki; raises OSError.

    `written` is when the newest of the notes was written, in seconds: by it, Anki decides which of two is the newer.
    """
    media: dict[str, StaticFile] = {}

    def own(found: re.Match[str]) -> str:
        path = unquote(unescape(found[2]).removeprefix(config.url.rstrip("/"))) if config.url else unquote(found[2])
        if not path.startswith("/") or (file := find(path)) is None:
            return found[0]
        name = f"{_number(path):08x}-{path.rpartition('/')[2]}"
        media[name] = file
        return f"{found[1]}{name}{found[3]}"

    own_notes = [replace(n, front=_PICTURE.sub(own, n.front), back=_PICTURE.sub(own, n.back)) for n in notes]
    collection = _collection(own_notes, written)
    names = sorted(media)
    listed = json.dumps({str(n): name for n, name in enumerate(names)})
    files = [("collection.anki2", collection), ("media", listed.encode())]
    files += [(str(n), Path(media[name].file).read_bytes()) for n, name in enumerate(names)]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name)  # of 1980, as it knows no other time
            info.create_system, info.compress_type = 3, zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return packed.getvalue()


def _collection(notes: Sequence[Note], written: float) -> bytes:
    """Anki's database. genanki would write it to a file whose time goes into the archive."""
    import genanki  # noqa: PLC0415 - an extra, and only a site that wants a deck has it

    model = genanki.Model(
        _MODEL,
        "Card of a journal",
        fields=[{"name": "Front"}, {"name": "Back"}],
        templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
        css=_CSS,
    )
    decks: dict[str, Any] = {}
    for note in notes:
        deck = decks.setdefault(note.deck, genanki.Deck(1 << 30 | _number(note.deck) >> 2, note.deck))
        deck.add_note(genanki.Note(model, [note.front, note.back], guid=note.guid, tags=_tags(note)))
    with closing(sqlite3.connect(":memory:")) as database, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it takes a tag of several lines for a broken one
        ids = itertools.count(int(written * 1000) + 1)
        genanki.Package([*decks.values()]).write_to_db(database.cursor(), written, ids)
        database.commit()
        return database.serialize()


def _tags(note: Note) -> list[str]:
    """Tags as Anki writes them: with no space, and with two colons before what is below."""
    return [re.sub(r"\s+", "-", tag).replace("/", "::") for tag in note.tags]


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).digest())
