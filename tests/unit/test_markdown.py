"""What the Markdown stage gives beside HTML."""

import pickle
import re
import sys

import pytest

from journal.dialect import Dialect
from journal.markdown import Heading, Problem, convert


class TestTitle:
    def test_a_leading_heading_becomes_the_title(self):
        rendered = convert("# The *title*\n\nText.")
        assert rendered.title == "The title"
        assert rendered.html == "<p>Text.</p>"
        assert rendered.headings == ()

    def test_a_leading_heading_that_repeats_the_title_is_left_out(self):
        rendered = convert("#  the   TITLE\n\nText.", title="The title")
        assert rendered.title == "The title"
        assert rendered.html == "<p>Text.</p>"

    def test_another_leading_heading_stays(self):
        rendered = convert("# Other\n\n## Two", title="The title")
        assert rendered.title == "The title"
        assert [(heading.level, heading.text) for heading in rendered.headings] == [(2, "Other"), (3, "Two")]

    def test_a_heading_that_does_not_lead_gives_the_title_but_stays(self):
        rendered = convert("Text.\n\n# T")
        assert rendered.title == "T"
        assert [heading.level for heading in rendered.headings] == [2]

    def test_quotes_in_the_title_do_not_matter(self):
        assert convert('# It\'s "so"\n\nText.', title='It\'s "so"').html == "<p>Text.</p>"

    @pytest.mark.parametrize(
        ("heading", "title"),
        [
            ("Using `pathlib` & co", "Using `pathlib` & co"),
            ("Using `pathlib` & co", "Using pathlib & co"),
            ("Using pathlib & co", "Using `pathlib` & co"),
            ("*Why* [snake_case](a) :tada:", "*Why* [snake_case](a) :tada:"),
            ("Why [that](a)?", "*Why* that?"),
            ("Of $x^2$ #", "Of $x^2$"),
            ("Of x {#id}", "Of x"),
        ],
    )
    def test_markdown_in_the_title_does_not_matter(self, heading, title):
        rendered = convert(f"# {heading}\n\nText.", title=title)
        assert rendered.html == "<p>Text.</p>"
        assert rendered.title == title

    def test_an_underlined_heading_repeats_the_title_too(self):
        assert convert("Of $x^2$\n===\n\nText.", title="Of $x^2$").html == "<p>Text.</p>"

    def test_no_heading_no_title(self):
        assert convert("Text.").title == ""


class TestHeadings:
    def test_markup_without_links_and_footnote_marks(self):
        (heading,) = convert("## `a` [b](c) *d*[^1] $x$ {#id}\n\n[^1]: e").headings
        assert heading.id == "id"
        assert heading.text == "a b d x"
        assert heading.html.startswith("<code>a</code> b <em>d</em> <span")
        assert "fnref" not in heading.html

    def test_in_order(self):
        assert convert("## A\n\n### B").headings == (Heading(2, "a", "A", "A"), Heading(3, "b", "B", "B"))


class TestExcerpt:
    @pytest.mark.parametrize(
        ("text", "excerpt"),
        [
            ("One *two* `three` $x^2$[^1].\n\nFour.\n\n[^1]: Note.", "One two three x^2."),
            ("![a](b)\n\n![a](b 'c')\n\n## A\n\n```\nx\n```\n\nText.", "Text."),
            ("> [!note] A\n> B\n\n!!! tip\n    C\n\nText.", "Text."),
            ("<div class='x'>\nraw\n</div>\n\nText.", "Text."),
            ("| a |\n|---|\n| b |\n\n[TOC]\n\nText.", "Text."),
            ("One.\n\nTwo.\n\n<!--more-->\n\nThree.", "One. Two."),
            ("One <!-- more --> two", "One"),
            ("One.\n\n---\n\nTwo.\n\n<!--more-->\n\nThree.", "One. Two."),
            ("# T\n\n- a\n- b\n\n```\nx\n```\n\n<!--more-->\n\nText.", "a b"),
            ("> Only a quotation.", "Only a quotation."),
            ("`<!--more-->` Text.\n\nTwo.", "<!--more--> Text."),
            ("", ""),
            ("```\nx\n```", ""),
            ("A &amp; <b>b</b> :tada: \\*", "A & b 🎉 *"),
            ("a  \nb", "a b"),
        ],
    )
    def test_what_is_taken(self, text, excerpt):
        assert convert(text).excerpt == excerpt

    def test_cut_at_a_word(self):
        excerpt = convert("word " * 100).excerpt
        assert excerpt.endswith("word…")
        assert 270 <= len(excerpt) <= 281

    def test_a_text_without_spaces_is_cut_all_the_same(self):
        assert len(convert("語" * 1000).excerpt) == 281

    def test_an_authors_own_mark_is_not_cut(self):
        assert len(convert("word " * 100 + "\n\n<!--more-->").excerpt) == 499


class TestWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("one *two* `three`", 3),
            ("```\ncode code\n```\n\none", 1),
            ("    code\n\none", 1),
            ("日本語 and two", 5),
            ("it's well-known, 3.14", 3),
            ("$\\frac{a}{b}$ one", 2),
            ("one[^1]\n\n[^1]: two", 2),
            ("## One\n\ntwo", 2),
            ("<p title='no no'>one</p>", 1),
            ("[TOC]\n\n## One", 1),
            ('{{ "one" }}', 1),
            ("", 0),
        ],
    )
    def test_prose_is_counted(self, text, words):
        assert convert(text).words == words


class TestProblems:
    def test_bad_tex_is_told_with_its_place(self):
        (problem,) = convert("a\n\n```\nx\n```\n\nb\nc $\\frac{1$ d").problems
        assert (problem.line, problem.column) == (8, 3)
        assert "braces" in problem.message

    def test_in_order_of_place(self):
        problems = convert("$\\nosuch$ $\\left($\n\n```math\n}\n```\n\n```\nx").problems
        assert [problem.line for problem in problems] == [1, 1, 3, 7]
        assert "\\nosuch" in problems[0].message

    def test_a_title_that_cannot_show_all_that_stands_in_it(self):
        (problem,) = convert("\n# A [b](c) ![d](e.png)\n\ntext").problems
        assert problem.message == "the title is shown without its links and pictures"
        assert problem.line == 2
        assert not convert("# A *b* `c`\n\n## [d](e)").problems

    def test_an_unclosed_fence(self):
        (problem,) = convert("a\n\n~~~~ python\nx").problems
        assert problem == Problem(3, 1, "this code block is not closed", "end it with a line of ~~~~")

    def test_an_unclosed_fence_in_a_list_in_a_quotation(self):
        (problem,) = convert("> - a\n>\n>   ```py\n>   x\n\nb").problems
        assert problem == Problem(3, 5, "this code block is not closed", "end it with a line of ```")

    def test_formulas_in_blocks_have_their_place(self):
        problems = convert("> - a $\\nosuch$\n>   b\n>   $\\nosuch$\n\n# c $\\nosuch$\n\n\t$\\nosuch$").problems
        assert [(problem.line, problem.column) for problem in problems] == [(1, 7), (3, 5), (5, 5)]

    def test_without_latex2mathml_the_tex_is_shown(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "latex2mathml.converter", None)
        rendered = convert("$x<y$ and $z$\n\n```math\nx\n```")
        assert rendered.html.startswith('<p><code class="math">x&lt;y</code> and <code class="math">z</code></p>')
        (problem,) = rendered.problems
        assert problem.line == 1
        assert problem.hint == "pip install 'learning-journal[math]'"

    def test_footnotes_without_a_partner(self):
        problems = convert("a\nb[^1] [^2] `[^3]`\n\n[^2]: two\n\n> [^4]: four").problems
        assert [(problem.line, problem.column, problem.message) for problem in problems] == [
            (2, 2, "there is no footnote [^1]"),
            (6, 3, "nothing refers to footnote [^4]"),
        ]

    def test_a_footnote_in_code_is_none(self):
        (problem,) = convert("```\n[^1]\n```\n\n`[^1]` and [^1]").problems
        assert (problem.line, problem.column) == (5, 12)

    def test_a_good_text_has_none(self):
        assert convert("# A\n\n$x$ $\\arg\\max \\label{a}$[^1]\n\n```py\nx\n```\n\n[^1]: b").problems == ()


def test_line_ends_of_windows():
    text = "# T\n\nA  \nb\n\n```py\nx = 1\n\ny\n```\n\n- a\n\n    b\n"
    assert convert(text.replace("\n", "\r\n")) == convert(text)


def test_a_dialect_can_be_sent_to_a_worker_and_hashed():
    dialect = Dialect(language="de")
    assert pickle.loads(pickle.dumps(dialect)) == dialect
    assert len({dialect, Dialect(language="de")}) == 1
    rendered = convert("a")
    assert pickle.loads(pickle.dumps(rendered)) == rendered


FORMULA = re.compile(r'<span class="math">.*?<annotation[^>]*>(.*?)</annotation>.*?</span>')


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Use $HOME and $PATH in `$HOME/bin` please.", "Use $HOME and $PATH in <code>$HOME/bin</code> please."),
        ("Set `$A` and $B then `$C`.", "Set <code>$A</code> and $B then <code>$C</code>."),
        ("$A `b` $C$", "$A <code>b</code> ⟦C⟧"),
        ("pid $$ and `kill $$` or \\(`\\)`", "pid $$ and <code>kill $$</code> or (<code>\\)</code>"),
        ("$5 (USD) vs 5$ in Canada", "$5 (USD) vs 5$ in Canada"),
        ("$1 = 1€ and 2$ = 2€", "$1 = 1€ and 2$ = 2€"),
        ("Cost: $20, $30; (${x}$).", "Cost: $20, $30; (⟦{x}⟧)."),
        ("$5 or ten more$", "$5 or ten more$"),
        ("echo $HOME$PATH $A/$B $HOME\\bin$PATH", "echo $HOME$PATH $A/$B $HOME\\bin$PATH"),
        ("a$x$ $x$1 $x $ $ x$", "a$x$ $x$1 $x $ $ x$"),
        ("$1, 2, 3$ $10$ $2n$ $3 n + 1$", "⟦1, 2, 3⟧ ⟦10⟧ ⟦2n⟧ ⟦3 n + 1⟧"),
        ("$f = 440$Hz, the $n$th", "⟦f = 440⟧Hz, the ⟦n⟧th"),
        ("设$x$为", "设⟦x⟧为"),
        ("{{ $x }} and {{$y}} $z$", "{{ $x }} and {{$y}} ⟦z⟧"),
    ],
)
def test_dollars(text, shown):
    assert FORMULA.sub(r"⟦\1⟧", convert(text).html) == f"<p>{shown}</p>"
