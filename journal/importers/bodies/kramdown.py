"""kramdown, as Jekyll reads it: formulas between two dollars in a line, and its table of contents."""

import re

from journal.importers.bodies.rewriting import Change, Rewritten, rewrite

_TAG = (
    r"(?<![\\$])\$\$(?P<formula>(?:(?!\$\$|\n[ \t]*\n)[\s\S]){1,4000}?)(?<!\\)\$\$"
    r"|\\\\(?P<open>[(\[])(?P<inside>(?:(?!\\\\[()\[\]]|\n[ \t]*\n)[\s\S]){1,4000}?)\\\\(?P<close>[)\]])"
    r"|(?m:^)[*-][ \t]+\S[^\n]*\n\{:[ ]?toc\b[^}\n]*\}[ \t]*(?m:$)"
)
_CLOSING = {"(": ")", "[": "]"}


def convert(text: str, first_line: int = 1) -> Rewritten:
    """The text with formulas as journal reads them: `$…$` in a line, `$$…$$` on their own."""
    return rewrite(text, _TAG, _change, first_line)


def _change(text: str, match: re.Match[str]) -> Change | None:
    if match["inside"] is not None:
        if _CLOSING[match["open"]] != match["close"]:
            return None
        return Change(f"\\{match['open']}{match['inside']}\\{match['close']}", match.end())
    if match["formula"] is None:
        return Change("[TOC]", match.end(), "{:toc} → [TOC]")
    formula = match["formula"].strip()
    if _alone(text, match) or not formula:
        return None
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if before.isalnum() or after.isalnum() or "$" in formula or formula.endswith("\\"):
        return Change(f"\\({formula}\\)", match.end())
    return Change(f"${formula}$", match.end())


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether the formula is a paragraph of its own, which is what makes it one on its own in kramdown too."""
    before = text[max(0, match.start() - 200) : match.start()].rstrip(" \t>")
    after = re.match(r"[ \t]*(?:\{:[^}\n]*\})?[ \t]*(?=\n|$)", text[match.end() : match.end() + 300])
    return (not before or before.endswith("\n")) and after is not None
