"""Pages of the author's own, which win over those that are gathered."""

import pytest

RICH = """\
-- posts/2022-01-01-a.md --
---
tags: [flashcards]
status: seedling
---
> [!question] Why?

> [!correction] Not so.

Epoch
: One pass.

Capital of France::Paris

## Next steps

- [ ] Read on

## Resources

- [A](https://a.example/)
-- posts/2023-01-01-b.md --
B.
"""
PLACES = (
    *("questions", "next", "glossary", "resources", "review", "activity", "lookback", "weekly", "changed-my-mind"),
    *("growth", "learning"),
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("as_what", ["page", "post", "file"])
def test_a_page_of_the_authors_own_keeps_its_place(site, place, as_what):
    s = site(RICH)
    s.build("--strict")
    assert s.output(f"/{place}/").exists()
    if as_what == "page":
        s.put(f"pages/{place}.md", "# Mine\n")
    elif as_what == "post":
        s.put("posts/own.md", f"---\ntitle: Mine\nslug: {place}\n---\nText.\n")
    else:
        s.put(f"static/{place}/index.html", "<h1>Mine</h1>")
    s.build("--strict")
    assert "Mine</h1>" in s.text(f"/{place}/")
