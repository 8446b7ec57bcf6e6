"""Alike: which tags are taken for two spellings of one, and which are not."""

import pytest

from journal.check.alike import alike, letters


def pairs(**counts):
    return [(pair.rare, pair.common, pair.how) for pair in alike(counts)]


def of(*names, often=5):
    """What is said of tags of which the last is rare."""
    counts = dict.fromkeys(names[:-1], often) | {names[-1]: 1}
    return [(pair.rare, pair.common, pair.how) for pair in alike(counts)]


@pytest.mark.parametrize(
    ("common", "rare", "how"),
    [
        ("machine-learning", "machinelearning", "letters"),
        ("machine-learning", "Machine-Learnings", "number"),
        ("node.js", "nodejs", "letters"),
        ("café", "cafe", "letters"),
        ("test", "tests", "number"),
        ("library", "libraries", "number"),
        ("box-office", "boxoffice", "letters"),
        ("python", "Python3", "version"),
        ("javascript", "javascrpt", "slip"),
        ("javascript", "javasrcipt", "slip"),
        ("kubernetes", "kubernets", "slip"),
        ("typography", "typograpfy", "slip"),
    ],
)
def test_these_are_one(common, rare, how):
    assert of(common, rare) == [(rare, common, how)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"), ("C", "C#"), ("C++", "C#"), ("go", "god"), ("css", "cs"), ("js", "j"), ("rust", "trust"),
        ("web", "web3"), ("python2", "python3"), ("2023", "2024"), ("windows", "window"), ("news", "new"),
        ("class", "clas"), ("react", "reactor"), ("testing", "nesting"), ("postgres", "postgresql"),
        ("statistics", "statistic"), ("advent-of-code-2022", "advent-of-code-2023"), ("机器", "机器学习"),
        ("vim", "vi"), ("haskell", "pascal"), ("ios", "io"), ("linear-algebra", "algebra"), ("mysql", "sql"),
        ("effects", "defects"),
    ],
)  # fmt: skip
def test_these_are_two(one, other):
    assert of(one, other) == []
    assert of(other, one) == []


def test_a_slip_is_one_only_beside_a_word_that_is_used_often():
    assert pairs(javascript=3, javascrpt=1)
    assert not pairs(javascript=2, javascrpt=1)
    assert not pairs(javascript=9, javascrpt=2)


def test_a_tag_is_told_once():
    assert len(pairs(test=9, tests=2, testss=1, Test_s=1)) <= 3
    assert len({rare for rare, _, _ in pairs(python=9, pythons=1, python3=1)}) == 2


def test_letters_are_what_is_left_of_a_name():
    assert letters("Machine_Learning") == letters("machine-learning") == "machinelearning"
    assert letters("C++") != letters("C")
    assert letters("🎉") == letters("🎉")
