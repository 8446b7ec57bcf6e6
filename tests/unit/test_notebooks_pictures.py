"""Pictures by their content, and drawings without scripts."""

import base64
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notebook import png

from journal.notebooks.pictures import Pictures
from journal.notebooks.vectors import clean_svg

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
JPEG = b"\xff\xd8\xff\xe0\0\4ab\xff\xc0\0\x11\x08" + struct.pack(">HH", 30, 40) + b"\0" * 12


def kept(kind, data):
    return Pictures("n.ipynb").keep(kind, base64.b64encode(data).decode() if isinstance(data, bytes) else data)


@pytest.mark.parametrize(
    ("data", "ending", "size"),
    [
        (base64.b64decode(png(20, 10)), "png", (20, 10)),
        (b"GIF89a" + struct.pack("<HH", 7, 8) + b"\0\0\0", "gif", (7, 8)),
        (JPEG, "jpg", (40, 30)),
        (b"\xff\xd8\xff\xe0", "jpg", (0, 0)),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp", (0, 0)),
    ],
)
def test_a_picture_is_what_it_holds_whatever_it_is_called(data, ending, size):
    picture = kept("image/png", data)
    assert picture.url.startswith("n.ipynb/figure-")
    assert picture.url.endswith(f".{ending}")
    assert (picture.width, picture.height) == size


@pytest.mark.parametrize("data", [b"", b"<html>", b"\x89PNG\r\n\x1a\n", "%%%", "no base64!", b"GIF89a"])
def test_what_is_none_is_none(data):
    assert kept("image/png", data) is None


@pytest.mark.parametrize(
    ("wanted", "size"),
    [
        ({}, ' width="20" height="10"'),
        ({"width": 10}, ' width="10" height="5"'),
        ({"height": 5}, ' width="10" height="5"'),
        ({"width": "10px", "height": 9.0}, ' width="10" height="9"'),
        ({"width": True, "height": -1}, ' width="20" height="10"'),
        ({"width": '1" onload="f()', "height": 10**9}, ' width="20" height="10"'),
        ({"width": float("nan")}, ' width="20" height="10"'),
    ],
)
def test_the_size_that_is_wanted(wanted, size):
    assert kept("image/png", png(20, 10)).size(wanted) == size


def test_a_name_in_a_url_and_words_in_an_attribute_are_quoted():
    picture = Pictures("n.ipynb").keep("image/png", png())
    assert 'alt="&quot;&gt;&lt;b&gt;"' in picture.img('"><b>')


@pytest.mark.parametrize(
    ("inside", "left"),
    [
        ("<script>f()</script>", ""),
        ('<path d="M0 0" onclick="f()"/>', '<path d="M0 0" />'),
        ('<a href="javascript:f()"><text>x</text></a>', "<g><text>x</text></g>"),
        ('<use xlink:href="#a"/>', '<use href="#a" />'),
        ('<use xlink:href="https://e.example#a"/>', "<use />"),
        ('<image href="data:image/png;base64,AAAA"/>', '<image href="data:image/png;base64,AAAA" />'),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "<image />"),
        ("<rect style=\"fill:url( 'https://e.example')\"/>", "<rect />"),
        ('<rect style="fill:url(#a)"/>', '<rect style="fill:url(#a)" />'),
        ("<style>@import 'x';</style>", ""),
        ("<style>a{fill:u\\72l(x)}</style>", ""),
        ("<foreignObject><p>x</p></foreignObject>", ""),
        ("<animate attributeName='href' to='javascript:f()'/><set/>", ""),
        ("<!-- c --><g/>", "<g />"),
        ("<![CDATA[<script>]]>", "&lt;script&gt;"),
        ("<text>a<script/>b</text>", "<text>a</text>"),
    ],
)
def test_of_a_drawing_only_what_is_harmless_stays(inside, left):
    made = clean_svg(SVG.format(inside)).decode()
    assert made.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert made.partition(">")[2].removesuffix("</svg>") == left


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<svg",
        "<html/>",
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"),
        SVG.format("&nbsp;"),
        '<svg xmlns="http://e.example"/>',
        "\ud800",
    ],
)
def test_what_is_no_drawing_gives_nothing(text):
    assert clean_svg(text) == b""


def test_a_drawing_that_is_deep_is_cut_rather_than_followed():
    assert clean_svg(SVG.format("<g>" * 50_000 + "</g>" * 50_000)).count(b"<g") < 300


@given(st.text(alphabet="<>/svg script=\"'#&;![]-x:onhref"))
def test_any_text_gives_a_drawing_or_nothing(text):
    made = clean_svg(SVG.format(text))
    assert made == b"" or (made.startswith(b"<svg") and b"<script" not in made)
