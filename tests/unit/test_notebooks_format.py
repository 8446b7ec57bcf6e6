"""The JSON of notebooks, and what stands at the head of one."""

import json

import pytest
from notebook import code, markdown, notebook, printed

from journal.notebooks.cells import BadNotebook, Cell
from journal.notebooks.heading import head_of
from journal.notebooks.jsonformat import read_notebook
from journal.notebooks.wishes import Wishes, wishes_of


@pytest.mark.parametrize("source", [["a\n", "b"], "a\nb", ["a\r\nb"], ["a\n", 3, None, "b"]])
def test_a_source_is_a_text_or_a_list_of_lines(source):
    assert read_notebook(notebook(markdown(source))).cells[0].source == "a\nb"


@pytest.mark.parametrize("source", [None, 3, {}, [[]]])
def test_what_is_no_source_is_empty(source):
    assert read_notebook(notebook(markdown(source))).cells[0].source == ""


def test_half_a_character_and_none_at_all_are_replaced():
    data = json.dumps({"cells": [markdown("a\ud800b\0c\U0001f600")]})
    assert read_notebook(data).cells[0].source == "a\ufffdb\ufffdc\U0001f600"


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({}, "python"),
        ({"language_info": {"name": "python", "pygments_lexer": "ipython3"}}, "python"),
        ({"kernelspec": {"name": "python3"}}, "python"),
        ({"kernelspec": {"name": "ir"}}, "r"),
        ({"kernelspec": {"name": "julia-1.9", "language": "julia"}}, "julia"),
        ({"language_info": {"name": "C++17"}}, "c++"),
        ({"language_info": {"name": "TypeScript"}}, "typescript"),
        ({"language_info": 3, "kernelspec": None}, "python"),
        ([], "python"),
    ],
)
def test_the_language(metadata, language):
    assert read_notebook(json.dumps({"cells": [], "metadata": metadata})).language == language


def test_cells_are_counted_as_they_stand_whatever_they_are():
    cells = read_notebook(json.dumps({"cells": [3, {"cell_type": "x"}, code("a", printed("b")), None]})).cells
    assert [(cell.number, cell.kind) for cell in cells] == [(3, "code")]


@pytest.mark.parametrize(
    "text", ["", " ", "x", "3", "null", "[]", "{}", '{"cells": 3}', '{"nbformat": 1, "cells": []}']
)
def test_what_is_no_notebook_says_so(text):
    with pytest.raises(BadNotebook):
        read_notebook(text)


@pytest.mark.parametrize(
    ("source", "text", "rest"),
    [
        ("---\na: 1\n---\nText", "a: 1", 3),
        ("# T\n> D\n\n- toc: true\n\nText", 'title: "T"\ndescription: "D"\n\ntoc: true\n', 5),
        ("\n# T\n- tags: [a]", '\ntitle: "T"\ntags: [a]', 3),
        ("# T\n> D", "", 0),
        ("# T\n- a: 1", "", 0),
        ("- tags: [a]", "", 0),
        ("# T\n- tags: [a]\n- other", "", 0),
        ("Text", "", 0),
    ],
)
def test_the_head(source, text, rest):
    found = head_of(Cell(1, "markdown", source), "posts/n.ipynb")
    assert (found.head.text, found.rest) == (text, rest)


def test_a_head_without_fences_is_told():
    found = head_of(Cell(2, "raw", "title: x\ndate: 2024-01-01"), "posts/n.ipynb")
    assert str(found.remark).startswith("posts/n.ipynb: cell 2, line 1: warning: this looks like front matter")


@pytest.mark.parametrize(
    ("source", "wishes", "used"),
    [
        ("x", Wishes(), 0),
        ("\n#| label: a\n#| fig-cap: 'A: b'\nx", Wishes(caption="A: b"), 3),
        ("//| echo: false\nx", Wishes(code=False), 1),
        ("x\n#| echo: false", Wishes(), 0),
        ("#exporti\nx", Wishes(), 1),
        ("# default_exp core.a\nx", Wishes(), 1),
        ("#collapse_output\nx", Wishes(), 1),
        ("#hideous\nx", Wishes(), 0),
        ("#| output: asis\nx", Wishes(as_is=True), 1),
        ("#| code-fold: show\nx", Wishes(), 1),
        ("#| HIDE\nx", Wishes(code=False, outputs=False), 1),
    ],
)
def test_wishes(source, wishes, used):
    assert wishes_of(Cell(1, "code", source), {}) == (wishes, used)
