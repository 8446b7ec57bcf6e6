"""Heads of plain lines: what is read without a parser is what the parser reads."""

from hypothesis import given, settings
from hypothesis import strategies as st

from journal.yaml_lines import read_lines
from journal.yaml_nodes import YamlProblem, compose

STEADY = settings(derandomize=True, deadline=None, max_examples=600)

_KEY = st.sampled_from(["title", "tags", "date", "a-b", "x_1", "no", "extra"])
_WORD = st.sampled_from(
    ["word", "a-b", "x.y", "日本", "ß", "1.10", "no", "2024-05-04", "a:b", "it's", "C++", "(x)", "/a/b.png"]
)
_ODD = st.sampled_from(
    [*",;!?()'\"/&+=-_:#[]{}|>*@`%~\\\t\u00a0\ufeff\u2019\x7f\U0001f600", ": ", " #", "- ", ", ", " '", '" ', "]", "[ "]
)
_VALUE = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)
_STRANGE = st.lists(_WORD | _ODD | st.just(" "), max_size=5).map("".join)
_TEXTS = _VALUE | _VALUE.map('"{}"'.format) | _STRANGE | _STRANGE.map('"{}"'.format)
_LISTS = st.lists(_VALUE | _VALUE.map('"{}"'.format) | _STRANGE, max_size=3)
_SPACE = st.sampled_from(["", " ", "  "])
_BELOW = st.tuples(_SPACE, st.lists(_TEXTS, max_size=3)).map(
    lambda two: "".join(f"\n{two[0]}- {one}" for one in two[1])
)
_LINE = (
    st.tuples(_KEY, st.just(": "), _TEXTS, _SPACE).map("".join)
    | st.tuples(_KEY, st.just(": ["), _LISTS.map(", ".join), st.just("]"), _SPACE).map("".join)
    | st.tuples(_KEY, st.just(":"), _SPACE, _BELOW).map("".join)
    | st.sampled_from(["", " ", "- item", "  more", "# remark", "---", "..."])
)
_TEXT = st.lists(_LINE, max_size=4).map("\n".join)


@STEADY
@given(_TEXT)
def test_plain_lines_are_read_as_the_parser_reads_them(text):
    found = read_lines(text)
    if found is not None:
        try:
            assert found == compose(text).value
        except YamlProblem as problem:
            raise AssertionError(f"{text!r} is no YAML: {problem}") from None


def test_the_head_of_an_ordinary_post_is_plain_lines():
    head = 'title: "Tries: at last"\ndate: 2024-05-04 18:30\ntags: [python, "data structures"]\ndraft: false\n'
    assert {key: (node.value, node.plain) for key, node in read_lines(head).items() if key != "tags"} == {
        "title": ("Tries: at last", False),
        "date": ("2024-05-04 18:30", True),
        "draft": ("false", True),
    }
    assert read_lines(head) == compose(head).value


def test_what_needs_a_parser_is_left_to_it():
    for head in (
        "title: a: b",
        "title: a # b",
        "tags:\n- a\n  b",
        "a: 1\na: 2",
        "title: |\n  a",
        "# remark\na: b",
        "a:",
        "",
    ):
        assert read_lines(head) is None
