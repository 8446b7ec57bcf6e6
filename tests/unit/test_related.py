"""Related posts: by shared tags, the rarer the better, then by nearness in time."""

import pytest


def _post(name, day, tags):
    return f"-- posts/{name}.md --\n---\ndate: 2023-01-{day:02}\ntags: [{tags}]\n---\nText.\n"


SITE = (
    _post("here", 10, "rust, common, rare")
    + _post("rare", 1, "rare")
    + _post("both", 2, "rust, common")
    + _post("near", 9, "common")
    + _post("far", 3, "common")
    + _post("other", 11, "something")
    + _post("untagged", 12, "")
)


def _related(s, path):
    heading = next((h for h in s.html(path).css("main h2") if h.text() == "Related"), None)
    return [a.text() for a in heading.parent.css("a")] if heading else []


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, ["Both"]),
        (3, ["Both", "Rare", "Near"]),
        (9, ["Both", "Rare", "Near", "Far"]),
        (0, []),
    ],
)
def test_the_rarest_tags_count_most_and_then_nearness_in_time(site, count, expected):
    s = site(SITE + f'-- journal.toml --\nurl = "https://me.example/"\nrelated = {count}\n')
    s.build()
    assert _related(s, "/here/") == expected


def test_a_post_that_shares_no_tag_has_nothing_related(site):
    s = site(SITE)
    s.build()
    assert _related(s, "/other/") == []
    assert _related(s, "/untagged/") == []


def test_drafts_and_the_post_itself_are_never_related(site):
    s = site(SITE + "-- posts/draft.md --\n---\ndraft: true\ntags: [rare, rust, common]\n---\nText.\n")
    s.build()
    assert "Draft" not in _related(s, "/here/")
    assert "Here" not in _related(s, "/here/")
