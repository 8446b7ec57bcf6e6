"""Components of MDX: nothing here can run them, so they stay visible as text, and the report names them."""

import re

from journal.importers.bodies.rewriting import Change, Rewritten, rewrite

_TAG = (
    r"(?-i:(?m:^)(?:import|export)\s[^\n]*(?m:$))|(?-i:<(?P<component>[A-Z][\w.]*)(?:\"[^\"\n]*\"|'[^'\n]*'|[^<>\"'])*>)"
    r"|(?-i:</[A-Z][\w.]*>)"
)


def convert(text: str, first_line: int = 1) -> Rewritten:
    """The text with every import, export and component in a code span, where readers see it and nothing is lost."""

    def change(_: str, match: re.Match[str]) -> Change | None:
        one = " ".join(match[0].split())
        marks = "`" * max([1, *(len(run) + 1 for run in re.findall("`+", one))])
        pad = " " if "`" in one else ""
        return Change(f"{marks}{pad}{one}{pad}{marks}", match.end(), f"{one[:60]} stays as text", look=True)

    return rewrite(text, _TAG, change, first_line)
