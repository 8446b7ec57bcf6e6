"""Jupyter notebooks as posts, as an author meets them."""

import json
import os
import shutil
import subprocess
import sys
import time
import zlib
from pathlib import Path

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from notebook import code, failed, markdown, notebook, of_type, png, printed, raw, shown
from test_incremental import clean_build

HEAD = raw("---\ntitle: Losses\ndate: 2024-05-04\ntags: [ml]\n---")


@pytest.fixture
def page(site):
    """The page of a notebook with these cells, below front matter."""

    def build(*cells, **rest):
        folder = site("")
        folder.put("posts/losses.ipynb", notebook(HEAD, *cells, **rest))
        folder.build()
        return folder.html("/losses/").css_first(".e-content")

    return build


def text_of(node):
    return node.text() if node else ""


# A notebook is a post.


def test_it_has_all_that_a_post_has(site):
    folder = site("-- posts/other.md --\n---\ntitle: Other\ndate: 2024-05-03\n---\nSee [it](losses.ipynb#how).\n")
    folder.put(
        "posts/losses.ipynb",
        notebook(
            HEAD,
            markdown(["The loss *falls*, see [other](other.md).\n", "\n", "## How"]),
            code("print(1)", printed("1\n")),
            markdown("## Why\n\nBecause.[^1]\n\n[^1]: A note."),
        ),
    )
    ran = folder.build()
    assert "warning" not in ran.err
    post = folder.html("/losses/")
    assert post.css_first("h1").text() == "Losses"
    assert post.css_first("time").attributes["datetime"].startswith("2024-05-04")
    assert [h.text(deep=False) for h in post.css(".e-content h2")] == ["How", "Why"]
    assert post.css_first(".footnotes")
    assert post.css_first('.e-content a[href="/other/"]')
    assert folder.html("/other/").css_first('a[href="/losses/#how"]')
    assert folder.html("/tags/ml/").css_first('a[href="/losses/"]')
    entry = feedparser.parse(folder.text("/feed.xml")).entries[0]
    assert (entry.title, entry.summary) == ("Losses", "The loss falls, see other.")
    listed = {post["source"]: post for post in folder.posts()}
    assert listed["posts/losses.ipynb"]["title"] == "Losses"


def test_code_and_what_it_gave_stand_below_each_other(page):
    body = page(markdown("Text."), code("print(1)", printed("one\n"), printed("two\n")), markdown("More."))
    kinds = [node.tag + "." + (node.attributes.get("class") or "") for node in body.iter()]
    assert kinds == ["p.", "div.highlight", "div.output", "p."]
    assert body.css_first("code.language-python").text() == "print(1)\n"
    assert body.css_first(".output samp").text() == "one\ntwo"
    assert "7" not in body.text()


def test_without_front_matter_the_heading_is_the_title_and_the_name_has_the_date(site):
    folder = site("")
    folder.put("posts/2024-01-02-tries.ipynb", notebook(markdown("# Tries, at last\n\nText."), code("1")))
    folder.put("pages/about.ipynb", notebook(markdown("# About me")))
    folder.put("posts/trip/index.ipynb", notebook(markdown("![p](p.png)")))
    folder.put("posts/trip/p.png", b"png")
    folder.build()
    assert folder.html("/tries/").css_first("h1").text() == "Tries, at last"
    assert folder.html("/tries/").css_first("time").attributes["datetime"].startswith("2024-01-02")
    assert folder.html("/about/").css_first("h1").text() == "About me"
    assert folder.output("/trip/p.png").read_bytes() == b"png"


@pytest.mark.parametrize(
    "first",
    [
        raw("---\ntitle: T\ndate: 2024-01-02\ntags: [x, y]\nexcerpt: E\n---\n"),
        markdown("---\ntitle: T\ndate: 2024-01-02\ntags: [x, y]\nexcerpt: E\n---\nText."),
        markdown('+++\ntitle = "T"\ndate = 2024-01-02\ntags = ["x", "y"]\nexcerpt = "E"\n+++'),
        markdown("# T\n> E\n\n- date: 2024-01-02\n- badges: true\n- categories: [x, y]\n\nText."),
        markdown('# T\n> "E"\n- toc: true\n- date: 2024-01-02\n- tags: [x, y]'),
    ],
)
def test_front_matter_may_be_written_in_any_of_the_ways(site, first):
    folder = site("")
    folder.put("posts/n.ipynb", notebook(markdown(""), first, markdown("## More")))
    folder.build()
    post = folder.posts()[0]
    assert (post["title"], post["date"][:10], post["tags"]) == ("T", "2024-01-02", ["x", "y"])
    text = folder.html("/n/").css_first("main").text()
    assert "E" in text
    assert "badges" not in text
    assert "toc:" not in text


def test_a_title_above_an_ordinary_list_is_no_front_matter(site):
    folder = site("")
    folder.put("posts/n.ipynb", notebook(markdown("# T\n\n- speed: 3\n- date: never")))
    folder.build()
    assert "speed: 3" in folder.html("/n/").css_first(".e-content").text()


def test_a_draft_stays_out_and_a_link_to_it_says_so(site):
    folder = site("-- posts/a.md --\n[n](n.ipynb)\n")
    folder.put("posts/n.ipynb", notebook(raw("---\ndraft: true\n---"), code("1", shown(png=png()))))
    assert "posts/n.ipynb, which is not published" in folder.build().err
    assert not [path for path in folder.outputs() if path.startswith("n/")]


def test_notebooks_may_be_files_like_any_other(site):
    folder = site("-- journal.toml --\nnotebooks = false\n-- posts/a.md --\n[n](n.ipynb)\n")
    data = notebook(markdown("# N"))
    folder.put("posts/n.ipynb", data)
    assert "nothing" not in folder.build().err
    assert folder.text("/n.ipynb") == data
    assert folder.html("/a/").css_first('a[href="/n.ipynb"]')


def test_what_jupyter_keeps_for_itself_is_passed_over(site):
    folder = site("-- posts/a.md --\nA.\n")
    folder.put("posts/.ipynb_checkpoints/n-checkpoint.ipynb", "{")
    folder.put("static/.ipynb_checkpoints/n-checkpoint.ipynb", "{")
    folder.build()
    assert not [path for path in folder.outputs() if "ipynb" in path]


def test_only_pages_of_notebooks_ask_for_their_styles(site):
    folder = site("-- posts/a.md --\nA.\n")
    folder.put("posts/n.ipynb", notebook(markdown("N.")))
    folder.build()
    assert "notebook.css" in folder.text("/n/")
    assert "notebook.css" not in folder.text("/a/")


# What is shown of a cell.


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        (code("#hide\nsecret = 1", printed("told")), ""),
        (code("# hide\nsecret = 1", printed("told")), ""),
        (code("#| hide\nsecret = 1", printed("told")), ""),
        (code("#|hide\nsecret = 1", printed("told")), ""),
        (code("#| include: false\nsecret = 1", printed("told")), ""),
        (code("#| echo: false\nsecret = 1", printed("told")), "told"),
        (code("#hide_input\nsecret = 1", printed("told")), "told"),
        (code("#| output: false\nsecret = 1", printed("told")), "secret = 1"),
        (code("# hide_output\nsecret = 1", printed("told")), "secret = 1"),
        (code("#| export\n#| eval: false\n\nsecret = 1", printed("told")), "secret = 1told"),
        (code("#| hide: false\nsecret = 1", printed("told")), "secret = 1told"),
        (code("# hide the axes\nsecret = 1", printed("told")), "# hide the axessecret = 1told"),
        (code("#| warning: false\nsecret = 1", printed("told", "stderr")), "secret = 1"),
        (code("secret = 1", printed("told"), tags=["remove-cell"]), ""),
        (code("secret = 1", printed("told"), tags=["hide_cell"]), ""),
        (code("secret = 1", printed("told"), tags=["hide-input"]), "told"),
        (code("secret = 1", printed("told"), tags=["remove_input"]), "told"),
        (code("secret = 1", printed("told"), tags=["hide-output"]), "secret = 1"),
        (code("secret = 1", printed("told"), jupyter={"source_hidden": True}), "told"),
        (code("secret = 1", printed("told"), jupyter={"outputs_hidden": True}), "secret = 1"),
        (code("secret = 1", printed("told"), hide_input=True), "told"),
        (markdown("#| default_exp core\n\nseen"), "seen"),
        (markdown("secret", metadata={"tags": ["remove-cell"]}), ""),
        (raw("secret"), ""),
        (raw("*seen*", raw_mimetype="text/markdown"), "seen"),
    ],
)
def test_wishes_are_honoured(page, cell, seen):
    assert text_of(page(cell)).replace("\n", "") == seen


def test_quarto_says_it_for_all_cells_in_the_front_matter(site):
    folder = site("")
    head = raw("---\nexecute:\n  echo: false\n---")
    folder.put("posts/n.ipynb", notebook(head, code("x", printed("1")), code("#| echo: true\ny", printed("2"))))
    folder.build()
    assert "".join(folder.html("/n/").css_first(".e-content").text().split()) == "1y2"


def test_folded_code_opens_on_a_click(page):
    body = page(code("#| code-fold: true\nx = 1"), code("#collapse-hide\ny = 2"))
    assert [fold.css_first("code").text() for fold in body.css("details.fold")] == ["x = 1\n", "y = 2\n"]


@pytest.mark.parametrize(
    ("language", "source", "name"),
    [
        ("R", "x <- 1", "language-r"),
        ("julia", "f(x) = x", "language-julia"),
        ("", "x = 1", "language-python"),
        ("python", "%%bash\nls", "language-bash"),
        ("brainwave", "x", "language-brainwave"),
    ],
)
def test_code_is_coloured_in_the_language_of_the_kernel(page, language, source, name):
    assert page(code(source), language=language).css_first("code").attributes["class"] == name


def test_magics_are_no_mistakes(page):
    body = page(code("%matplotlib inline\n!pip install x\nlen?\nfiles = !ls"))
    assert not body.css(".err")
    assert body.css_first("code").text() == "%matplotlib inline\n!pip install x\nlen?\nfiles = !ls\n"


# Outputs.


def test_colours_of_a_terminal_become_classes(page):
    body = page(code("x", printed("\x1b[31mred\x1b[0m \x1b[1;42m<b>\x1b[0m \x1b[38;5;196mmany\x1b[m\x1b[2K")))
    assert [(s.text(), s.attributes["class"]) for s in body.css("samp span")] == [
        ("red", "ansi-red"),
        ("<b>", "ansi-on-green ansi-bold"),
        ("many", "ansi-bright-red"),
    ]
    assert body.css_first("samp").text() == "red <b> many"


def test_errors_and_warnings_say_what_they_are(page):
    body = page(code("1/0", printed("careful", "stderr"), failed("E", "why", "\x1b[31mE\x1b[0m: why")))
    labels = [(f.attributes["class"], f.css_first("figcaption").text()) for f in body.css("figure")]
    assert labels == [("output stderr", "stderr"), ("output error", "error")]


def test_a_progress_bar_stands_there_once(page):
    body = page(code("x", printed("\r 1%|#\r50%|##"), printed("\r100%|###\nabc\b\bd\n")))
    assert body.css_first("samp").text() == "100%|###\nad"


def test_a_table_keeps_its_cells_and_nothing_else(page):
    html = (
        '<div><style scoped>td {color: red}</style><table border="1" class="dataframe" onclick="f()"><thead>'
        '<tr style="text-align: right"><th></th><th>name</th></tr></thead><tbody><tr><th>0</th>'
        '<td colspan="2"><a href="javascript:f()">x</a></td></tr></tbody></table></div><script>f()</script>'
    )
    table = page(code("df", shown(html=html, plain="  name"))).css_first("div.table table")
    assert table.html == (
        "<table><thead><tr><td></td><th>name</th></tr></thead><tbody><tr><th>0</th>"
        '<td colspan="2"><a>x</a></td></tr></tbody></table>'
    )


def test_pictures_are_files_beside_the_page(site):
    folder = site("")
    size = {"image/png": {"width": 10}}
    cells = [
        code("a", shown(png=png(20, 8), plain="<Figure>")),
        code("b", shown(size, png=png(20, 8))),
        code("#| fig-cap: A curve\n#| fig-alt: It falls\nc", shown(png=png(4, 4, 9))),
    ]
    folder.put("posts/losses.ipynb", notebook(HEAD, *cells))
    folder.build()
    images = folder.html("/losses/").css(".e-content img")
    assert [(i.attributes["width"], i.attributes["height"]) for i in images] == [("20", "8"), ("10", "4"), ("4", "4")]
    assert images[0].attributes["src"] == images[1].attributes["src"]
    assert images[2].attributes["alt"] == "It falls"
    assert folder.html("/losses/").css_first("figcaption").text() == "A curve"
    for image in images:
        assert folder.output(image.attributes["src"]).read_bytes().startswith(b"\x89PNG")
    feed = folder.text("/feed.json")
    assert "https://me.example" + images[0].attributes["src"] in feed
    assert "base64" not in feed


def test_an_attachment_is_shown_where_its_cell_names_it(site):
    folder = site("")
    one = markdown("![one](attachment:image.png)", attachments={"image.png": {"image/png": png(2, 1)}})
    two = markdown("![two](attachment:my%20image.png)", attachments={"my image.png": {"image/png": png(3, 1)}})
    same = markdown("![same](attachment:image.png)", attachments={"image.png": {"image/png": png(4, 1)}})
    folder.put("posts/ünter weg.ipynb", notebook(one, two, same, markdown("![no](attachment:none.png)")))
    folder.build()
    page = next(path for path in folder.outputs() if path.startswith(("unter", "ünter")) and path.endswith("html"))
    images = folder.html(page).css(".e-content img")
    assert [image.attributes.get("width") for image in images] == ["2", "3", "4", None]
    assert len([path for path in folder.outputs() if path.endswith(".png")]) == 3


def test_a_picture_written_into_the_text_becomes_a_file_as_well(site):
    folder = site("")
    html = f'<img alt="b" src="data:image/png;base64,{png(3, 3)}">' + f"<!--{'x' * 10}-->"
    cells = [markdown(f"![a](data:image/png;base64,{png(2, 2)})"), code("x", shown(html=html))]
    folder.put("posts/losses.ipynb", notebook(HEAD, *cells))
    folder.build()
    images = folder.html("/losses/").css(".e-content img")
    assert [image.attributes["alt"] for image in images] == ["a", "b"]
    assert all(folder.output(image.attributes["src"]).exists() for image in images)
    assert "base64" not in folder.text("/feed.xml")


def test_the_richest_form_that_is_safe_comes_first(page):
    body = page(
        code("a", shown(html="<table><tr><td>T</td></tr></table>", plain="P1", png=png())),
        code("b", shown(latex=r"$\displaystyle \frac{x}{2}$", plain="P2")),
        code("c", shown(markdown="**M** $x$", plain="P3")),
        code("d", shown(plain="P4")),
    )
    assert body.css_first(".output td").text() == "T"
    assert len(body.css("math")) == 2
    assert body.css_first(".output strong").text() == "M"
    assert [n for n in range(1, 5) if f"P{n}" in body.text()] == [4]


@pytest.mark.parametrize(
    "output",
    [
        of_type("application/vnd.jupyter.widget-view+json", {"model_id": "x"}, plain="Slider(3)"),
        of_type(
            "application/vnd.plotly.v1+json", {"data": []}, html="<div><script>f()</script></div>", plain="Slider(3)"
        ),
        shown(html='<iframe src="https://elsewhere.example/"></iframe>', plain="Slider(3)"),
    ],
)
def test_what_needs_a_script_is_told_in_words(page, output):
    text = page(code("x", output)).text()
    assert "Slider(3)" in text
    assert "interactive" in text


def test_a_table_with_buttons_is_a_table(page):
    html = "<div><table><tr><td>1</td></tr></table><button onclick=f()><svg></svg></button><script>f()</script></div>"
    body = page(code("df", of_type("application/vnd.google.colaboratory.intrinsic+json", {}, html=html, plain="P")))
    assert body.css_first(".output td").text() == "1"
    assert "interactive" not in body.text()


def test_a_plot_that_also_is_a_picture_is_a_picture(page):
    plot = of_type("application/vnd.plotly.v1+json", {}, html="<script>f()</script>", png=png(), plain="Figure()")
    body = page(code("x", plot))
    assert body.css_first("img")
    assert "interactive" not in body.text()


EVIL = {
    "in attributes": '<img alt="a><script>f()</script>"><h2 title="a><script>f()</script>">x</h2>',
    "html": '<p onclick="f()" style="x">a<script>f()</script><img src=x onerror=f()><a href="javascript:f()">l</a></p>',
    "svg in html": "<svg onload=f()><script>f()</script></svg><table><tr><td>1</td></tr></table>",
    "nested": "<math><mtext><table><mglyph><style><img src=x onerror=f()></style></mglyph></table></mtext></math>",
    "comment": "<!--><script>f()</script>--><p>x</p>",
    "data": '<img src="data:text/html;base64,PHNjcmlwdD4="><a href="data:text/html,<script>f()</script>">x</a>',
    "meta": '<meta http-equiv=refresh content="0;url=https://e.example"><base href="//e.example">'
    "<form action=x>t</form>",
}


@pytest.mark.parametrize("html", EVIL.values(), ids=EVIL)
@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_nothing_in_an_output_acts(page, html, kind):
    body = page(code("x", shown(**{kind: html}, plain="plain"))).html.lower()
    for bad in (
        "<script",
        "onclick",
        "onerror",
        "onload",
        "javascript:",
        "<iframe",
        "<svg",
        "<style",
        "style=",
        "<meta",
    ):
        assert bad not in body
    for bad in ("<base", "<form", "data:"):
        assert bad not in body


def test_text_in_an_output_is_text(page):
    body = page(code("x", printed("</samp></script><script>f()</script>")), code("y", shown(plain="<b>&amp;")))
    assert [s.text() for s in body.css("samp")] == ["</samp></script><script>f()</script>", "<b>&amp;"]
    assert not body.css("script, b")


def test_a_drawing_is_a_file_without_scripts(site):
    folder = site("")
    svg = (
        '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" '
        'onload="f()"><script>f()</script><style>@import "https://e.example/x.css";</style>'
        '<style>path { stroke: red; clip-path: url("#c") }</style><foreignObject><p>x</p></foreignObject>'
        '<a href="javascript:f()"><text>no</text></a><path d="M0 0L9 9" style="fill:url(#c)" onclick="f()"/>'
        '<use xlink:href="#c"/><image xlink:href="https://e.example/x.png"/></svg>'
    )
    folder.put("posts/losses.ipynb", notebook(HEAD, code("x", shown(svg=svg))))
    folder.build()
    (name,) = [path for path in folder.outputs() if path.endswith(".svg") and path.startswith("losses")]
    file = folder.text(name)
    assert '<path d="M0 0L9 9" style="fill:url(#c)"' in file
    assert "stroke: red" in file
    for bad in ("script", "onload", "onclick", "e.example", "javascript", "foreignObject"):
        assert bad not in file


@pytest.mark.parametrize(
    "svg", ["<svg", "<html/>", '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>']
)
def test_what_is_no_drawing_is_not_shown(site, svg):
    folder = site("")
    folder.put("posts/n.ipynb", notebook(code("x", shown(svg=svg, plain="in words"))))
    assert "posts/n.ipynb: cell 1: warning: an output says image/svg+xml, but is no picture" in folder.build().err
    assert "in words" in folder.html("/n/").css_first(".output").text()


def test_an_endless_output_is_cut_with_a_word(site):
    folder = site("")
    folder.put("posts/n.ipynb", notebook(markdown("A."), code("x", printed("0123456789\n" * 10_000))))
    ran = folder.build()
    assert (
        "posts/n.ipynb: cell 2: warning: an output is too long to show: 59,999 more characters are left out" in ran.err
    )
    assert len(folder.text("/n/")) < 70_000
    assert "59,999 more characters" in folder.text("/n/")


# What goes wrong.


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("", "posts/n.ipynb: error: an empty file, not a notebook\nhint: "),
        ('{"cells": [', "posts/n.ipynb:1:12: error: not a notebook: the JSON breaks off here (Expecting value)"),
        ('{"cells": [\n<<<<<<< HEAD\n]}', "posts/n.ipynb:2:1: error: git left a merge conflict in it"),
        ("[1, 2]", "posts/n.ipynb: error: not a notebook: it holds no cells"),
        ("{}", "posts/n.ipynb: error: not a notebook: it holds no cells"),
        ("[" * 100_000, "posts/n.ipynb: error: not a notebook: nested too deeply"),
        ("9" * 5_000, "posts/n.ipynb: error: not a notebook: a number with far too many digits"),
        (
            '{"nbformat": 2, "worksheets": []}',
            "posts/n.ipynb: error: a notebook of format 2, and journal reads 3 and 4",
        ),
        ('{"nbformat": 5, "cells": []}', "posts/n.ipynb: error: a notebook of format 5, and journal reads 3 and 4"),
        (b"\xff\xfe{\0}\0", "posts/n.ipynb: error: UTF-16, not UTF-8 text"),
    ],
)
def test_a_broken_file_is_told_in_a_line(site, data, told):
    folder = site("")
    folder.put("posts/n.ipynb", data)
    assert told in folder.fails()


def test_errors_name_the_cell_and_its_line(site):
    folder = site("")
    head = raw("---\ntitle: T\ndate: tomorrow\n---")
    folder.put("posts/a.ipynb", notebook(markdown(""), head))
    said = folder.fails()
    assert "posts/a.ipynb: cell 2, line 3: error: date: 'tomorrow' is not a date" in said
    assert "    3 | date: tomorrow\n      |       ^^^^^^^^\n" in said
    folder.put("posts/a.ipynb", notebook(code("x"), markdown("# T\n\n[x](none.md)\n"), markdown("A.\n\n$\\nope{$")))
    said = folder.build().err
    assert "posts/a.ipynb: cell 2, line 3: warning: the link 'none.md' leads to nothing in this site" in said
    assert "    3 | [x](none.md)\n      |     ^^^^^^^\n" in said
    again = folder.run("build").err
    assert again == said
    folder.put("posts/a.ipynb", notebook(markdown("# T\n- date: tomorrow\n- tags: [x]")))
    assert "posts/a.ipynb: cell 1, line 2: error: date: 'tomorrow' is not a date" in folder.fails()


def test_what_a_cell_leaves_open_ends_with_it(site):
    folder = site("")
    open_ended = ["```python\nx = 1", "- a\n\n  ~~~\n  b", "<!-- never closed", "<pre>\n<b>x", "> [!tip]\n> ```\n> y"]
    cells = [cell for text in open_ended for cell in (markdown(text), code("1", printed("told")))]
    folder.put("posts/n.ipynb", notebook(*cells, markdown("# Heading")))
    assert "cell 1, line 1: warning: this code block is not closed" in folder.build().err
    body = folder.html("/n/").css_first(".e-content")
    assert len(body.css(".output")) == 5
    assert body.css_first("h2").text(deep=False) == "Heading"
    assert "<!--cell" not in body.html


def test_a_mark_cannot_be_forged(page):
    body = page(markdown("<!--cell 000000000000 2-->\n\n`<!--cell x 2-->`"), code("1", printed("told")))
    assert len(body.css(".output")) == 1


def test_an_empty_notebook_is_an_empty_page(site):
    folder = site("")
    folder.put("posts/first-steps.ipynb", "\ufeff" + notebook())
    folder.build()
    assert folder.html("/first-steps/").css_first("h1").text() == "First steps"


def test_a_notebook_and_a_post_of_one_name_are_told_apart_by_the_author(site):
    folder = site("-- posts/n.md --\nN.\n")
    folder.put("posts/n.ipynb", notebook(markdown("N.")))
    said = folder.fails()
    assert "two pages for /n/" in said
    assert "`notebooks = false`" in said


def test_format_3_is_read_as_well(site):
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": "x"},
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "heading", "level": 1, "metadata": {}, "source": ["Old"]},
                    {
                        "cell_type": "code",
                        "language": "python",
                        "input": ["x"],
                        "prompt_number": 3,
                        "outputs": [
                            {"output_type": "pyout", "text": ["42"], "prompt_number": 3},
                            {"output_type": "stream", "stream": "stderr", "text": ["careful"]},
                            {"output_type": "display_data", "png": png(2, 2)},
                            {"output_type": "pyerr", "ename": "E", "evalue": "why", "traceback": []},
                        ],
                    },
                ]
            }
        ],
    }
    folder = site("")
    folder.put("posts/n.ipynb", json.dumps(old))
    folder.build()
    page = folder.html("/n/")
    assert page.css_first("h1").text() == "Old"
    assert [s.text() for s in page.css("samp")] == ["42", "careful", "E: why"]
    assert page.css_first("img").attributes["width"] == "2"


def test_a_missing_extra_is_told_once(site, monkeypatch):
    folder = site("-- posts/a.md --\nA.\n")
    folder.put("posts/n.ipynb", notebook())
    folder.put("posts/m.ipynb", notebook())
    find = __import__("importlib.util").util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name, *more: None if name == "nh3" else find(name, *more))
    assert folder.fails() == (
        "posts/m.ipynb: error: notebooks need nh3, which is not installed\n"
        "hint: pip install 'learning-journal[notebooks]', "
        "or set `notebooks = false` to have notebooks copied as they are\n"
        "1 error; nothing was written\n"
    )


def test_a_site_without_notebooks_imports_nothing_of_theirs(site):
    folder = site("-- posts/a.md --\nA.\n")
    program = (
        "import sys; from journal.cli import main; main(['build', '--quiet'], standalone_mode=False);"
        "print([name for name in sys.modules if name == 'nh3' or name.startswith('journal.notebooks.')])"
    )
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=folder.root, capture_output=True, text=True, check=True, env=env)
    assert done.stdout.splitlines()[-1] == "[]"


# The output is that of a clean build, whatever happened before.


def test_edits_of_a_notebook_give_what_a_clean_build_gives(site):
    folder = site("-- posts/a.md --\n---\ndate: 2024-01-01\n---\n[n](n.ipynb)\n")
    folder.put("posts/n.ipynb", "")

    def is_clean():
        code, clean = clean_build(folder.root)
        ran = folder.run("build", "--quiet")
        assert ran.code == code
        assert code == 1 or folder.outputs() == clean

    variants = [
        notebook(HEAD, code("x", shown(png=png(2, 2)))),
        notebook(HEAD, code("x", shown(png=png(2, 2, 9)))),
        notebook(HEAD, code("x", shown(png=png(2, 2, 9))), code("y", shown(png=png(3, 3)))),
        notebook(raw("---\ntitle: L\nslug: elsewhere\n---"), code("y", shown(png=png(3, 3)))),
        notebook(raw("---\ntitle: L\nslug: /p.html\n---"), code("y", shown(png=png(3, 3)))),
        notebook(HEAD),
        "{",
        notebook(HEAD, markdown("![a](attachment:a.png)", attachments={"a.png": {"image/png": png()}})),
    ]
    for data in variants:
        folder.put("posts/n.ipynb", data)
        is_clean()
    time.sleep(0.06)
    is_clean()
    (picture,) = folder.root.glob("public/**/figure-*.png")
    picture.unlink()
    is_clean()
    picture.write_bytes(b"X")
    is_clean()
    shutil.rmtree(folder.root / "public")
    is_clean()
    (folder.root / ".journal/build.sqlite").unlink()
    is_clean()
    folder.put("journal.toml", "notebooks = false\n")
    is_clean()
    folder.put("journal.toml", "")
    (folder.root / "posts/n.ipynb").rename(folder.root / "posts/m.ipynb")
    is_clean()
    (folder.root / "posts/m.ipynb").unlink()
    is_clean()
    assert not list(folder.root.glob("public/**/figure-*"))


def test_a_picture_that_was_damaged_in_the_state_is_made_again(site):
    import sqlite3  # noqa: PLC0415 - one test's own

    folder = site("")
    folder.put("posts/n.ipynb", notebook(HEAD, code("x", shown(png=png(2, 2)))))
    folder.build()
    before = folder.outputs()
    with sqlite3.connect(folder.root / ".journal/build.sqlite") as db:
        db.execute("update files set data = ?, sum = ?", (b"damaged", zlib.crc32(b"otherwise")))
    db.close()
    shutil.rmtree(folder.root / "public")
    folder.build()
    assert folder.outputs() == before


def test_any_number_of_workers_makes_the_same(site, tmp_path_factory):
    def built(*args):
        folder = type(site(""))(tmp_path_factory.mktemp("site"))
        folder.put("journal.toml", 'url = "https://me.example/"\n')
        for n in range(40):
            cells = [
                code("x", shown(png=png(2, 1 + n % 7)), printed(f"\x1b[3{n % 8}mx")),
                markdown("$x$ [a](p0.ipynb)"),
            ]
            folder.put(f"posts/p{n}.ipynb", notebook(raw(f"---\ndate: 2024-01-{1 + n % 28:02}\n---"), *cells))
        folder.build(*args)
        return folder.outputs()

    assert built("--workers", "1") == built("--workers", "2")


# Whatever a file holds.

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
SOURCE = (
    JSON | st.text() | st.sampled_from(["<script>", "```", "---\ntitle: x", "#| hide", "\ud800\0", "%%html\n</script>"])
)
MIME = st.sampled_from(["text/html", "text/plain", "image/svg+xml", "image/png", "text/latex", "text/markdown", "x"])
BAD = st.sampled_from(
    ["<script>f()</script>", "<ScRiPt src=//e>", "<svg><script>f()", "</samp><script>", "<img src=x onerror=f()>"]
)
OUTPUT = st.fixed_dictionaries(
    {"output_type": st.sampled_from(["stream", "error", "display_data", "pyout", "x"]) | JSON},
    optional={
        "data": st.dictionaries(MIME, BAD | JSON, max_size=4) | JSON,
        "metadata": JSON,
        "text": BAD | JSON,
        "traceback": st.lists(BAD | JSON, max_size=2) | JSON,
        "png": JSON,
        "html": BAD | JSON,
    },
)
CELL = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "raw", "heading"]) | JSON},
    optional={"source": SOURCE, "outputs": st.lists(OUTPUT, max_size=3) | JSON, "metadata": JSON, "attachments": JSON},
)
NOTEBOOK = st.fixed_dictionaries(
    {},
    optional={
        "cells": st.lists(CELL | JSON, max_size=4) | JSON,
        "nbformat": JSON,
        "metadata": JSON,
        "worksheets": JSON,
    },
)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(JSON | NOTEBOOK)
def test_any_json_gives_a_page_or_a_word(folder, data):
    from datetime import UTC  # noqa: PLC0415 - what a site gives

    from journal.dialect import Dialect  # noqa: PLC0415
    from journal.document import Raw  # noqa: PLC0415
    from journal.parse import parse  # noqa: PLC0415

    parsed = parse(Raw("posts/n.ipynb", "post", json.dumps(data).encode()), Dialect(), UTC)
    assert parsed.document or parsed.diagnostics
    if parsed.body:
        assert "<script" not in parsed.body.html.lower()
        assert "onerror" not in parsed.body.html.replace("&lt;img src=x onerror", "")
        parsed.body.html.encode()
