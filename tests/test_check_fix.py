"""`journal check --fix`: words of front matter are mended, after a look at the difference, and nothing else is."""

import os
from dataclasses import replace
from datetime import UTC

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.check.finding import Mend
from journal.check.mend import Change, mended
from journal.cli import main
from journal.heads import Head, read_front_matter, split

STEADY = settings(derandomize=True, deadline=None)
SLIP = "---\ntitle: A\ntag: [x]\n---\nBody with tag: [x]\n"
ALIKE = (
    "-- posts/b.md --\n---\ndate: 2023-01-01\ntags: [machine-learning]\n---\nB\n"
    "-- posts/c.md --\n---\ndate: 2022-01-01\ntags: [machine-learning]\n---\nC\n"
)


def answer(folder, text):
    return CliRunner().invoke(main, ["check", "--fix", "--source", str(folder.root)], input=text)


def test_the_difference_is_shown_before_anything_is_written(site):
    folder = site(f"-- posts/2024-01-01-a.md --\n{SLIP}")
    before = (folder.root / "posts/2024-01-01-a.md").read_bytes()
    ran = answer(folder, "n\n")
    assert (
        "--- a/posts/2024-01-01-a.md\n+++ b/posts/2024-01-01-a.md\n@@ -2,3 +2,3 @@\n"
        " title: A\n-tag: [x]\n+tags: [x]\n ---\n"
    ) in ran.stdout
    assert "Write 1 file? [y/N]" in ran.stderr
    assert "nothing was written" in ran.stderr
    assert (folder.root / "posts/2024-01-01-a.md").read_bytes() == before
    answer(folder, "y\n")
    assert (folder.root / "posts/2024-01-01-a.md").read_text() == SLIP.replace("tag:", "tags:", 1)


def test_yes_does_not_ask_and_what_is_left_is_told(site):
    folder = site(f"-- posts/a.md --\n{SLIP}")
    ran = folder.run("check", "--fix", "--yes")
    assert ran.ok
    assert "mended posts/a.md\n" in ran.err
    assert "unknown-key" not in ran.out
    assert "[missing-date]" in ran.out
    assert "nothing that is safe to mend\n" in folder.run("check", "--fix", "--yes").err


def test_a_check_says_how_much_can_be_mended(site):
    ran = site(f"-- posts/2024-01-01-a.md --\n{SLIP}").run("check")
    assert ran.err == "1 post checked: 1 warning; 1 word can be mended with --fix\n"


def test_tags_are_spelled_as_most_posts_do(site):
    folder = site(f"-- posts/a.md --\n---\ndate: 2024-01-01\ntags: [x, MachineLearning]\n---\nMachineLearning\n{ALIKE}")
    folder.run("check", "--fix", "--yes")
    assert (folder.root / "posts/a.md").read_text() == (
        "---\ndate: 2024-01-01\ntags: [x, machine-learning]\n---\nMachineLearning\n"
    )


def test_tags_in_the_text_of_a_post_are_left(site):
    folder = site(
        "-- journal.toml --\nurl = 'https://me.example/'\nmarkdown.inline_tags = true\n"
        f"-- posts/a.md --\n---\ndate: 2024-01-01\ntag: [x]\n---\nAbout #MachineLearning here.\n{ALIKE}"
    )
    ran = folder.run("check", "--fix", "--yes")
    assert "similar-tags" in ran.out
    assert (folder.root / "posts/a.md").read_text() == (
        "---\ndate: 2024-01-01\ntags: [x]\n---\nAbout #MachineLearning here.\n"
    )


@pytest.mark.parametrize("tags", ["tests", "pythn", "machine-learning2"])
def test_tags_that_may_well_mean_something_else_are_left_to_their_author(site, tags):
    others = "".join(
        f"-- posts/{name}.md --\n---\ndate: 2023-01-01\ntags: [test, python, machine-learning]\n---\nB\n"
        for name in "bcde"
    )
    folder = site(f"-- posts/a.md --\n---\ndate: 2024-01-01\ntags: [{tags}]\n---\nA\n{others}")
    folder.run("check", "--fix", "--yes")
    assert f"tags: [{tags}]" in (folder.root / "posts/a.md").read_text()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            b"\xef\xbb\xbf---\r\ntag: [x] # tag: y\r\n---\r\ntag: z\r\n",
            b"\xef\xbb\xbf---\r\ntags: [x] # tag: y\r\n---\r\ntag: z\r\n",
        ),
        (b"---\n# tag: w\ntitle: 'tag: v'\n\"tag\": x\n---\n", b"---\n# tag: w\ntitle: 'tag: v'\n\"tags\": x\n---\n"),
        (b"+++\n# tag\ntag = ['x'] # tag\n+++\nA", b"+++\n# tag\ntags = ['x'] # tag\n+++\nA"),
        (b"\n---\rtag: x\r---\rA\r", b"\n---\rtags: x\r---\rA\r"),
        ("---\ntitle: 机器 ü\ntag: ü\n---\n".encode(), "---\ntitle: 机器 ü\ntags: ü\n---\n".encode()),
    ],
)
def test_only_the_word_is_changed_whatever_is_around_it(before, after):
    assert mended(before, [Mend("posts/a.md", "", "tag", "tags")], "posts/a.md") == after


@pytest.mark.parametrize(
    "written",
    ["[a, ml, b]", "['ml', \"b\"]", "a, ml,b", "ml", "\n  - a\n  - ml # ml\n", '\n- "ml"', "[\n  a,\n  ml,\n]"],
)
@pytest.mark.parametrize("new", ["machine-learning", "C#: a", "数据"])
def test_a_tag_in_each_way_of_writing_tags(written, new):
    data = f"---\nml: ml\ntitle: ml\ntags: {written}\n---\nml\n".encode()
    made = mended(data, [Mend("posts/a.md", "tags", "ml", new)], "posts/a.md")
    if made is None:
        assert new == "C#: a", "a name that would need quotes may be left to the author"
        return
    old, now = (read_front_matter(_head(d), "posts/a.md", UTC)[0] for d in (data, made))
    assert now.tags == tuple(new if tag == "ml" else tag for tag in old.tags)
    assert replace(now, tags=(), places=None) == replace(old, tags=(), places=None)
    assert made.endswith(b"---\nml\n")


@pytest.mark.parametrize(
    "data",
    [
        b"---\ntag: x\ntags: y\n---\n",  # which of the two?
        b"---\ntag: {a: 1}\n---\n",  # no tags at all
        b"---\na: &a {tag: x}\n<<: *a\n---\n",  # the key stands in another map
        b"---\ntag: x\n",  # never closed
        b"---\ntag: \xff\n---\n",  # not UTF-8
        b"Text.\n",
    ],
)
def test_what_cannot_be_shown_to_say_the_same_is_left(data):
    assert mended(data, [Mend("posts/a.md", "", "tag", "tags")], "posts/a.md") is None


def test_a_post_that_has_both_spellings_is_left_to_its_author(site):
    text = "---\ndate: 2024-01-01\ntags: [machine-learning, MachineLearning]\n---\nA\n"
    folder = site(f"-- posts/a.md --\n{text}{ALIKE}")
    ran = folder.run("check", "--fix", "--yes")
    assert "posts/a.md: left as it is" in ran.err
    assert (folder.root / "posts/a.md").read_text() == text


_TEXT = st.text(st.sampled_from("tag: x,[]{}#'\"-\n\r é&*!|>"), max_size=60)


@STEADY
@given(_TEXT, _TEXT)
def test_whatever_is_written_there_all_else_stays_as_it_was(before, after):
    data = f"---\n{before}\ntag: x\n{after}\n---\nBody\n".encode()
    made = mended(data, [Mend("posts/a.md", "", "tag", "tags")], "posts/a.md")
    if made is not None:
        assert len(made) == len(data) + 1
        old, new = read_front_matter(_head(data), "a", UTC)[0], read_front_matter(_head(made), "a", UTC)[0]
        assert new.tags
        assert replace(new, tags=(), journals=(), extra=None, places=None) == replace(
            old, tags=(), journals=(), extra=None, places=None
        )
        assert dict(new.extra or {}) == {key: value for key, value in (old.extra or {}).items() if key != "tag"}


def test_a_file_that_was_changed_meanwhile_is_left(tmp_path):
    file = tmp_path / "a.md"
    file.write_bytes(b"new")
    assert not Change("a.md", file, b"old", b"mended").write()
    assert file.read_bytes() == b"new"


def test_a_file_keeps_its_rights_and_its_link(tmp_path):
    file, link = tmp_path / "a.md", tmp_path / "b.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to(file)
    assert Change("b.md", link, b"old", b"mended").write()
    assert link.is_symlink()
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"mended", 0o640)
    assert sorted(os.listdir(tmp_path)) == ["a.md", "b.md"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    file = tmp_path / "a.md"
    file.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device", str(file))

    monkeypatch.setattr("journal.check.mend.os.replace", full)
    with pytest.raises(OSError, match="No space"):
        Change("a.md", file, b"old", b"mended").write()
    assert file.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.md"]


@pytest.mark.parametrize("args", [["--fix", "--format", "json"], ["--yes"]])
def test_what_does_not_go_together(site, args):
    assert site(f"-- posts/a.md --\n{SLIP}").run("check", *args).code == 2


def _head(data):
    head = split(data.decode().removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), "a")
    assert isinstance(head, Head)
    return head
