"""Flashcards for Anki: a text for its import, and a deck with pictures, the same bytes each time."""

import csv
import io
import json
import sqlite3
import zipfile

import pytest

pytest.importorskip("genanki")

SETTINGS = """-- journal.toml --
title = "Notes :: mine"
url = "https://me.example/notes/"
anki = true
"""
POST = """-- posts/a.md --
---
title: A <b>
date: 2023-03-04
tags: [flashcards/verbs, two words]
journal: ai
---
Who "is" it?::![a cat](cat.png) and [b](b.md)

Code
?
```text
a::b
c
```
-- posts/b.md --
# B
-- posts/cat.png --
meow
"""


def rows(site):
    text = site.text("/review/anki.txt")
    lines = text.splitlines(keepends=True)
    head = [line for line in lines if line.startswith("#")]
    return head, list(csv.reader(io.StringIO("".join(lines[len(head) :])), delimiter="\t"))


def opened(site, tmp_path):
    archive = zipfile.ZipFile(io.BytesIO(site.output("/review/anki.apkg").read_bytes()))
    file = tmp_path / "collection"
    file.write_bytes(archive.read("collection.anki2"))
    return archive, sqlite3.connect(file)


def test_the_text_says_what_its_columns_are(site):
    s = site(SETTINGS + POST)
    s.build("--strict")
    head, cards = rows(s)
    assert head == [
        "#separator:Tab\n",
        "#html:true\n",
        "#columns:Guid\tDeck\tFront\tBack\tTags\n",
        "#guid column:1\n",
        "#deck column:2\n",
        "#tags column:5\n",
    ]
    assert [card[1] for card in cards] == ["Notes : mine::verbs"] * 2
    assert [card[4] for card in cards] == ["flashcards::verbs two-words"] * 2


def test_links_and_pictures_of_the_text_are_whole_urls(site):
    s = site(SETTINGS + POST)
    s.build()
    _, ((_, _, front, back, _), (_, _, _, code, _)) = rows(s)
    assert front == "Who “is” it?"
    assert 'src="https://me.example/notes/cat.png"' in back
    assert 'href="https://me.example/notes/b/"' in back
    assert '<a href="https://me.example/notes/a/#card-who-is-it">A &lt;b&gt;</a>' in back
    assert "a::b\nc\n" in code


def test_the_deck_holds_the_notes_and_their_pictures(site, tmp_path):
    s = site(SETTINGS + POST)
    s.build()
    archive, database = opened(s, tmp_path)
    _, cards = rows(s)
    notes = database.execute("select guid, flds, tags, mod from notes order by id").fetchall()
    assert [guid for guid, *_ in notes] == [card[0] for card in cards]
    assert {mod for *_, mod in notes} == {1677888000}, "when the post was written"
    media = json.loads(archive.read("media"))
    ((number, name),) = media.items()
    assert archive.read(number) == b"meow\n"
    assert f'src="{name}"' in notes[0][1]
    decks = json.loads(database.execute("select decks from col").fetchone()[0])
    assert "Notes : mine::verbs" in {deck["name"] for deck in decks.values()}


def test_the_bytes_are_the_same_each_time(site, tmp_path):
    s = site(SETTINGS + POST)
    s.build()
    first = s.output("/review/anki.apkg").read_bytes()
    s.build("--clean")
    assert s.output("/review/anki.apkg").read_bytes() == first


def test_there_is_no_deck_unless_it_is_asked_for(site):
    s = site(SETTINGS.replace("true", "false") + POST)
    s.build("--strict")
    assert s.output("/review/anki.txt").exists()
    assert not s.output("/review/anki.apkg").exists()


def test_a_deck_that_cannot_be_made_says_what_to_install(site, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    told = site(SETTINGS + POST).fails()
    assert told.startswith("journal.toml:3:1: error: setting 'anki' needs genanki, which is not installed")
    assert "pip install 'learning-journal[anki]'" in told
