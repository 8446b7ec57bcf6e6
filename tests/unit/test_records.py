"""What a build keeps of a source is what it parsed."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.dialect import Dialect
from journal.document import Body, Raw
from journal.parse import parse
from journal.records import from_headings, from_records, to_headings, to_places, to_record

CASES = {
    "nothing": "",
    "only text": "# T\n\nText with [a link](b.md#x) and ![i](c.png).\n\n## H *e*\n",
    "a garden": "Of [[b#c|d]] and [[b]].\n\n![[e.png]]\n\n## H\n\nText. ^x\n",
    "yaml": "---\ntitle: T\ndate: 2023-07-29 18:30 +0530\nupdated: 2023-08-01\ntags: [a, '@j']\n"
    "series: {name: S, part: 2}\n"
    "own: [1, 2.5, true, null, {a: b}]\ntoc: false\nstatus: budding\naliases: [/x/]\ncover: c.png\n---\nText.\n",
    "toml": '+++\ntitle = "T"\ndate = 2023-07-29\nday = 2023-07-29\nclock = 07:32:00\n'
    "moment = 1979-05-27T07:32:00-08:00\n"
    "[own]\nbig = 12345678901234567890\nnan = inf\n+++\nText.\n",
    "an error": "---\ndate: tomorrow\n---\nText.\n",
    "questions": "## Questions\n\n- Why [a](b.md)?\n- [x] How?\n",
    "a warning": "---\ntag: a\n---\n[^1] $\\frac{$\n",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("zone", [UTC, ZoneInfo("Europe/Berlin")], ids=["UTC", "Berlin"])
def test_what_is_read_back_is_what_was_written(text, zone):
    assert_kept(text, zone)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=80), st.text(max_size=120))
def test_so_it_is_for_any_text(head, body):
    assert_kept(f"---\ntitle: {head}\nown: [{head}]\n---\n{body}", UTC)


def assert_kept(text, zone):
    parsed = parse(Raw("posts/a.md", "post", text.encode("utf-8", "replace")), Dialect(), zone)
    places = to_places(parsed.document) if parsed.document else ""
    items = parsed.document.items.written if parsed.document else ""
    ((document, diagnostics),) = from_records([to_record(parsed)], [places], [items])
    assert (document, diagnostics) == (parsed.document, parsed.diagnostics)
    assert repr(document) == repr(parsed.document), "down to the zones of its dates and the order of its keys"
    if parsed.body:
        assert Body(parsed.body.html, from_headings(to_headings(parsed.body))) == parsed.body
