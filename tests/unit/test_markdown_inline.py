"""The inline step gives what the library's own gives; it only leaves out questions whose answer is no."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown.inlinepatterns import DelimiterProcessor
from markdown.treeprocessors import InlineProcessor

from journal.dialect import Dialect
from journal.markdown.inline import _SIGNS
from journal.markdown.pipeline import pipeline

SIGNS = ["`", "\\", "[", "]", "(", ")", "!", "<", ">", "&amp;", ":tada:", "*", "**", "_", "~~", "@", ".", "^"]
WORDS = [
    *SIGNS,
    "a",
    "b.c",
    " ",
    "  \n",
    "\n",
    "www.x.org",
    "WWW.X.ORG",
    "https://x.org/y",
    "ftp://z",
    "me@x.org",
    "$x$",
]


def step_by_step(dialect):
    """A pipeline with the library's inline step, and its way to find emphasis."""
    converter = pipeline.__wrapped__(dialect)
    converter.treeprocessors.register(InlineProcessor(converter), "inline", 20)
    emphasis = DelimiterProcessor("*", "strong,em", converter)
    emphasis.add("_", "strong,em", smart=True)
    converter.inlinePatterns.register(emphasis, "em_strong", 61)
    return converter


OURS, THEIRS = pipeline(Dialect()), step_by_step(Dialect())


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
@example("a **b `c` [d](https://e.f) ![g](h) <i@j.kl> https://m.no &copy; :tada: ~~p~~ www.q.rs t@u.vw  \nx\\_y_")
@example("a*_b ((_~~\n*\n**[a](b)[a](b)\n**(_[**")  # a placeholder is cut in two
def test_the_same_html_as_from_the_library(text):
    assert OURS.read(text, "") == THEIRS.read(text, "")


def test_every_pattern_of_the_pipeline_says_what_it_needs():
    assert all(name in OURS.inlinePatterns for name in _SIGNS)
    assert len(OURS.inlinePatterns) == len(_SIGNS)


def test_a_pattern_that_says_nothing_is_always_asked():
    from markdown.inlinepatterns import SimpleTextInlineProcessor  # noqa: PLC0415 - one test's own

    converter = pipeline.__wrapped__(Dialect())
    converter.inlinePatterns.register(SimpleTextInlineProcessor("(marvel)lous"), "own", 1)
    converter.treeprocessors.register(type(converter.treeprocessors["inline"])(converter), "inline", 20)
    assert "<p>A marvel day</p>" in converter.read("A marvellous day", "").html
