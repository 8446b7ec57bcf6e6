"""Heads of every shape, and what they are in journal."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.heads import Head, read_front_matter, split
from journal.importers import olddates, yaml_out
from journal.importers.metadata import normalise
from journal.importers.oldheads import cut_head
from journal.importers.records import Post
from journal.importers.texts import decoded
from journal.yaml_nodes import compose


def values_of(text, path="posts/a.md", **rules):
    cut = cut_head(text)
    return dict(normalise(Post(path, path, cut.head, cut.body, **rules)).values)


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\ntags: [x]\n---\nBody\n",
        "+++\ntitle = 'A'\ntags = ['x']\n+++\nBody\n",
        '{"title": "A", "tags": ["x"]}\nBody\n',
        '"title": "A",\n"tags": ["x"]\n;;;\nBody\n',
        ';;;\n"title": "A",\n"tags": ["x"]\n;;;\nBody\n',
        '---json\n{"title": "A", "tags": ["x"]}\n---\nBody\n',
        "---toml\ntitle = 'A'\ntags = ['x']\n---\nBody\n",
        "\n---yaml\ntitle: A\ntags: [x]\n---\nBody\n",
        "title: A\ntags: [x]\n---\nBody\n",
        "Title: A\nTags: x\n\nBody\n",
        "\n\n---\ntitle: A\ntags: x\n---\nBody\n",
    ],
)
def test_every_shape_of_head_says_the_same(text):
    assert values_of(text) == {"title": "A", "tags": ["x"]}
    assert cut_head(text).body.strip() == "Body"


@pytest.mark.parametrize(
    "text", ["Note: this is prose.\nMore.", "# Title\n\nx", "---\n\nText: a\n\n---\n", "{ not: json }\n", "", "\n"]
)
def test_a_text_without_a_head_is_all_body(text):
    assert cut_head(text).head == {}
    assert cut_head(text).body == text


@pytest.mark.parametrize("text", ["---js\n{ title: 'A' }\n---\nBody\n", "---json\n{'title'}\n---\nBody\n"])
def test_a_head_that_is_a_program_or_broken_is_kept_as_code(text):
    cut = cut_head(text)
    assert cut.body.startswith("```js")
    assert cut.body.endswith("```\n\nBody\n")
    assert [(note.line, note.look) for note in cut.notes] == [(1, True)]


def test_a_broken_head_in_json_is_told_of():
    cut = cut_head('{ "title": "A,\nBody\n')
    assert (cut.head, cut.body) == ({}, '{ "title": "A,\nBody\n')
    assert [note.look for note in cut.notes] == [True]


def test_a_single_line_is_a_head_only_where_the_generator_takes_it_for_one():
    assert cut_head("Title: A\n\nBody").head == {}
    assert cut_head("Title: A\n\nBody", lone=True).head["Title"].value == "A"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: A: b\n---\n", "A: b"),
        ("---\ntitle: @home\n---\n", "@home"),
        ("---\ntitle: A # b\n---\n", "A"),
        ("---\ntitle: A\ntitle: B\n---\n", "A"),
        ("---\n\ttitle: A\n---\n", "A"),
        ("Title: A: b\nDate: 2020-01-01\n\nx", "A: b"),
    ],
)
def test_what_people_get_wrong_is_read_as_it_was_meant(text, title):
    assert values_of(text).get("title") == title


def test_a_head_beyond_repair_is_kept_as_text():
    cut = cut_head("---\na: [\nb: ```\n---\nBody\n")
    assert cut.head == {}
    assert cut.body == "````yaml\na: [\nb: ```\n````\n\nBody\n"
    assert cut.notes[0].look


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("image: a.png", {"cover": "a.png"}),
        ("headerimage: a.png\nheaderalt: x", {"cover": "a.png", "cover_alt": "x"}),
        ("header: { overlay_image: a.png }", {"cover": "a.png"}),
        ("cover: { image: a.png, alt: x }", {"cover": "a.png", "cover_alt": "x"}),
        ("image: true", {"extra": {"image": True}}),
        ("category: a\ntags: [b, A]", {"tags": ["b", "a"]} | {"tags": ["b", "A"]}),
        ("tags: [1.10, '#x', no]", {"tags": ["1.10", "x", "no"]}),
        ("lastmod: 2020-01-02T03:04:05Z", {"updated": "2020-01-02T03:04:05+00:00"}),
        ("published: false", {"draft": True}),
        ("published: true", {}),
        ("published: 2020-01-02", {"date": "2020-01-02"}),
        ("status: draft", {"draft": True}),
        ("status: budding", {"status": "budding"}),
        ("status: wip", {"extra": {"status": "wip"}}),
        ("permalink: /a/b/", {"slug": "/a/b/"}),
        ("permalink: /:year/:title/", {"extra": {"permalink": "/:year/:title/"}}),
        ("url: https://b.example/x", {"extra": {"url": "https://b.example/x"}}),
        ("slug: ../x", {"extra": {"slug": "../x"}}),
        ("redirect_from: /a\naliases: [/b]", {"aliases": ["/b", "/a"]}),
        ("description: a\nsummary: b", {"excerpt": "b"} | {"excerpt": "a"} | {"extra": {"summary": "b"}}),
        ("template: article", {"extra": {"template": "article"}}),
        ("id: x", {"extra": {"id": "x"}}),
        ("layout: post", {}),
        ("layout: gallery", {"extra": {"layout": "gallery"}}),
        ("date: nonsense", {"extra": {"date": "nonsense"}}),
        ("series: [a, b]", {"extra": {"series": ["a", "b"]}}),
        ("toc: { depth: 2 }", {"extra": {"toc": {"depth": 2}}}),
        ("title: 2021", {"title": "2021"}),
        ("title:", {}),
    ],
)
def test_keys(written, made):
    got = values_of(f"---\n{written}\n---\n")
    if "extra" in made and "excerpt" in got and "summary" in written:
        # Of an excerpt, a description and a summary, in that order, one counts.
        assert sorted([got["excerpt"], *got["extra"].values()]) == ["a", "b"]
    else:
        assert got == made


def test_spaces_part_names_only_where_the_old_generator_said_so():
    assert values_of("---\ntags: a b\n---\n") == {"tags": ["a b"]}
    assert values_of("---\ntags: a b\n---\n", spaced_names=True) == {"tags": ["a", "b"]}


@pytest.mark.parametrize(
    ("written", "day_first", "made"),
    [
        ("12/15/2023", False, "2023-12-15"),
        ("15/12/2023", False, "2023-12-15"),
        ("7/8/2023", False, "2023-07-08"),
        ("7/8/2023", True, "2023-08-07"),
        ("7.8.2023", False, "2023-08-07"),
        ("2023-07-08 09:10", False, "2023-07-08 09:10:00"),
        ("2023-07-08 09:10 +0200", False, "2023-07-08T09:10:00+02:00"),
        ("2023-07-08T00:00:00Z", False, "2023-07-08"),
        ("2023-07-08T10:00:00[Europe/Paris]", False, "2023-07-08 10:00:00"),
        ("July 8, 2023", False, "2023-07-08"),
    ],
)
def test_dates(written, day_first, made):
    assert olddates.read(written, day_first=day_first)[0] == made


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("posts/2020-01-02-a.md", "2020-01-02"),
        ("posts/2020-01-02-a/index.md", "2020-01-02"),
        ("posts/20200102-a.md", "2020-01-02"),
        ("posts/12345678.md", ""),
        ("posts/a.md", ""),
    ],
)
def test_dates_in_names(path, day):
    assert olddates.in_name(path) == day


def test_texts_of_every_encoding():
    assert decoded("é".encode("utf-16"))[0] == "é"
    assert decoded("é\r\n".encode("utf-8-sig"))[0] == "é\n"
    assert decoded("é".encode("cp1252"))[0] == "é"
    assert decoded(b"a\0b") == "not a text"


plain = st.one_of(st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.text(max_size=30))
nested = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.from_regex(r"[A-Za-z_][\w-]{0,8}", fullmatch=True), nested, max_size=5))
def test_what_is_written_is_read_back(values):
    made = yaml_out.dump(values)
    read = compose(made).resolved() or {}
    assert read == values


@given(st.text(max_size=200), st.text(max_size=60))
def test_no_head_makes_what_is_written_unreadable(head, body):
    for text in (
        f"---\n{head}\n---\n{body}",
        f"title: {head}\ndate: 2020-01-01\n\n{body}",
        f"+++\n{head}\n+++\n{body}",
    ):
        values = values_of(text.replace("\r", ""))
        made = split(f"---\n{yaml_out.dump(values)}\n---\n", "a.md")
        assert isinstance(made, Head)
        _, problems = read_front_matter(made, "a.md", UTC)
        assert not [problem for problem in problems if problem.severity == "error"]
