"""What is gathered as a correction, and what is not."""

import pytest

from journal.dialect import Dialect
from journal.markdown import convert


def found(text):
    return [(item.html, item.more) for item in convert(text, Dialect(), "T").items if item.kind == "correction"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("> [!correction]\n> It is *quadratic*.\n>\n> And more.\n", [("It is <em>quadratic</em>.", "")]),
        ("> [!CORRECTION] Not linear\n> It is quadratic.\n", [("Not linear", "It is quadratic.")]),
        ('!!! correction "10 June"\n    It is `O(n)`.\n', [("10 June", "It is <code>O(n)</code>.")]),
        ("> [!erratum]- Folded\n> It is.\n", [("Folded", "It is.")]),
        ("> [!correction] Only a title\n", [("Only a title", "")]),
        ("> [!correction]\n> - First\n> - Second\n", [("First", "")]),
        ("> [!correction]\n> - First\n>\n> - Second\n", [("First", "")]),
        ("> [!correction]\n", []),
        ("> [!note] Correction\n> It is.\n", []),
        ("## Corrections\n\n- prose\n", []),
        ("```text\n> [!correction] code\n```\n", []),
    ],
)
def test_corrections(text, wanted):
    assert found(text) == wanted
