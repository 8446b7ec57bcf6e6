"""Every case of tests/markdown/*.md: a title, a dot, the text, a dot, the HTML, a dot."""

import re
from pathlib import Path

import pytest

from journal.dialect import Dialect
from journal.markdown import convert

FIXTURES = Path(__file__).parent.parent / "markdown"
CASE = re.compile(r"^(?P<title>\S[^\n]*)\n\.\n(?P<text>.*?)\n\.\n(?P<html>.*?)\n?\.$", re.MULTILINE | re.DOTALL)
DIALECT = re.compile(r"\((\w+)=(\w+)\)$")
SWITCHES = {"yes": True, "no": False}


def cases():
    for path in sorted(FIXTURES.glob("*.md")):
        content = path.read_text(encoding="utf-8")
        found = list(CASE.finditer(content))
        assert found, f"no case in {path}"
        assert not CASE.sub("", content).strip(), f"something in {path} is no case"
        for case in found:
            yield pytest.param(case["title"], case["text"], case["html"], id=f"{path.stem}: {case['title']}")


def dialect(title):
    """`(language=de)` or `(math=no)` at the end of a title chooses the dialect."""
    switch = DIALECT.search(title)
    return Dialect(**{switch[1]: SWITCHES.get(switch[2], switch[2])}) if switch else Dialect()


@pytest.mark.parametrize(("title", "text", "html"), list(cases()))
def test_text_becomes_html(title, text, html):
    assert convert(text, dialect(title)).html == html
