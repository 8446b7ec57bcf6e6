"""Lexers that ask fewer rules find the same tokens."""

import re

import pytest
from pygments import format as format_tokens
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import find_lexer_class_by_name

from journal.markdown.beginnings import beginnings
from journal.markdown.codeblocks import code_block
from journal.markdown.infostring import Options
from journal.markdown.lexers import QuickLexer, lexer_class

CODE = {
    "python": 'import a.b as c\n\nclass K(B):\n    """D: é."""\n\n    @x\n    def f(self, n=1.5e3):\n        # «ok»\n'
    '        return f"{n!r:>{w}}" + rb"\\x" + R\'r\' if n >= 0x1F else None\n\x0c?$ µ = 1\n',
    "c": "#include <a.h>\nstatic int f(char *s) { return s[0] == 'x' ? 1 : 0; } /* € */\n",
    "ruby": "x = <<~A\n  #{y} é\nA\nputs %w(a b), :c, /d+/i\n",
    "javascript": "const f = async (a) => `x ${a ?? 1} é`; // no\nlet r = /a[/]b/g;\n",
    "sql": "select COUNT(*) from t where ſ = 'K' -- x\n",
    "html": "<p class='a'>é &amp; <script>let x = 1;</script>\n",
    "yaml": "a: [1, 'b']\n---\n- c: |\n    é\n",
    "console": "$ ls -l | grep é\ntotal 0\n> x\n",
    "diff": "@@ -1 +1 @@\n-a\n+b\n",
    "css": "@media print { a:hover { color: #FFF !important } }\n",
}


@pytest.mark.parametrize("language", CODE)
def test_code_has_the_same_tokens_however_much_was_read_before(language):
    quick, library = lexer_class(language), find_lexer_class_by_name(language)
    code = CODE[language]
    expected = list(library(stripnl=False).get_tokens(code))
    for _ in range(2_000 // len(code) + 3):
        assert list(quick(stripnl=False).get_tokens(code)) == expected


@pytest.mark.parametrize("language", CODE)
def test_code_has_the_same_markup_as_from_the_library(language):
    tokens = find_lexer_class_by_name(language)(stripnl=False).get_tokens(CODE[language])
    expected = format_tokens(tokens, HtmlFormatter(nowrap=True)).rstrip("\n")
    assert f">{expected}\n</code>" in code_block(CODE[language], language, Options(), line_numbers=False)


def test_most_languages_only_follow_rules():
    assert issubclass(lexer_class("python"), QuickLexer)
    assert not issubclass(lexer_class("html+jinja"), QuickLexer)
    assert lexer_class("nonesuch") is None


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("ab", "a"),
        ("a?b|[c-e]", "abcde"),
        (r"(?:\b(x)|(?=q)y)+z", "xy"),
        (r"(?i)k[^\s]", "kK"),
        (r"(?i)(r[ft]|b)", "rRbB"),
        (r"(?i)\u212a", None),
        (r"(?i:a)b", None),
        ("é", ""),
        ("a*", None),
        ("$", None),
        (r"(a)\1", "a"),
        (r"(?:(?:(b)|c)?a)", "abc"),
    ],
)
def test_what_a_match_can_begin_with(pattern, expected):
    found = beginnings(re.compile(pattern))
    assert found == (None if expected is None else frozenset(expected))
