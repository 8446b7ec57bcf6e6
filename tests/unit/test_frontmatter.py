"""Front matter: cut from the body, given types, and told about like a compiler does."""

from datetime import UTC

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journal.diagnostics import Diagnostic
from journal.fields import KEYS
from journal.frontmatter import FrontMatter
from journal.heads import Head, read_front_matter, split, without_fences

STEADY = settings(derandomize=True, deadline=None)


def read(text):
    """The front matter of a source, and what was said about it, as printed."""
    head = split(text, "posts/a.md")
    assert isinstance(head, Head), head
    front, diagnostics = read_front_matter(head, "posts/a.md", UTC)
    return front, [str(d) for d in diagnostics]


def yaml(text):
    front, said = read(f"---\n{text}\n---\nBody.\n")
    assert not said
    return front


def toml(text):
    front, said = read(f"+++\n{text}\n+++\nBody.\n")
    assert not said
    return front


def wrong(text, fence="---"):
    """The one thing said about a head."""
    _, said = read(f"{fence}\n{text}\n{fence}\nBody.\n")
    assert len(said) == 1, said
    return said[0]


# --- the cut ---


@pytest.mark.parametrize(
    ("text", "syntax", "inside", "body", "body_line"),
    [
        ("---\na: b\n---\nBody\n", "yaml", "a: b", "Body\n", 4),
        ("+++\na = 1\n+++\nBody\n", "toml", "a = 1", "Body\n", 4),
        ("---\na: b\n...\nBody\n", "yaml", "a: b", "Body\n", 4),
        ("\n\n---\na: b\n---\nBody", "yaml", "a: b", "Body", 6),
        ("---  \na: b\n--- \nBody", "yaml", "a: b", "Body", 4),
        ("---\na: b\n---", "yaml", "a: b", "", 4),
        ("---\n---\nBody", "yaml", "", "Body", 3),
        ("+++\n+++\nBody", "toml", "", "Body", 3),
        ("---\n# only a comment\n---\nBody", "yaml", "# only a comment", "Body", 4),
        ("---\na: b\n---\n\n---\n\nBody", "yaml", "a: b", "\n---\n\nBody", 4),
        ("", "", "", "", 1),
        ("# Title\n\n---\n\na: b\n\n---\n", "", "", "# Title\n\n---\n\na: b\n\n---\n", 1),
        ("----\na: b\n----\n", "", "", "----\na: b\n----\n", 1),
        (" ---\na: b\n ---\n", "", "", " ---\na: b\n ---\n", 1),
        ("---", "", "", "---", 1),
        ("---\n", "", "", "---\n", 1),
    ],
)
def test_the_head_and_the_body_are_told_apart(text, syntax, inside, body, body_line):
    head = split(text, "posts/a.md")
    assert (head.syntax, head.text, head.body, head.body_line) == (syntax, inside, body, body_line)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA page that begins with a line across.\n",
        "---\n\nText.\n\n---\n\nMore text.\n",
        "---\nText right below.\n",
        "---\n<https://x.example/a>\n\nText.\n",
        "---\nhttps://x.example/a\n---\nText.\n",
        "---\n\nWarning: this is prose after a rule. It has a colon\n\nMore.\n",
        "---\n\nWarning: this is prose between rules.\n\n---\n\nMore.\n",
        "---\n\ntitle: a word that is never closed\n",
    ],
)
def test_a_line_across_the_page_is_not_a_fence(text):
    assert split(text, "posts/a.md") == Head("", "", 1, text, 1)


def test_front_matter_may_begin_with_a_blank_line():
    assert split("---\n\ntitle: x\n---\nBody", "posts/a.md") == Head("yaml", "\ntitle: x", 2, "Body", 5)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: x\ndate: 2023-01-01\n\nBody\n", 1),
        ("\nTitle: x\n\nBody\n", 2),
        ("Title: My post\nDate: 2010-12-03 10:20\nCategory: Python\n\nBody\n", 1),
        ("title: x\n---\n", 1),
        ("summary: x\nfeatured-image: a.png\n\nBody\n", 1),
    ],
)
def test_front_matter_without_its_fences_is_a_warning(text, line):
    said = str(without_fences(text, "posts/a.md"))
    assert said.startswith(f"posts/a.md:{line}:1: warning: this looks like front matter, and is shown as text\n")
    assert said.endswith("\nhint: put a line --- above it and one below")


@pytest.mark.parametrize("text", ['{ "title": "x" }\n\nBody\n', '{\n  "title": "x",\n  "draft": true\n}\n\nBody\n'])
def test_front_matter_in_json_is_a_warning(text):
    said = str(without_fences(text, "posts/a.md"))
    assert said.startswith("posts/a.md:1:1: warning: this looks like front matter in JSON\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "Text.\n",
        "Note: see below\n\nText.\n",
        "Note: see below\ntitle: x\n",
        "Summary: tries are fast.\n\nText.\n",
        "Author: unknown\n---\n",
        "title\n",
        "https://x.example/\n",
        "# Title: x\n\ndate: 2023-01-01\n",
        "```yaml\ntitle: x\n```\n",
        "    title: x\n",
        '{ "port": 80 }\n',
        "{ .class }\n",
    ],
)
def test_prose_that_has_a_colon_is_no_front_matter(text):
    assert without_fences(text, "posts/a.md") is None


def test_front_matter_whose_first_key_lacks_its_colon_is_still_front_matter():
    assert wrong("title Hello\ndate: 2023-07-29") == (
        "posts/a.md:2:1: error: front matter: a line without its `key: value`\n"
        "    2 | title Hello\n"
        "      | ^\n"
        "hint: write ': ' between key and value; if the text begins here, put a line --- above it"
    )


def test_a_fence_that_is_never_closed_is_told_at_the_fence():
    found = split("\n---\ntitle: Hello\n\nBody\n", "posts/a.md")
    assert str(found) == (
        "posts/a.md:2:1: error: the front matter is never closed\n"
        "    2 | ---\n"
        "      | ^^^\n"
        "hint: put a line --- below the last key"
    )
    assert isinstance(split('+++\ntitle = "x"\n\nBody\n', "posts/a.md"), Diagnostic)


# --- what each key takes ---


@pytest.mark.parametrize(
    "written",
    ["title: Hello", "Title: Hello", "TITLE: Hello", 'title: "Hello"', "title: >\n  Hello", "'title': Hello"],
)
def test_a_key_in_any_letter_case(written):
    assert yaml(written).title == "Hello"


@pytest.mark.parametrize("key", ["featuredImage", "featuredimage", "FeaturedImage", "featured_image", "cover-image"])
def test_names_that_differ_in_case_and_joints_are_one(key):
    assert yaml(f"{key}: a.png").cover == "a.png"


@pytest.mark.parametrize(("key", "field"), [(k, f) for k, f in KEYS.items() if f in ("excerpt", "cover", "author")])
def test_every_alias_of_a_key_fills_its_field(key, field):
    assert getattr(yaml(f"{key}: words.png"), field) == "words.png"


def test_the_first_of_two_names_for_one_field_wins_and_an_empty_one_does_not_count():
    assert read("---\ndescription: one\nsummary: two\n---\n")[0].excerpt == "one"
    assert yaml("description:\nsummary: two").excerpt == "two"
    assert yaml("description: ''\nsummary: two").excerpt == "two"
    assert yaml("cover: null\nthumbnail: a.png").cover == "a.png"


@pytest.mark.parametrize(
    ("first", "second"), [("Title", "title"), ("excerpt", "summary"), ("description", "excerpt"), ("cover", "image")]
)
def test_the_second_of_two_names_for_one_field_is_a_warning_at_its_place(first, second):
    assert wrong(f"{first}: one.png\n{second}: two.png") == (
        f"posts/a.md:3:1: warning: {second!r} is not used: line 2 says it already, as {first!r}\n"
        f"    3 | {second}: two.png\n"
        f"      | {'^' * len(second)}\n"
        "hint: keep one of the two"
    )


def test_two_names_that_say_the_same_are_no_matter():
    assert yaml("description: one\nsummary: one\nexcerpt:").excerpt == "one"


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", ['""', "' '", "", "~"])
def test_an_empty_text_says_nothing(key, value):
    front = yaml(f"{key}: {value}")
    assert front == FrontMatter(extra={}, places=front.places)


def test_values_of_yaml_that_mean_nothing_are_nothing():
    front = yaml("title:\ndate: ~\ntags: null\nslug: ''\nseries:\ncover: ~\ndraft:\naliases:\nauthor: null\npart: ~")
    bare = FrontMatter(extra={}, places=front.places)
    assert front == bare


@pytest.mark.parametrize("word", ["no", "yes", "null_", "1.10", "007", "2023-07-29", "on", "0x1f"])
def test_a_title_is_the_text_that_was_written(word):
    assert yaml(f"title: {word}").title == word


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("tags: [git, rust]", ("git", "rust")),
        ("tags:\n  - git\n  - rust", ("git", "rust")),
        ("tags: git, rust", ("git", "rust")),
        ("tags: git", ("git",)),
        ("tags: machine learning, git", ("machine learning", "git")),
        ("tags: [2024, 1.10, no]", ("2024", "1.10", "no")),
        ("tags: 2024", ("2024",)),
        ("tags: [git, null, '', ~, '  ']", ("git",)),
        ("tags: []", ()),
        ("tags: ', a,,b,'", ("a", "b")),
        ("tags: '#git, #rust'", ("git", "rust")),
        ("tags: [C, C++, 'C#', .net]", ("C", "C++", "C#", ".net")),
        ("tags: ['a, b']", ("a, b",)),
        ("tags: ['  two   words ']", ("two words",)),
    ],
)
def test_tags_in_every_ordinary_shape(written, tags):
    assert yaml(written).tags == tags


def test_a_tag_that_begins_with_an_at_sign_names_a_journal_and_is_no_tag():
    front = yaml('journal_name: "@journal"\ntags: [ "@journal", "machine-learning", "@Ai" ]')
    assert front.journals == ("journal", "Ai")
    assert front.tags == ("machine-learning",)
    assert yaml("journal: ai").journals == ("ai",)
    assert yaml("journal: [a, '@b']").journals == ("a", "b")
    assert yaml("tags: '@a, b'").journals == ("a",)
    assert yaml("journal: '@'\ntags: ['@']").journals == ()


def test_journals_may_stand_between_commas_as_tags_do():
    assert yaml("journal: reading, @rust").journals == ("reading", "rust")
    assert yaml("journal: ['a, b']").journals == ("a, b",)


def test_an_empty_alias_is_none():
    assert yaml("aliases: ['', /x/]").aliases == ("/x/",)


@pytest.mark.parametrize(
    ("written", "series", "part"),
    [
        ("series: Learning Rust", "Learning Rust", None),
        ("series: Learning Rust\npart: 2", "Learning Rust", 2),
        ("series: Learning Rust\nseries_part: 2", "Learning Rust", 2),
        ("series: Learning Rust\nseries_order: 2", "Learning Rust", 2),
        ("series: {name: Learning Rust, part: 2}", "Learning Rust", 2),
        ("series:\n  title: Learning Rust\n  number: 2", "Learning Rust", 2),
        ("series: {name: Learning Rust, part: ~}", "Learning Rust", None),
        ("series: 2024", "2024", None),
    ],
)
def test_a_series_is_a_name_or_a_name_and_a_part(written, series, part):
    front = yaml(written)
    assert (front.series, front.part) == (series, part)


@pytest.mark.parametrize(
    ("written", "cover", "alt"),
    [
        ("cover: a.png", "a.png", ""),
        ("cover: [a.png, b.png]", "a.png", ""),
        ("cover: {image: a.png, alt: A cat}", "a.png", "A cat"),
        ("cover:\n  src: a.png\n  alt: ~", "a.png", ""),
        ("image:\n  feature: a.png\n  teaser: b.png", "a.png", ""),
        ("cover: {image: ~, url: b.png}", "b.png", ""),
        ("cover: [{image: a.png, alt: A cat}]", "a.png", "A cat"),
        ("cover: a.png\ncover_alt: A cat", "a.png", "A cat"),
        ("cover: false", "", ""),
        ("cover: []", "", ""),
    ],
)
def test_a_cover_is_a_path_a_list_or_a_map(written, cover, alt):
    front = yaml(written)
    assert (front.cover, front.cover_alt) == (cover, alt)


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("author: Ada", "Ada"),
        ("author: [Ada, Bo]", "Ada, Bo"),
        ("author: {name: Ada, url: x}", "Ada"),
        ("author: [{name: Ada}, ~, Bo]", "Ada, Bo"),
        ("author: {name: ~}", ""),
    ],
)
def test_an_author_is_a_name_or_several(written, author):
    assert yaml(written).author == author


@pytest.mark.parametrize("word", ["true", "yes", "on", "True", "'true'", "1"])
def test_ways_to_say_yes(word):
    assert yaml(f"draft: {word}").draft is True
    assert yaml(f"math: {word}").math is True


@pytest.mark.parametrize("word", ["false", "no", "off", "False", "'no'", "0"])
def test_ways_to_say_no(word):
    assert yaml(f"draft: {word}").draft is False
    assert yaml(f"toc: {word}").toc is False


def test_aliases_are_one_or_a_list():
    assert yaml("aliases: /old/").aliases == ("/old/",)
    assert yaml("aliases: [/old/, /older.html, ~]").aliases == ("/old/", "/older.html")


def test_any_other_key_goes_to_the_templates_as_plain_values():
    front = yaml("mood: happy\nweather: {sun: 3, rain: no}\nlinks: [1, 2.5, x]\nextra: {a: 1}")
    assert front.extra == {"mood": "happy", "weather": {"sun": 3, "rain": False}, "links": [1, 2.5, "x"], "a": 1}


def test_toml_says_the_same_as_yaml():
    front = toml(
        'title = "Hello"\nDate = 2023-07-29\nupdated = 2023-07-30T10:00:00+02:00\ntags = ["git", 2024, "@ai"]\n'
        'draft = true\naliases = ["/old/"]\nmood = "happy"\n'
        '[series]\nname = "Rust"\npart = 2\n[cover]\nimage = "a.png"\n'
    )
    assert (front.title, front.date.isoformat()) == ("Hello", "2023-07-29T00:00:00+00:00")
    assert front.updated.isoformat() == "2023-07-30T10:00:00+02:00"
    assert (front.tags, front.journals, front.draft) == (("git", "2024"), ("ai",), True)
    assert (front.series, front.part, front.cover, front.aliases) == ("Rust", 2, "a.png", ("/old/",))
    assert front.extra == {"mood": "happy"}
    assert toml('series = { name = "Rust", part = 2 }').part == 2
    assert toml("date = 20230729").date.isoformat() == "2023-07-29T00:00:00+00:00"


# --- what is said when it is wrong ---


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "tag: rust",
            (
                "posts/a.md:2:1: warning: unknown front matter field 'tag'\n"
                "    2 | tag: rust\n"
                "      | ^^^\n"
                "hint: did you mean 'tags'? As it stands, only templates see it, as extra.tag"
            ),
        ),
        (
            "tittle: x",
            (
                "posts/a.md:2:1: warning: unknown front matter field 'tittle'\n"
                "    2 | tittle: x\n"
                "      | ^^^^^^\n"
                "hint: did you mean 'title'? As it stands, only templates see it, as extra.tittle"
            ),
        ),
        (
            "date: tomorrow",
            (
                "posts/a.md:2:7: error: date: 'tomorrow' is not a date; write it as 2023-07-29 or 2023-07-29 18:30\n"
                "    2 | date: tomorrow\n"
                "      |       ^^^^^^^^"
            ),
        ),
        (
            "title: x\ndate: 2023-02-30",
            (
                "posts/a.md:3:7: error: date: '2023-02-30' is not a day of the calendar\n"
                "    3 | date: 2023-02-30\n"
                "      |       ^^^^^^^^^^"
            ),
        ),
        (
            "expires: [2023]",
            (
                "posts/a.md:2:10: error: expires: must be a date, as in 2023-07-29\n"
                "    2 | expires: [2023]\n"
                "      |          ^"
            ),
        ),
        (
            "title: [Draft, x]",
            "posts/a.md:2:8: error: title: must be a text, not a list\n    2 | title: [Draft, x]\n      |        ^",
        ),
        (
            "tags: {a: b}",
            (
                "posts/a.md:2:7: error: tags: must be a text, not a map\n"
                "    2 | tags: {a: b}\n"
                "      |       ^\n"
                "hint: tags: [python, git]"
            ),
        ),
        (
            "tags: [a, [b]]",
            (
                "posts/a.md:2:11: error: tags: must be a text, not a list\n"
                "    2 | tags: [a, [b]]\n"
                "      |           ^\n"
                "hint: tags: [python, git]"
            ),
        ),
        (
            "draft: maybe",
            (
                "posts/a.md:2:8: error: draft: 'maybe' is neither true nor false\n"
                "    2 | draft: maybe\n"
                "      |        ^^^^^\n"
                "hint: write true or false"
            ),
        ),
        (
            "series: {name: x, part: two}",
            (
                "posts/a.md:2:25: error: series: must be a whole number\n"
                "    2 | series: {name: x, part: two}\n"
                "      |                         ^^^\n"
                "hint: part: 2"
            ),
        ),
        (
            "series: {part: 2}",
            (
                "posts/a.md:2:9: error: series: needs a name\n"
                "    2 | series: {part: 2}\n"
                "      |         ^\n"
                "hint: series: { name: Learning Rust, part: 2 }"
            ),
        ),
        (
            "cover: {alt: x}",
            (
                "posts/a.md:2:8: error: cover: names no picture\n"
                "    2 | cover: {alt: x}\n"
                "      |        ^\n"
                "hint: cover: { image: picture.png, alt: what it shows }"
            ),
        ),
        (
            "status: blooming",
            (
                "posts/a.md:2:9: warning: status: 'blooming' is not a stage of growth\n"
                "    2 | status: blooming\n"
                "      |         ^^^^^^^^\n"
                "hint: one of seedling, budding, evergreen"
            ),
        ),
        (
            "tags: [@ai]",
            (
                "posts/a.md:2:8: error: front matter: a text that begins with @ must stand in quotes\n"
                "    2 | tags: [@ai]\n"
                "      |        ^\n"
                'hint: put the whole value in quotes: key: "…"'
            ),
        ),
        (
            "- a: b\n- c",
            "posts/a.md:2:1: error: front matter: must be lines of `key: value`\n    2 | - a: b\n      | ^",
        ),
        (
            "tags: ,a",
            (
                "posts/a.md:2:7: error: front matter: a text that begins with , must stand in quotes\n"
                "    2 | tags: ,a\n"
                "      |       ^\n"
                'hint: put the whole value in quotes: key: "…"'
            ),
        ),
        (
            "标题: 你好: 世界",
            (
                "posts/a.md:2:7: error: front matter: a second ': ' in one line\n"
                "    2 | 标题: 你好: 世界\n"
                "      |           ^\n"
                'hint: put the whole value in quotes: key: "…"'
            ),
        ),
    ],
)
def test_what_is_wrong_with_yaml_is_told_as_a_compiler_does(written, said):
    assert wrong(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "date = 2023-02-30",
            (
                "posts/a.md:2:8: error: not valid TOML: Invalid date or datetime\n"
                "    2 | date = 2023-02-30\n"
                "      |        ^"
            ),
        ),
        (
            "date = 10:00:00",
            (
                "posts/a.md:2:1: error: date: '10:00:00' is not a date; write it as 2023-07-29 or 2023-07-29 18:30\n"
                "    2 | date = 10:00:00\n"
                "      | ^"
            ),
        ),
        (
            'title = "a"\ntags =',
            "posts/a.md:3:7: error: not valid TOML: Invalid value\n    3 | tags =\n      |       ^",
        ),
        (
            'tag = "x"',
            (
                "posts/a.md:2:1: warning: unknown front matter field 'tag'\n"
                '    2 | tag = "x"\n'
                "      | ^^^\n"
                "hint: did you mean 'tags'? As it stands, only templates see it, as extra.tag"
            ),
        ),
        ("part = " + "9" * 5000, "posts/a.md:2:1: error: front matter: a number with far too many digits\n"),
        ("a = " + "[" * 5000, "posts/a.md:2:1: error: front matter: nested too deeply\n"),
    ],
)
def test_what_is_wrong_with_toml_is_told_as_a_compiler_does(written, said):
    assert wrong(written, "+++").startswith(said)


def test_every_problem_of_a_head_is_told_at_once():
    _, said = read("---\ntitle: [x]\ndate: soon\ndraft: maybe\ntag: y\nstatus: dead\n---\n")
    assert len(said) == 5


@pytest.mark.parametrize(
    "key", ["featuredImagePath", "mood", "layout", "uid", "url", "keywords", "weight", "lang", "type"]
)
def test_a_key_that_resembles_nothing_is_not_suspected(key):
    assert yaml(f"{key}: x").extra == {key: "x"}


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("tag", "tags"),
        ("Tittle", "title"),
        ("dates", "date"),
        ("serie", "series"),
        ("alias", "aliases"),
        ("drafts", "draft"),
        ("images", "image"),
        ("tumbnail", "thumbnail"),
        ("desciption", "description"),
        ("expire", "expires"),
    ],
)
def test_a_near_miss_names_the_key_that_was_meant(key, meant):
    assert f"hint: did you mean {meant!r}?" in wrong(f"{key}: x")


_ODD = st.text(st.characters(codec="utf-8")) | st.text("abdegilorst:-[]{}&*!|>'\"%@`#?, =\n\t0123", max_size=80)
_KEYED = st.lists(st.tuples(st.sampled_from(sorted(KEYS)), st.text("ab12:-[]{}&*!|'\"@,. \n", max_size=20)), max_size=4)


@STEADY
@given(
    _ODD | _KEYED.map(lambda rows: "\n".join(f"{key}: {value}" for key, value in rows)), st.sampled_from(["---", "+++"])
)
@example("date: !!timestamp x", "---")
@example("a: \ud7ff\ue000", "---")
def test_no_text_between_fences_is_too_much(inside, fence):
    head = split(f"{fence}\n{inside}\n{fence}\nBody", "posts/a.md")
    if isinstance(head, Head) and head.syntax:
        front, diagnostics = read_front_matter(head, "posts/a.md", UTC)
        assert isinstance(front, FrontMatter)
        assert all(str(d).startswith("posts/a.md") for d in diagnostics)


@STEADY
@given(_ODD)
def test_a_source_is_always_cut_somewhere(text):
    head = split(text, "posts/a.md")
    if isinstance(head, Head):
        assert text.endswith(head.body)
