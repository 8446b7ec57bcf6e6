"""A data file gives back what was put there, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal import datafile

TEXTS = (b"one\ntwo\n", b"", "drei ü".encode(), b"\0" * 5)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "note.json"


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_a_value_comes_back(tmp_path_factory, value):
    file = tmp_path_factory.mktemp("data") / "note.json"
    datafile.keep(file, value)
    assert datafile.read(file) == value
    assert datafile.read_with_texts(file) == (None, [])


def test_texts_come_back_beside_the_value(file):
    datafile.keep(file, {"a": ["ü\n", "\udc80"]}, TEXTS)
    assert datafile.read_with_texts(file) == ({"a": ["ü\n", "\udc80"]}, [*TEXTS])
    assert datafile.read(file) is None


def test_a_file_that_is_not_there_holds_nothing(file):
    assert datafile.read(file) is None
    assert datafile.read_with_texts(file) == (None, [])
    assert not datafile.digest_in(file)


@pytest.mark.parametrize("texts", [(), TEXTS], ids=["alone", "with texts"])
def test_whatever_happens_to_the_bytes_it_gives_nothing_else(file, texts):
    value = ["a", 1, {"b": "c"}]
    datafile.keep(file, value, texts)
    whole = file.read_bytes()
    damaged = [whole[:end] for end in range(len(whole))]
    damaged += [
        whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :] for at in range(len(whole)) for bit in (0, 7)
    ]
    damaged += [whole + b"\n", whole + b"x"]
    for data in damaged:
        file.write_bytes(data)
        assert datafile.read(file) is None
        assert datafile.read_with_texts(file) == (None, [])


def test_the_digest_tells_one_list_of_texts_from_another(file):
    datafile.keep(file, "a", [b"one", b"two"])
    first = datafile.digest_in(file)
    for texts in ([b"one", b"twp"], [b"onet", b"wo"], [b"two", b"one"]):
        datafile.keep(file, "a", texts)
        assert datafile.digest_in(file) != first


def test_a_write_that_fails_leaves_the_old_value(file):
    datafile.keep(file, 1)
    with pytest.raises(TypeError):
        datafile.keep(file, object())
    with pytest.raises(TypeError):
        datafile.keep(file, 2, ["no bytes"])
    assert datafile.read(file) == 1
    assert [path.name for path in file.parent.iterdir()] == [file.name]
