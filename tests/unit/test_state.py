"""The state saves time and changes nothing."""

import os
import sqlite3
import time
from contextlib import closing

import pytest

import journal.batch
import journal.pool
from journal.state import KeptBody, State

SITE = """\
-- posts/2023-01-01-a.md --
See [b](2023-01-02-b.md).
-- posts/2023-01-02-b.md --
---
tags: [x]
tag: y
---
Text.
-- pages/about.md --
# About
"""


@pytest.fixture
def parsed(monkeypatch):
    """The paths that were parsed, in order."""
    paths = []
    real = journal.batch.parse

    def parse(raw, *args):
        paths.append(raw.path)
        return real(raw, *args)

    monkeypatch.setattr(journal.batch, "parse", parse)
    monkeypatch.setattr(journal.pool, "cores", lambda: 1)  # so that all is done here
    return paths


@pytest.fixture
def old(site):
    """A site that was built, of files that are not new."""
    s = site(SITE)
    age(s)
    s.build()
    return s


def age(s):
    """Let the tick pass in which a file could change unseen."""
    time.sleep(0.08)
    for file in s.root.glob("p*/*.md"):
        os.utime(file, (1_600_000_000, 1_600_000_000))
    time.sleep(0.08)


def test_what_has_not_changed_is_not_parsed_again(old, parsed):
    before = old.outputs()
    ran = old.build()
    assert parsed == []
    assert "unknown front matter field 'tag'" in ran.err, "a warning lasts as long as its cause"
    assert old.outputs() == before


def test_a_file_that_only_looks_new_is_not_parsed_again(old, parsed):
    (old.root / "posts/2023-01-01-a.md").touch()
    old.build()
    assert parsed == []


def test_an_edit_parses_its_own_file_only(old, parsed):
    old.put("posts/2023-01-01-a.md", "Other.\n")
    old.build()
    assert parsed == ["posts/2023-01-01-a.md"]
    assert "Other." in old.text("/a/")


def test_an_edit_of_the_same_size_and_time_is_seen(old, parsed):
    file = old.root / "posts/2023-01-02-b.md"
    stat = file.stat()
    old.put("posts/2023-01-02-b.md", file.read_text().replace("Text", "Next"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (stat.st_size, stat.st_mtime_ns)
    old.build()
    assert parsed == ["posts/2023-01-02-b.md"]
    assert "Next." in old.text("/b/")


def test_a_second_edit_in_the_tick_of_the_first_is_seen(old):
    file = old.root / "posts/2023-01-02-b.md"
    for word in ("One", "Two"):
        old.put("posts/2023-01-02-b.md", f"{word}.\n")
        os.utime(file, ns=(0, time.time_ns()))
        old.build()
        assert f"{word}." in old.text("/b/")


def test_a_setting_that_parsing_depends_on_parses_all_again(old, parsed):
    old.put("journal.toml", 'title = "Notes"\nurl = "https://me.example/"\nmarkdown.smart_quotes = false\n')
    old.build()
    assert len(parsed) == 3


def test_other_settings_and_templates_parse_nothing_again(old, parsed):
    old.put("journal.toml", 'title = "Renamed"\nurl = "https://me.example/"\n')
    old.put("templates/404.html", "{{ site.title }}")
    old.build()
    assert parsed == []
    assert old.text("/404.html") == "Renamed"


def test_a_permalink_that_moves_is_linked_from_a_post_that_is_not_parsed_again(old, parsed):
    (old.root / "posts/2023-01-02-b.md").rename(old.root / "posts/2023-01-02-c.md")
    old.put("posts/2023-01-02-b.md", "---\nslug: elsewhere\n---\nText.\n")
    old.build()
    assert "posts/2023-01-01-a.md" not in parsed
    assert 'href="/elsewhere/"' in old.text("/a/")


def test_a_file_that_could_not_be_parsed_is_told_again(old, parsed):
    old.put("posts/2023-01-01-a.md", "---\ndate: tomorrow\n---\n")
    first, second = old.fails(), old.fails()
    assert first == second
    assert "'tomorrow' is not a date" in first


def test_clean_parses_everything_again(old, parsed):
    old.build("--clean")
    assert len(parsed) == 3


def test_a_post_that_is_gone_is_forgotten(old):
    (old.root / "posts/2023-01-01-a.md").unlink()
    old.build()
    with closing(sqlite3.connect(old.root / ".journal/build.sqlite", isolation_level=None)) as db:
        assert db.execute("select path from documents order by path").fetchall() == [
            ("pages/about.md",),
            ("posts/2023-01-02-b.md",),
        ]


def truncated(data):
    return data[: len(data) // 2]


def flipped(data):
    at = data.index(b"Text.</p>")
    return data[:at] + b"Lies." + data[at + 5 :]


@pytest.mark.parametrize("damage", [truncated, flipped, lambda _: b"", lambda _: b"not a database", lambda d: d[:100]])
def test_a_damaged_state_costs_only_time(old, damage):
    file = old.root / ".journal/build.sqlite"
    file.write_bytes(damage(file.read_bytes()))
    old.put("templates/partials/footer.html", "Other.\n")  # on every page, so that all bodies are asked for
    old.build()
    after = old.outputs()
    assert "Other." in old.text("/a/")
    old.build("--clean")
    assert old.outputs() == after


def test_the_state_of_another_version_costs_only_time(old, parsed):
    with closing(sqlite3.connect(old.root / ".journal/build.sqlite", isolation_level=None)) as db:
        db.execute("pragma user_version = 99")
    old.put("templates/404.html", "Other.")
    old.build()
    assert len(parsed) == 3


def test_a_list_uses_what_is_known_and_leaves_no_trace(old, parsed):
    old.put("posts/2023-01-01-a.md", "Other.\n")
    before = (old.root / ".journal/build.sqlite").read_bytes()
    assert len(old.posts()) == 2
    assert parsed == ["posts/2023-01-01-a.md"]
    assert (old.root / ".journal/build.sqlite").read_bytes() == before
    assert [file.name for file in (old.root / ".journal").glob("build.*")] == ["build.sqlite"]


def test_a_folder_that_is_no_journal_is_left_as_it_is(folder):
    assert folder.run("list").code == 1
    assert list(folder.root.iterdir()) == []


def test_one_who_holds_the_state_reads_it_and_lets_go_of_it(tmp_path):
    with closing(State.open(tmp_path)) as state:
        state.keep([], [KeptBody("posts/a.md", "<p>A", "[]")])
        with closing(State.look(tmp_path).hold()) as held:
            assert [held.body("posts/a.md").html for _ in range(2)] == ["<p>A", "<p>A"]
        state.keep([], [KeptBody("posts/a.md", "<p>B", "[]")])
        assert state.body("posts/a.md").html == "<p>B"


def test_a_file_that_calls_itself_read_only_is_made_anew(old):
    file = old.root / ".journal/build.sqlite"
    data = bytearray(file.read_bytes())
    data[18] = 3
    file.write_bytes(data)
    old.put("posts/2023-01-01-a.md", "Other.\n")
    old.build()
    assert "Other." in old.text("/a/")


@pytest.mark.parametrize("where", [b"places text", b"See <a"])
def test_a_state_that_is_no_text_is_no_error(old, where):
    file = old.root / ".journal/build.sqlite"
    data = bytearray(file.read_bytes())
    data[data.index(where) + 2] |= 0x80
    file.write_bytes(data)
    old.put("templates/partials/footer.html", "Other.\n")
    assert len(old.posts()) == 2
    old.build()
    assert "Other." in old.text("/a/")


@pytest.mark.parametrize("lost", ["moved", "cut", "flipped"])
def test_a_page_that_goes_while_the_list_of_outputs_is_lost_is_known_by_its_content(old, lost):
    (lists,) = (old.root / ".journal").glob("output-*")
    data = lists.read_bytes()
    lists.write_bytes({"moved": b"", "cut": data[:50], "flipped": data[:40] + b"#" + data[41:]}[lost])
    (old.root / "posts/2023-01-01-a.md").unlink()
    old.build()
    assert not (old.root / "public/a").exists()


def test_a_site_that_is_moved_takes_its_state_along(old, tmp_path_factory):
    old.put("public/b/mine.txt", "not ours")
    new = type(old)(tmp_path_factory.mktemp("other") / "site")
    old.root.rename(new.root)
    (new.root / "posts/2023-01-01-a.md").unlink()
    new.build()
    assert not (new.root / "public/a").exists()
    assert (new.root / "public/b/mine.txt").exists()
