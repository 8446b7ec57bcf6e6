"""What terminals understand, as HTML."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.notebooks.ansi import ansi_html, settled


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('plain <b> & "q"', 'plain &lt;b&gt; &amp; "q"'),
        ("\x1b[31mred\x1b[0m", '<span class="ansi-red">red</span>'),
        ("\x1b[1;31ma\x1b[22mb\x1b[39mc", '<span class="ansi-red ansi-bold">a</span><span class="ansi-red">b</span>c'),
        ("\x1b[94;103ma", '<span class="ansi-bright-blue ansi-on-bright-yellow">a</span>'),
        ("\x1b[38;5;1ma", '<span class="ansi-red">a</span>'),
        ("\x1b[38;5;46ma", '<span class="ansi-bright-green">a</span>'),
        ("\x1b[38;5;244ma", '<span class="ansi-white">a</span>'),
        ("\x1b[48;2;0;0;120ma", '<span class="ansi-on-blue">a</span>'),
        ("\x1b[38;2;1mx", "x"),
        ("\x1b[3;4;7;9;2ma", '<span class="ansi-faint ansi-italic ansi-underline ansi-strike ansi-inverse">a</span>'),
        ("\x1b[31m\x1b[ma", "a"),
        ("a\x1b[2Kb\x1b[1;1Hc\x1b]0;title\x07d\x1b]8;;https://e.example\x1b\\e\x1b(Bf\x1b", "abcdef"),
        ("\x9b32mg\x9b0m", '<span class="ansi-green">g</span>'),
    ],
)
def test_escapes(text, html):
    assert ansi_html(text) == html


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\r\nb", "a\nb"),
        ("10%\r20%\r30%\n", "30%\n"),
        ("10%\r20%\r", "20%"),
        ("ab\b\bc", "c"),
        ("a\n\b\bc", "a\nc"),
        ("\r\r", ""),
    ],
)
def test_what_is_drawn_over(text, seen):
    assert settled(text) == seen


@given(st.text(alphabet="\x1b[]0123456789;:mK<>&\x9b a\x07"))
def test_whatever_is_printed_stays_text(text):
    html = ansi_html(settled(text))
    assert "\x1b" not in html
    assert not re.search(r"<(?!/?span\b)", html)
    assert html.count("<span") == html.count("</span>")


def test_a_long_text_takes_no_longer_than_it_is():
    ansi_html("\x1b[" + "1;" * 200_000)
    ansi_html("\x1b]" * 100_000)
    settled("a\b" * 200_000)
