"""Diagnostics: one thing wrong, told as a compiler tells it."""

from journal.diagnostics import ContentError, Diagnostic, columns_of, did_you_mean, in_order


def test_the_place_the_line_the_caret_and_the_hint():
    found = Diagnostic("posts/a.md", "no", "do this", 3, 5, "abc defg", 4)
    assert str(found) == "posts/a.md:3:5: error: no\n    3 | abc defg\n      |     ^^^^\nhint: do this"


def test_a_finding_about_a_whole_file_is_one_line():
    assert str(Diagnostic("posts/a.md", "cannot be read")) == "posts/a.md: error: cannot be read"
    assert str(Diagnostic("posts/a.md", "odd", severity="warning")) == "posts/a.md: warning: odd"


def test_a_finding_about_a_whole_line_has_no_caret():
    assert str(Diagnostic("a.md", "no", "", 2, 0, "text")) == "a.md:2: error: no\n    2 | text"


def test_the_caret_stands_below_its_character_after_tabs_and_wide_and_combining_signs():
    for source, column, spaces, carets in (
        ("\tkey: x", 7, 6, 1),
        ("标题: x", 5, 6, 1),
        ("标题: 值", 5, 6, 2),
        ("e\u0301: x", 5, 3, 1),
    ):
        line = str(Diagnostic("a.md", "no", "", 1, column, source)).splitlines()[-1]
        assert line == "      | " + " " * spaces + "^" * carets


def test_a_long_line_is_cut_to_a_screen_around_its_caret():
    source = "x" * 5000 + "HERE" + "y" * 10_000_000
    _, shown, caret = str(Diagnostic("a.md", "no", "", 1, 5001, source, 4)).splitlines()
    assert len(shown) <= 108
    start = caret.index("^")
    assert shown[start : start + 4] == "HERE"


def test_a_message_quotes_no_more_than_fits_a_screen():
    assert len(str(Diagnostic("a.md", "x" * 10_000_000))) < 500


def test_a_terminal_gets_no_escapes_from_a_source():
    assert "\x1b" not in str(Diagnostic("a.md", "no", "", 1, 1, "\x1b[2Jtitle"))


def test_a_caret_never_points_outside_of_its_line():
    text = str(Diagnostic("a.md", "no", "", 1, 3, "ab", 50))
    assert text.endswith("      |   ^")


def test_diagnostics_are_sorted_by_path_and_line_and_told_once():
    made = [Diagnostic("b.md", "x", line=1), Diagnostic("a.md", "x", line=10), Diagnostic("a.md", "x", line=9)]
    assert [(d.path, d.line) for d in in_order([*made, *made])] == [("a.md", 9), ("a.md", 10), ("b.md", 1)]
    assert str(ContentError(made)).count("error") == 3


def test_a_suggestion_only_for_what_is_near():
    assert did_you_mean("tittle", ["title", "tags"]) == "did you mean 'title'?"
    assert did_you_mean("weather", ["title", "tags"]) == ""


def test_columns_of_a_terminal():
    assert [columns_of(text) for text in ("abc", "日本", "e\u0301", "")] == [3, 4, 1, 0]
