"""The block step gives what the library's own gives; it only leaves out questions whose answer is no."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown.blockparser import BlockParser

from journal.dialect import Dialect
from journal.markdown.blocks import _SIGNS
from journal.markdown.pipeline import pipeline

LINES = [
    "",
    "a",
    "word | word",
    "--|--",
    "# h",
    "===",
    "---",
    "- - -",
    "- item",
    "1. item",
    "\u0661. item",
    "> quote",
    "> [!tip] x",
    ": definition",
    "[^1]: note [^1]",
    "*[a]: long",
    "[r]: /u",
    "!!! note",
    '??? tip "x"',
    "<div markdown='1'>",
    "</div>",
]
INDENTS = ["", "  ", "    ", "        "]


def block_by_block(dialect):
    """A pipeline with the library's block step."""
    converter = pipeline.__wrapped__(dialect)
    parser = BlockParser(converter)
    parser.blockprocessors = converter.parser.blockprocessors
    for processor in parser.blockprocessors:
        processor.parser = parser
    for extension in converter.registeredExtensions:
        if hasattr(extension, "parser"):
            extension.parser = parser
    converter.parser = parser
    return converter


OURS, THEIRS = pipeline(Dialect()), block_by_block(Dialect())


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(INDENTS), st.sampled_from(LINES)).map("".join), max_size=16).map("\n".join))
@example("a\n\n    code\n\n!!! note\n    x\n\n    y\n\n1. b\n\n    - c\n")
def test_the_same_html_as_from_the_library(text):
    assert OURS.read(text, "") == THEIRS.read(text, "")


def test_every_processor_says_what_it_needs_but_for_those_that_take_anything():
    assert {name for name in _SIGNS if name not in OURS.parser.blockprocessors} == set()
    assert len(OURS.parser.blockprocessors) == len(_SIGNS) + len(("empty", "paragraph"))
