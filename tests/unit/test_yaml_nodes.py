"""YAML as nodes: what safe_load says of ordinary documents, and one plain error for the rest."""

from contextlib import suppress

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.yaml_nodes import Node, YamlProblem, compose

STEADY = settings(derandomize=True, deadline=None)

_WORD = st.text("abcdefghijklmnopqrstuvwxyzäß日本 _", min_size=1, max_size=12).map(str.strip).filter(bool)
_SCALAR = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(-1000, 1000, allow_nan=False).map(lambda f: round(f, 3))
    | _WORD
    | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")))
)
_VALUE = st.recursive(_SCALAR, lambda inner: st.lists(inner) | st.dictionaries(_WORD, inner), max_leaves=8)


@STEADY
@given(
    st.dictionaries(_WORD.filter(lambda w: isinstance(yaml.safe_load(w), str)), _VALUE, min_size=1),
    st.booleans(),
    st.booleans(),
)
def test_it_agrees_with_safe_load_on_what_people_write(data, flow, unicode):
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=unicode)
    assert compose(text).resolved() == yaml.safe_load(text) == data


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: [x, 'y', \"z\"]\nc:\n  - d\n  - e: f\n",
        "a: |\n  one\n  two\nb: >\n  three\n  four\n",
        "a: &x {k: v}\nb: *x\n",
        "a: &x [1, 2]\nb: [*x, *x]\n",
        "a:\nb: ~\nc: null\nd: ''\n",
        "a: yes\nb: 'yes'\nc: No\nd: on\n",
        "a: 1_000\nb: -3\nc: +4\nd: 0\ne: 1.5\nf: .5\n",
        "# only a comment\n",
        "",
        "{a: b}",
        "- a\n- b\n",
        "base: &b {k: 1, l: 2}\nmore:\n  <<: *b\n  l: 3\n",
    ],
)
def test_hand_written_yaml_means_what_it_means_elsewhere(text):
    assert compose(text).resolved() == yaml.safe_load(text)


def test_a_scalar_keeps_the_text_it_was_written_as():
    root = compose("a: 1.10\nb: 2023-07-29\nc: no\nd: 007\n").value
    assert [root[key].value for key in "abcd"] == ["1.10", "2023-07-29", "no", "007"]


def test_every_node_knows_where_it_stands():
    root = compose("title: Hello\ntags:\n  - one\n  - two\n").value
    assert root["title"] == Node("Hello", 1, 8, True, 1, 1)
    assert (root["tags"].key_line, root["tags"].key_column) == (2, 1)
    assert [(item.line, item.column) for item in root["tags"].value] == [(3, 5), (4, 5)]


def test_columns_are_counted_in_characters():
    assert compose("{日本: {ключ: x}}").value["日本"].value["ключ"].column == 13


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("title: a: b", 1, 9, "a second ': ' in one line"),
        ("title: x\n  b: y", 2, 4, "a line that is indented under a line that has its value already"),
        ("title:x\ndate: y", 1, 1, "a line without its `key: value`"),
        ("a: 1\nnokey\n", 2, 1, "a line without its `key: value`"),
        ("tags:\n- a\n-b\n", 3, 1, "a line without its `key: value`"),
        ('title: "abc', 1, 8, "a quotation mark is never closed"),
        ("title: 'it's'", 1, 12, "the value ended before this"),
        ("title: [Draft] x", 1, 16, "the value ended before this"),
        ("tags: [a, b\nc: d", 1, 7, "a list in [ ] is never closed, or lacks a comma"),
        ("cover: {a: b", 1, 8, "a map in { } is never closed, or lacks a comma"),
        ("tags: [@x]", 1, 8, "a text that begins with @ must stand in quotes"),
        ("title: `x`", 1, 8, "a text that begins with ` must stand in quotes"),
        ("title: %x", 1, 8, "a text that begins with % must stand in quotes"),
        ("title: *Bold* x", 1, 8, "a text that begins with * must stand in quotes"),
        ("title: & x", 1, 8, "a text that begins with & must stand in quotes"),
        ("title: > x", 1, 8, "a text that begins with > or | must stand in quotes"),
        ("title: x\n\ttags: y", 2, 1, "a tab where YAML takes only spaces"),
        ("\ttitle: x", 1, 1, "a tab where YAML takes only spaces"),
        ("a: !!python/object:os.system x", 1, 4, "the tag !!python/object:os.system is not read here"),
        ("a: !mine x", 1, 4, "the tag !mine is not read here"),
        ("a: *x", 1, 4, "the alias *x has no anchor above it"),
        ("a: &x [*x]", 1, 8, "the alias *x has no anchor above it"),
        ("title: x\ntitle: y", 2, 1, "the key 'title' is here twice"),
        ("? [a]\n: b", 1, 3, "a key must be a word"),
        ("a: 1\n--- b", 2, 1, "a second document begins here"),
        ("日本: \x01", 1, 5, "holds a character that YAML does not allow"),
    ],
)
def test_a_mistake_is_told_plainly_at_its_place(text, line, column, message):
    with pytest.raises(YamlProblem) as caught:
        compose(text)
    assert (caught.value.line, caught.value.column, caught.value.message) == (line, column, message)


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "a: " + "[" * 40 + "]" * 40])
def test_nesting_without_end_is_one_error(text):
    with pytest.raises(YamlProblem, match="nested deeper than 32 levels"):
        compose(text)


def test_aliases_that_multiply_are_one_error():
    bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"{b}: &{b} [{', '.join(['*' + a] * 10)}]\n" for a, b in zip("abcdef", "bcdefg", strict=True))
    with pytest.raises(YamlProblem, match="far too many values"):
        compose(bomb)


def test_aliases_that_nest_end_before_python_does():
    chain = "k0: &k0 [x]\n" + "".join(f"k{n}: &k{n} [*k{n - 1}]\n" for n in range(1, 2000))
    with pytest.raises(YamlProblem, match="far too many values"):
        compose(chain)
    short = "".join(chain.splitlines(keepends=True)[:190])
    assert compose(short).resolved()["k1"] == [["x"]]


@STEADY
@given(st.text(st.characters(codec="utf-8")) | st.text("ab:-[]{}&*!|>'\"%@`#?, \n\t", max_size=60))
def test_any_text_is_read_or_is_a_yaml_problem(text):
    with suppress(YamlProblem):
        compose(text).resolved()
