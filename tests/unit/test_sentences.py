"""The sentence in which a link stands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.sentences import sentences_in

HREF = '<a href="journal-source:posts/b.md#x">'


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<p>One. Two {a}b</a>, so. Three.</p>", "Two \tb\t, so."),
        ("<p>{a}B</a> is it! Next.</p>", "\tB\t is it!"),
        ("<p>As e.g. {a}b</a> vs. it</p>", "As e.g. \tb\t vs. it"),
        ("<p>Is “it?” He {a}<em>b</em> c</a>.</p>", "He \tb c\t."),
        ("<p>一。二{a}三</a>四。五</p>", "二\t三\t四。"),
        ("<ul><li>Of {a}b</a></li><li>not this</li></ul>", "Of \tb\t"),
        ("<p>A &amp; {a}b</a><br>\nc <code>d</code> <sup id='fnref-1'><a>1</a></sup></p>", "A & \tb\t c d 1"),
    ],
)
def test_the_sentence_around_a_link(html, sentence):
    assert sentences_in(html.replace("{a}", HREF)) == {"journal-source:posts/b.md": sentence}


@pytest.mark.parametrize("html", ["<li>{a}b</a></li>", "<p>{a}b</a>.</p>", "<p><a href='https://x'>c</a> d</p>"])
def test_a_link_that_stands_alone_has_none(html):
    assert sentences_in(html.replace("{a}", HREF)) == {}


def test_a_long_sentence_is_cut_at_words_on_both_sides():
    (sentence,) = sentences_in(f"<p>{'long ' * 90}{HREF}b</a>{' way' * 90}.</p>").values()
    before, words, after = sentence.split("\t")
    assert before.startswith("…long ")
    assert words == "b"
    assert after.endswith(" way…")
    assert max(len(before), len(after)) <= 161


def test_several_links_have_their_own_and_at_most_three():
    html = "".join(f'<p>See {n} <a href="journal-wiki:N%20o#p">n</a>.</p>' for n in range(5))
    assert sentences_in(html) == {"journal-wiki:N o#p": "See 0 \tn\t.\nSee 1 \tn\t.\nSee 2 \tn\t."}


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from([HREF, "</a>", "<p>", "</p>", "a. ", "B ", "<b>", "<a>", "!", "\t", "\n"])).map("".join)
)
def test_any_html_gives_one_line_a_sentence(html):
    for said in sentences_in(html).values():
        assert all(line.count("\t") == 2 for line in said.split("\n"))
