"""`journal import` of notebooks: their heads as journal reads them, their cells as they were."""

import json

import pytest
from folder import Folder
from notebook import code, markdown, notebook, printed, raw

LISTED = "# Losses\n> What I measured.\n\n- date: 5/6/2022\n- categories: [ml, python]"
HEADS = {
    "2022-05-06": [
        raw("---\ntitle: Losses\ndate: 05/06/2022\ncategories: [ml]\n---"),
        markdown("---\ntitle: Losses\ndate: 05/06/2022\n---\nText."),
        markdown(LISTED),
        raw("Title: Losses\nDate: 05/06/2022\n"),
    ],
    None: [
        raw("---\ntitle: Losses\ndate: someday\n---"),
        raw("---\ntitle: [\n---"),
        raw("---\ntitle: never closed"),
        markdown("# Losses"),
        code("print('Losses')", printed("Losses")),
    ],
}


@pytest.fixture
def imported(folder):
    """The new site, built, of notebooks by path in a site of Quarto."""

    def run(books, *options):
        folder.put("old/_quarto.yml", "project:\n  type: website\n")
        for path, book in books.items():
            folder.put(f"old/{path}", book)
        ran = folder.run("import", "old", "new", *options)
        assert ran.ok, ran.err
        site = Folder(folder.root / "new")
        site.build()
        return site, ran

    return run


@pytest.mark.parametrize(("day", "cell"), [(day, cell) for day, cells in HEADS.items() for cell in cells])
def test_a_notebook_builds_whatever_its_head(imported, day, cell):
    site, _ = imported({"posts/a.ipynb": notebook(cell, code("1 + 1"), markdown("The end."))})
    (post,) = site.posts()
    assert (post["source"], (post["date"] or "")[:10] or None) == ("posts/a.ipynb", day)
    assert "The end." in site.text(post["permalink"])


def test_what_is_not_the_head_of_a_notebook_is_as_it_was(imported):
    cells = [markdown(f"{LISTED}\n\nText."), code("x", printed("y")), markdown("[b](b.ipynb)")]
    site, _ = imported({"posts/a.ipynb": notebook(*cells, language="julia"), "posts/b.ipynb": notebook(code("b"))})
    made = json.loads((site.root / "posts/a.ipynb").read_text())
    assert made["metadata"]["kernelspec"] == {"name": "julia"}
    assert "".join(made["cells"][0]["source"]).split("\n")[1:-1] == [
        "title: Losses",
        "date: 2022-05-06",
        "tags: [ml, python]",
        "excerpt: What I measured.",
    ]
    assert [cell["source"] for cell in made["cells"][1:]] == [["Text."], "x", "[b](b.ipynb)"]
    assert made["cells"][2]["outputs"] == [printed("y")]
    assert (site.root / "posts/b.ipynb").read_text() == notebook(code("b"))


def test_a_notebook_in_the_oldest_format_keeps_it(imported):
    cells = [raw("---\ndate: 05/06/2022\n---"), {"cell_type": "heading", "level": 1, "source": "Old"}]
    book = json.dumps({"nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells}]})
    site, _ = imported({"posts/a.ipynb": book})
    assert [(post["title"], post["date"][:10]) for post in site.posts()] == [("Old", "2022-05-06")]
    assert json.loads((site.root / "posts/a.ipynb").read_text())["nbformat"] == 3


def test_no_old_address_of_a_notebook_breaks(imported):
    at_home = {f"posts/{name}.md": f"---\ntitle: {name}\ndate: 2024-01-02\n---\nx\n" for name in "bcd"}
    site, _ = imported({"nbs/2022/a.ipynb": notebook(markdown("# A")), **at_home})
    assert site.output("/nbs/2022/a.html").is_file()


def test_a_file_that_is_no_notebook_is_named_and_left_out(imported):
    site, ran = imported(
        {"posts/a.ipynb": "{not json", "posts/b.ipynb": "", "posts/c.ipynb": notebook(markdown("# C"))}
    )
    assert "posts/a.ipynb: not imported: not a notebook: the JSON breaks off here" in ran.out
    assert "posts/b.ipynb: not imported: an empty file, not a notebook" in ran.out
    assert [post["source"] for post in site.posts()] == ["posts/c.ipynb"]


def test_a_notebook_among_notes_builds_too(folder):
    folder.put("old/ml/losses.ipynb", notebook(raw("---\ndate: 05/06/2022\n---"), markdown("# Losses")))
    folder.put("old/ml/a.md", "# A\n")
    folder.put("old/python/b.md", "# B\n")
    assert folder.run("import", "old", "new", "--from", "til").ok
    site = Folder(folder.root / "new")
    site.build()
    assert {post["title"] for post in site.posts()} == {"Losses", "A", "B"}


def test_raw_html_in_cells_is_kept_unless_it_is_to_be_sanitized(imported):
    book = notebook(raw("---\ntitle: A\n---"), markdown("<b onclick='x()'>hi</b>"), code("'<script>'"))
    site, _ = imported({"posts/a.ipynb": book}, "--sanitize")
    cells = json.loads((site.root / "posts/a.ipynb").read_text())["cells"]
    assert ["".join(cell["source"]) for cell in cells[1:]] == ["<b>hi</b>", "'<script>'"]
