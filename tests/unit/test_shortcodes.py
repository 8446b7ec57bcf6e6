"""What is said of shortcodes that make no sense, and how functions get their arguments."""

import pytest

from journal.markdown import convert
from journal.shortcode import call


def told(text):
    return [(p.line, p.column, p.message, p.hint) for p in convert(text).problems]


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        ("A\n\nB {{< youtub x >}}", 3, 3, "there is no shortcode 'youtub'", "did you mean 'youtube'?"),
        ("{{< nobody >}}", 1, 1, "there is no shortcode 'nobody'", "there are figure, gist, note, youtube."),
        ("- a\n\n  {{< figure >}}", 3, 3, "'figure' lacks its 'src'", "it is written {{< figure SRC "),
        ("{{< figure a.png capton=b >}}", 1, 1, "'figure' takes no 'capton'", "did you mean 'caption'?"),
        ("{{< figure a.png src=b >}}", 1, 1, "'src' is given to 'figure' twice", "it is written"),
        ("{{< gist a 1 b c >}}", 1, 1, "'c' is more than 'gist' takes", 'it is written {{< gist USER ID file="…" >}}'),
        ("{{< gist user=a 1 >}}", 1, 1, "'1' stands behind an argument with a name", "those without a name come first"),
        ('{{< figure "a.png >}}', 1, 1, "'\"a.png' is no argument for 'figure'", 'write name="a value"'),
        ("{{< figure src=“a.png” >}}", 1, 1, "is no argument for 'figure'", "quotation marks are straight here"),
        ("{{< figure https://a.b/c.png >}}", 1, 1, "is on another host", "save it beside the post"),
        ("{{< figure a.png width=half >}}", 1, 1, "width: 'half' is no number of pixels", ""),
        ("{{< youtube x >}}", 1, 1, "'x' is no id of a video", "behind `v=`"),
        ("{{< youtube dQw4w9WgXcQ poster=//a.b/c.png >}}", 1, 1, "the poster '//a.b/c.png' is on another host", ""),
        ("> {{< note >}}\n> a", 1, 3, "the shortcode 'note' is not closed", "end it with {{< /note >}}"),
        ("a\n\n{{< /note >}}", 3, 1, "{{< /note >}} closes nothing", "there is no {{< note >}} before it"),
        ("a\n\n{{< /youtube >}}", 3, 1, "{{< /youtube >}} closes nothing", "'youtube' takes no text"),
        ("a {{< note >}}b{{< /note >}}", 1, 3, "`note` and `/note` stand on lines of their own", ""),
        ('{{< note "A b" >}}\n{{< /note >}}', 1, 1, "'A b' is no kind of note", "its title comes second"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, line, column, message, hint):
    ((at, column_at, said, hinted),) = told(text)
    assert (at, column_at) == (line, column)
    assert message in said
    assert hint in hinted


def test_a_body_ends_with_what_it_stands_in():
    found = told("- a\n\n  {{< note >}}\n  b\n\nc\n\n{{< /note >}}")
    assert [(line, message) for line, _, message, _ in found] == [
        (3, "the shortcode 'note' ends with what it stands in"),
        (8, "{{< /note >}} closes nothing"),
    ]


def test_what_is_wrong_is_shown_as_it_was_written():
    rendered = convert('{{< figure "a.png" srk="*b*" >}}')
    assert rendered.html == '<p>{{&lt; figure "a.png" srk="*b*" &gt;}}</p>'
    assert rendered.excerpt == '{{< figure "a.png" srk="*b*" >}}'


@pytest.mark.parametrize(
    "text",
    [
        "{{</* nobody */>}}",
        "`{{< nobody >}}`",
        "    {{< nobody >}}",
        "```\n{{< nobody >}}\n```",
        "<div>\n{{< nobody >}}\n</div>",
        "%%{{< nobody%%",
        "\\{{< nobody >}}",
        "{{% nobody %}}",
        "{{< figure a.png >}}",
    ],
)
def test_of_what_is_none_nothing_is_said(text):
    assert told(text) == []


def every(first, second="2", *more, class_="", data_x="", **others):
    return repr((first, second, more, class_, data_x, others))


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("a", "('a', '2', (), '', '', {})"),
        ("first=a", "('a', '2', (), '', '', {})"),
        ("a b c d", "('a', 'b', ('c', 'd'), '', '', {})"),
        ('a class=b data-x="c d" e=f', "('a', '2', (), 'b', 'c d', {'e': 'f'})"),
        (r""""a \"b\"" 'c "d"' `e\f`""", repr(('a "b"', 'c "d"', ("e\\f",), "", "", {}))),
        ("https://a.b/c?d=e", "('https://a.b/c?d=e', '2', (), '', '', {})"),
        ("a\n  second = b", "('a', 'b', (), '', '', {})"),
        ('""', "('', '2', (), '', '', {})"),
    ],
)
def test_arguments_go_where_a_function_takes_them(written, given):
    assert call("x", every, f" {written} ", body=False, inline=False) == (given, "")


@pytest.mark.parametrize("made", ["", "{body}{body}"])
def test_a_body_is_shown_once(made):
    with pytest.raises(ValueError, match="shows what stands in it"):
        call("x", lambda *, body: made.format(body=body), "", body=True, inline=False)


def test_a_shortcode_gives_text():
    with pytest.raises(ValueError, match="gives no text but list"):
        call("x", list, "", body=False, inline=False)


def test_feeds_get_whole_addresses(site):
    s = site(
        '-- posts/a/index.md --\n---\ndate: 2023-01-01\n---\n{{< figure p.png "A" >}}\n\n'
        '{{< youtube dQw4w9WgXcQ "T" poster=p.png >}}\n-- posts/a/p.png --\npng\n'
    )
    s.build("--strict")
    for feed in ("/feed.xml", "/atom.xml", "/feed.json"):
        assert s.text(feed).count("https://me.example/a/p.png") == 2
        assert "https://www.youtube.com/watch?v=dQw4w9WgXcQ" in s.text(feed)
    assert 'src="../../a/p.png"' in s.text("/a/") or 'src="/a/p.png"' in s.text("/a/")


def test_a_build_names_line_and_column(site):
    s = site("-- posts/a.md --\n---\ntitle: A\n---\nText.\n\nSee {{< youtub x >}}.\n")
    said = s.build().err
    assert "posts/a.md:6:5: warning: there is no shortcode 'youtub'\n    6 | See {{< youtub x >}}." in said
    assert "hint: did you mean 'youtube'? To show it as text, write {{</* … */>}}\n" in said
