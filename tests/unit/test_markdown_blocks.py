"""Blocks: whatever an author puts into one another comes out as it was put together."""

import itertools
import sys
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.markdown import convert

# A block is a tuple: its kind, then what is in it. A list says how it is set: loose or tight.


def lists(blocks):
    """Lists of such blocks; a tight one holds nothing that would need a blank line."""
    text = st.just(("p",))
    short = st.tuples(text) | st.tuples(text, st.deferred(lambda: tight))
    kinds = st.sampled_from(["ul", "ol"])
    tight = st.tuples(kinds, st.just("tight"), st.lists(short, min_size=1, max_size=3).map(tuple))
    long = st.lists(blocks, min_size=1, max_size=3).map(tuple)
    loose = st.tuples(kinds, st.just("loose"), st.lists(long, min_size=2, max_size=3).map(tuple))
    return tight | loose


LEAVES = st.sampled_from([("p",), ("p",), ("h",), ("hr",), ("fence",), ("table",)])
TREES = st.recursive(
    LEAVES,
    lambda blocks: st.tuples(st.just("quote"), st.lists(blocks, min_size=1, max_size=3).map(tuple)) | lists(blocks),
    max_leaves=10,
)


@dataclass
class Style:
    """How an author writes what can be written in several ways."""

    numbers: st.DataObject

    def one_of(self, *choices):
        return self.numbers.draw(st.sampled_from(choices))


def written(blocks, style, *, apart=True):
    """The lines of blocks, with a blank one between two of them if they stand apart."""
    lines, last_mark = [], ""
    for number, block in enumerate(blocks):
        if number and apart:
            lines.append("")
        more, last_mark = _lines(block, style, last_mark)
        lines += more
    return lines


def _lines(block, style, last_mark):
    kind = block[0]
    if kind == "p":
        return ["word", *(["more words"] if style.one_of(False, True) else [])], ""
    if kind == "h":
        return [style.one_of("## head", "## head ##")], ""
    if kind == "hr":
        return [style.one_of("___", "_ _ _")], ""
    if kind == "fence":
        marks = style.one_of("```", "~~~~")
        return [f"{marks}text", "- code", "", "    # code", marks], ""
    if kind == "table":
        return ["| a | b |", "|---|---|", "| c | d |"], ""
    if kind == "quote":
        return [f"> {line}" if line else ">" for line in written(block[1], style)], ""
    _, setting, items = block
    mark = style.one_of(*({"-", "*", "+"} - {last_mark} if kind == "ul" else {".", ")"} - {last_mark}))
    lines = []
    for number, item in enumerate(items, 1):
        if number > 1 and setting == "loose":
            lines.append("")
        begin = (mark if kind == "ul" else f"{number}{mark}") + style.one_of(" ", "  ", "    ")
        first, *rest = written(item, style, apart=setting == "loose")
        lines += [begin + first, *[" " * len(begin) + line if line else "" for line in rest]]
    return lines, mark


class Shape(HTMLParser):
    """The blocks of HTML, as tuples."""

    TAGS = ("p", "h2", "hr", "pre", "table", "blockquote", "ul", "ol", "li")

    def __init__(self, html):
        super().__init__()
        self.stack = [[]]
        self.feed(html)

    def handle_starttag(self, tag, _):
        if tag == "hr":
            self.stack[-1].append(("hr",))
        elif tag in self.TAGS:
            self.stack.append([tag])

    def handle_endtag(self, tag):
        if tag in self.TAGS and tag != "hr":
            ended = tuple(self.stack.pop())
            self.stack[-1].append(ended)


NAMES = {"p": "p", "h": "h2", "hr": "hr", "fence": "pre", "table": "table", "quote": "blockquote"}


def shape(block, *, tight=False):
    """What HTML the block should become."""
    if block[0] in ("ul", "ol"):
        setting = block[1] == "tight"
        items = [("li", *itertools.chain(*(shape(child, tight=setting) for child in item))) for item in block[2]]
        return [(block[0], *items)]
    if block[0] == "quote":
        return [("blockquote", *itertools.chain(*map(shape, block[1])))]
    return [] if tight and block[0] == "p" else [(NAMES[block[0]],)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.lists(TREES, min_size=1, max_size=3), st.data())
def test_blocks_in_blocks(blocks, data):
    text = "\n".join(written(blocks, Style(data)))
    expected = list(itertools.chain(*map(shape, blocks)))
    assert Shape(convert(text).html).stack == [expected], text


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.lists(TREES, min_size=1, max_size=3), st.data())
def test_tabs_and_spaces_are_alike(blocks, data):
    text = "\n".join(written([("ul", "loose", (tuple(blocks), (("p",),)))], Style(data)))
    with_tabs = "\n".join(_tabbed(line) for line in text.split("\n"))
    assert Shape(convert(with_tabs).html).stack == Shape(convert(text).html).stack, text


def _tabbed(line):
    """The line, indented by as many tabs as can be."""
    width = len(line) - len(line.lstrip(" "))
    return "\t" * (width // 4) + " " * (width % 4) + line.lstrip(" ")


def steps(text):
    """How many functions are called to read a text."""
    called = itertools.count()
    sys.setprofile(lambda _, event, __: next(called) if event in ("call", "c_call") else None)
    try:
        convert(text)
    finally:
        sys.setprofile(None)
    return next(called)


@pytest.mark.parametrize(
    "unit",
    [
        "[", "]", "![", "[a](", "*", "`", "<", "<a ", "$a ", "\\[ a\n", "\\( a\n", "$$ a\n\n", "$$ a\n- b\n",
        "a\n", "a\n\n", "- a\n", "- a\n\n", "  - a\n", "- a\nb\n", "1) a\n", "1. a\n\n2. b\n\n", "> a\n", "> a\nb\n",
        "> a\n\n", "> - a\n>\n", "-\n", "- # a\n  b\n", "    a\n", "    a\n\n", "a\n---\n", "a\n===\n", "---\n",
        "# a\n", "#", "| a | b |\n", "a | b\n- | -\n", "| a |\n|---|\n", "a\n: b\n", "a\n\n: b\n\n", ": a\n",
        "[a]: /b\n", '[a]: /b "c\n', "[a]:\n", "[^a]: b\n", "[^a]: b\n\n    c\n\n", "*[A]: b\n", "*[A]: b\nc\n",
        "*[A]:\n", "!!! note\n", "!!! note\n    a\n\n", "??? note\n    a\n", "> [!tip]\n", "```\na\n```\n", "~~~\n",
        "- ```\n  a\n  ```\n", "<div>\n", "<div>\n\n", "<div markdown='1'>a</div>\n", "<!--\n", "<!-- a -->\n",
        "<b>\n\n", "</div>\n", "<pre>\n", "<?\n", "\\\n", "a  \n", "a\\\n", "\t- a\n", "{{", "{%",
    ],
)  # fmt: skip
def test_twice_the_text_takes_twice_the_steps(unit):
    convert(unit * 40)
    once, twice = steps(unit * 400), steps(unit * 800)
    assert twice < 2.4 * once + 1000
