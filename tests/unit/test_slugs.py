"""Slugs: every script keeps its letters, and no name becomes empty."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journal.slugs import clean_segment, same_place, slugify, term_slug

STEADY = settings(derandomize=True, deadline=None)

TEXT = st.text(st.characters(codec="utf-8"))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Study Machine Learning", "study-machine-learning"),
        ("  What's up, C++?  ", "what-s-up-c"),
        ("机器学习 入门", "机器学习-入门"),
        ("Учим Rust", "учим-rust"),
        ("हिन्दी में", "हिन्दी-में"),
        ("e\u0301te\u0301", "été"),
        ("Straße", "straße"),
        ("a--b__c", "a-b__c"),
        ("__init__", "init"),
        ("v1.2.3", "v1.2.3"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\\b\0c", "a-b-c"),
        ("one 🎉 two", "one-two"),
        ("🎉", ""),
        ("❤️", ""),
        ("\u0301", ""),
        ("...", ""),
        ("İstanbul", "i̇stanbul"),
    ],
)
def test_a_title_as_part_of_a_url(text, slug):
    assert slugify(text) == slug


@STEADY
@given(TEXT | st.text("aB-_.~ \u0301\ufe0fé̈ßİ가각ᆨ界", max_size=200))
@example("a" * 149 + "._b")
@example("a\ufe0f\u0301")
def test_a_slug_is_stable_and_in_the_form_that_all_systems_share(text):
    slug = slugify(text)
    assert slugify(slug) == slug
    assert unicodedata.is_normalized("NFC", slug)
    assert len(slug.encode()) <= 150
    assert not set(slug) & set("/\\?#% \0")
    assert slug not in (".", "..")


@STEADY
@given(TEXT, st.characters(categories=("Lu", "Ll", "Lt", "Lo", "Nd")), TEXT)
def test_a_text_with_a_letter_of_any_script_never_becomes_empty(before, letter, after):
    # What stands before may fill the slug; it is then not empty either.
    assert slugify(before + letter + after)


@STEADY
@given(TEXT.filter(str.strip))
def test_every_term_has_a_slug_of_one_segment(name):
    slug = term_slug(name)
    assert slug
    assert "/" not in slug
    assert slug not in (".", "..")
    assert slug == clean_segment(slug)


def test_signs_that_tell_terms_apart_are_spelled_out():
    names = ["C", "C++", "C#", ".net", "net", "🎉", "🚀", "F#", "*", "❤️"]
    assert term_slug("C++") == "cplusplus"
    assert term_slug("C#") == "csharp"
    assert term_slug(".NET") == "dotnet"
    assert len({term_slug(name) for name in names}) == len(names)


def test_letter_case_makes_no_other_term():
    assert term_slug("Git") == term_slug("git")
    assert term_slug("É") == term_slug("e\u0301")


def test_a_very_long_name_still_makes_a_file_name():
    assert len(term_slug("a" * 300).encode()) == 150
    cut = term_slug("界" * 300)
    assert cut == "界" * 50
    assert len(term_slug("🎉" * 300)) <= 150


@pytest.mark.parametrize("text", ["..", ".", " ..", ".. ", "\t..\n", "\u3000.."])
def test_no_segment_leads_up(text):
    assert clean_segment(text).strip() not in (".", "..")


def test_an_authors_own_segment_keeps_its_letters_and_case():
    assert clean_segment("Über Uns") == "Über-Uns"
    assert clean_segment('a?b#c%d"e') == "a-b-c-d-e"
    assert clean_segment("e\u0301") == "é"


@pytest.mark.parametrize(
    ("one", "other"), [("/A/", "/a/"), ("/é/", "/e\u0301/"), ("/É/", "/e\u0301/"), ("/ß/", "/SS/")]
)
def test_permalinks_that_a_disk_takes_for_one(one, other):
    assert same_place(one) == same_place(other)
