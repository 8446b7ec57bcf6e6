"""What holds for every text, however odd."""

import time
from html.parser import HTMLParser

import html5lib
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from journal import markdown
from journal.dialect import Dialect

# Characters that mean something, often next to one another.
FRAGMENTS = [
    *"*_`~[](){}<>#|$!:\\\"'-+=&^.@/1ax \n\t",
    *[
        "\n\n",
        "    ",
        "  \n",
        "> ",
        "- ",
        "1. ",
        "# ",
        "## ",
        "```",
        "~~~",
        "$$",
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "**",
        "~~",
    ],
    *[
        "[[",
        "]]",
        "![[",
        "[[a]]",
        "![[a]]\n\n",
        "[[a#b|c]]",
        "\\|",
        "==",
        "%%",
        "\n%%\n",
        "#t ",
        " ^a\n\n",
        "\n\n^b\n\n",
    ],
    *["```py {1}\n", "[^1]", "\n[^1]: ", "[a](b)", "![a](b 'c')", "[a]: b\n", "*[a]: b\n", "| a | b |\n|---|---|\n"],
    *[
        "> [!note]- x\n",
        "!!! note\n",
        "??? tip\n",
        "\n: ",
        "- [ ] ",
        "[TOC]",
        "<!--more-->",
        "<!--",
        "-->",
        "<b>",
        "</b>",
    ],
    *[
        "<div>",
        "</div>",
        "<div markdown='1'>",
        "<pre>",
        "<script>",
        "</script>",
        "{#a}",
        "{.b c=d}",
        "{{ x }}",
        "{% y %}",
        "{{",
        "}}",
        "\n\n---\n\n",
        "\n\n<!--more-->\n\n",
    ],
    *[
        "\n{{< note >}}\n",
        "\n{{< /note >}}\n",
        "{{< note >}}",
        "{{< /note >}}",
        "{{< figure a.png >}}",
        "\n{{< figure a.png\n",
        "{{< /figure >}}",
        "{{< youtube abcdefgh",
        " >}}",
        "{{</* x */>}}",
    ],
    *[
        ":tada:",
        "www.a.b",
        "https://a.b/c",
        "a@b.c",
        "&amp;",
        "&#",
        "---\n",
        "===\n",
        "$x$",
        "\\frac{1}{2}",
        "日本",
        "é",
    ],
    *[
        "\x00",
        "\x02",
        "\x03",
        "\x02wzxhzdk:0\x03",
        "\x02klzzwxh:0000\x03",
        "\x02amp\x03",
        "\x0234\x03",
        "\r\n",
        "\u2028",
    ],
]
MARKDOWN = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)
VOID = {"br", "img", "input", "hr", "wbr"}
UNCOMMON = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def convert(text, *rest, **options):
    """What journal does, but where journal would ask for a report, the test fails."""
    rendered = markdown.convert(text, *rest, **options)
    assert not any("report it" in problem.message for problem in rendered.problems)
    return rendered


class Balance(HTMLParser):
    """Raises when an end tag does not match, and gathers ids."""

    def __init__(self):
        super().__init__()
        self.open, self.ids = [], []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            assert not (tag in {"p", "div", "figure", "pre", "ul", "table"} and "p" in self.open), f"{tag} in p"
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def parses(rendered):
    html5lib.parseFragment(rendered.html)
    assert "\x02" not in rendered.html
    assert "\x03" not in rendered.html
    rendered.html.encode()
    assert "\n" not in rendered.excerpt
    assert rendered.words >= 0


@UNCOMMON
@given(st.text())
def test_any_text_gives_html(text):
    parses(convert(text))


@UNCOMMON
@given(MARKDOWN, st.sampled_from(["", "a"]))
@example("<!--<!-- -->", "")
@example("# Notes\n\nIntro.\n\n---\n\nPart two.\n\n<!--more-->\n\nrest", "")
def test_any_markup_gives_html(text, title):
    parses(convert(text, title=title))


@UNCOMMON
@given(MARKDOWN.filter(lambda text: "<" not in text))
def test_without_raw_html_the_output_is_well_formed(text):
    balance = Balance()
    balance.feed(convert(text).html)
    balance.close()
    assert balance.open == []
    assert len(balance.ids) == len(set(balance.ids))


@UNCOMMON
@given(MARKDOWN, MARKDOWN)
def test_a_text_leaves_no_trace_in_the_next(before, text):
    alone = convert(text)
    convert(before)
    assert convert(text) == alone


@UNCOMMON
@given(MARKDOWN)
def test_problems_point_into_the_text(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in convert(text).problems:
        assert 1 <= problem.line <= len(lines)
        assert problem.column >= 1


@UNCOMMON
@given(MARKDOWN, st.builds(Dialect, *[st.booleans()] * 4, st.just("de"), st.booleans()))
def test_every_dialect_gives_html(text, dialect):
    parses(convert(text, dialect))


def nested(line, count):
    return "".join("    " * depth + line for depth in range(count))


@pytest.mark.parametrize(
    "text",
    [
        ">" * 5000,
        "> " * 5000,
        "[" * 5000,
        "![" * 3000,
        "[" * 5000 + "]" * 5000,
        "[a](" * 3000,
        "*" * 5000,
        "*a " * 3000,
        "**a*b" * 1000,
        "_a " * 3000,
        "~~a" * 2000,
        "`a" * 3000,
        "<" * 5000,
        "<div markdown='1'>\n" * 500,
        "$a" * 5000,
        "\\(" * 3000,
        "- " * 2000,
        "1. " * 2000,
        "> - " * 1000,
        nested("- a\n", 500),
        nested("!!! note\n", 200),
        nested("??? note\n", 200),
        nested(": a\n", 100),
        "$" + "{" * 3000 + "}" * 3000 + "$",
        r"$\newcommand{\a}{\a\a}\a$",
        "$" + r"\frac" * 1000 + "$",
        "```\n" * 2001,
        "a\n: b\n" * 1000,
        "# a\n" * 1000,
        "|a" * 2000 + "\n" + "|-" * 2000,
        '"' * 5000,
        "[^1]" * 5000 + "\n\n[^1]: x",
        "".join(f"[^{label}]\n" for label in range(3000)),
        "".join(f"[^{label}]" for label in range(2000)) + "".join(f"\n\n[^{label}]: x" for label in range(2000)),
        "".join(f"*[A{number}]: x\n" for number in range(3000)),
        "<a " * 20_000,
        "[^" * 40_000,
        " ".join("`" * length for length in range(600)),
        "|" + "a|" * 8_000 + "\n|" + "-|" * 8_000,
        "[" * 300_000,
        "[[a" * 20_000,
        "[[a|" * 20_000,
        "![[a]] " * 3000,
        "![[a]]\n\n" * 3000,
        "[[a]](" * 5000,
        "==a " * 20_000,
        "==a== " * 3000,
        "%% a\n\n" * 5001,
        "a %%b\n" * 10_001,
        "%%`" * 20_000,
        "a ^b\n\n" * 3000,
        "{{" * 30_000,
        "{%" * 30_000,
        "{{< a " * 20_000,
        "{{< nobody >}}" * 3000,
        "{{< note >}}" * 3000 + "{{< /note >}}" * 3000,
        "{{< note >}}\n" * 90 + "{{< /note >}}\n" * 90,
        "{{< note >}}\n" * 5000,
        "{{< note >}}\na\n{{< /note >}}\n" * 2000,
        "{{< figure a.png\n" * 20_000 + ">}}",
        "{{< figure\n" + "a\n" * 20_000 + ">}}",
        "{{<" + " " * 30_000 + "\n" + "{{</*" * 10_000,
        "\\(" * 30_000,
        "\\[" * 30_000,
        "$$a " * 15_000,
        "$$" + "\\text{a}" * 8000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_deep_and_long_texts_come_to_an_end(text):
    start = time.process_time()  # what else the machine does is no fault of the text
    parses(convert(text))
    assert time.process_time() - start < 10


def test_what_is_nested_too_deep_is_shown_as_it_was_written():
    rendered = convert(">" * 5000 + " <b>")
    assert rendered.html.startswith('<pre tabindex="0">&gt;&gt;')
    assert "nested too deep" in rendered.problems[0].message
    assert convert("*a*").html == "<p><em>a</em></p>"


def test_a_defect_is_told_as_one(monkeypatch):
    monkeypatch.setattr("journal.markdown.converter.Converter.read", lambda *_: 1 / 0)
    rendered = markdown.convert("<b>")
    assert rendered.html == '<pre tabindex="0">&lt;b&gt;</pre>'
    (problem,) = rendered.problems
    assert "defect of journal; please report it" in problem.message
    assert "ZeroDivision" not in problem.message


@pytest.mark.parametrize("error", [MemoryError, OSError(24, "Too many open files")])
def test_what_the_machine_lacks_is_no_defect_of_a_text(monkeypatch, error):
    def lacking(*_):
        raise error

    with monkeypatch.context() as patched:
        patched.setattr("journal.markdown.converter.Converter.read", lacking)
        with pytest.raises((MemoryError, OSError)):
            markdown.convert("*a*")
    assert markdown.convert("*a*").html == "<p><em>a</em></p>"


def test_how_deep_a_text_may_be_nested_hangs_on_nobody_who_reads_it():
    def at(depth, text):
        return at(depth - 1, text) if depth else markdown.convert(text)

    texts = ["\n".join(['<div markdown="1">'] * depth + ["x"] + ["</div>"] * depth) for depth in range(85, 120)]
    read = [at(0, text) for text in texts]
    assert read == [at(70, text) for text in texts]
    assert len({bool(rendered.problems) for rendered in read}) == 2  # some of them are nested too deep
