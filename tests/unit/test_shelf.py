"""Shelf: what its file may hold, and what is said of what it may not."""

from datetime import UTC, datetime

import pytest

from journal.learning.shelf import Volume, read_shelf


def read(text):
    return read_shelf(text.encode(), "data/shelf.yaml", UTC)


def test_all_that_a_volume_may_say():
    text = """\
- title: Deep  learning
  author: Somebody
  kind: Course
  status: dropped
  rating: 4
  started: 2023-01-02
  finished: 2023-02-03
  url: https://a.example/
  note: Half of it.
"""
    dates = datetime(2023, 1, 2, tzinfo=UTC), datetime(2023, 2, 3, tzinfo=UTC)
    volume = Volume("Deep learning", "Somebody", "course", "dropped", 4, *dates, "https://a.example/", "Half of it.")
    assert read(text) == ((volume,), ())


@pytest.mark.parametrize(
    ("more", "status"),
    [("", "wanted"), ("\n  started: 2023-01-02", "reading"), ("\n  finished: 2023-01-02", "finished")],
)
def test_a_status_follows_from_the_dates(more, status):
    (volume,), _ = read(f"- title: A{more}\n")
    assert volume.status == status


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff"])
def test_a_shelf_may_be_empty(text):
    assert read(text) == ((), ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- title: A\n  titel: B\n", "data/shelf.yaml:2:3: error: unknown key 'titel'"),
        ("- title: A\n  titel: B\n", "hint: did you mean 'title'?"),
        ("- author: A\n", "data/shelf.yaml:1:3: error: has no title"),
        ("- A\n", "data/shelf.yaml:1:3: error: must be a map with a title"),
        ("title: A\n", "data/shelf.yaml:1:1: error: must be a list"),
        ("- title: A\n  status: finnished\n", "data/shelf.yaml:2:11: error: status: there is no 'finnished'"),
        ("- title: A\n  kind: cheese\n", "hint: one of book, course, "),
        ("- title: A\n  rating: 4.5\n", "data/shelf.yaml:2:11: error: rating: '4.5' is no whole number from 1 to 5"),
        ("- title: A\n  started: 2023-02-31\n", "data/shelf.yaml:2:12: error: started: '2023-02-31' is not a day"),
        ("- title: A\n  url: a.example\n", "hint: begin it with https://"),
        ("- title: [A]\n", "data/shelf.yaml:1:10: error: title: must be a text, not a list"),
        ("- title: 'A\n", "a quotation mark is never closed"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, said):
    _, (problem,) = read(text)
    assert said in str(problem)


def test_all_that_is_wrong_is_told_at_once():
    assert [problem.line for problem in read("- title: A\n  x: 1\n- title: B\n- y: 2\n")[1]] == [2, 4]


def test_a_text_that_is_none():
    _, (problem,) = read_shelf(b"\xff", "data/shelf.yaml", UTC)
    assert "not UTF-8" in str(problem)


def test_a_wrong_shelf_stops_the_build_and_leaves_the_old_site(site):
    s = site("-- posts/a.md --\nA.\n-- data/shelf.yaml --\n- title: A\n")
    s.build()
    before = s.outputs()
    s.put("data/shelf.yaml", "- titel: A\n")
    assert "data/shelf.yaml:1:3: error: unknown key 'titel'" in s.fails()
    assert s.outputs() == before


def test_what_else_lies_in_the_folder_is_the_authors_own_affair(site):
    s = site("-- posts/a.md --\nA.\n-- data/big.csv --\n1,2\n")
    s.build("--strict")
    assert not [path for path in s.outputs() if "big" in path]
