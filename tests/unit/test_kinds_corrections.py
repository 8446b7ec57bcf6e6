"""Changes of mind: callouts that take something back, and entries that take another's place."""

import pytest

TWO = "-- posts/2023-01-01-tries.md --\n# Tries\n-- posts/sub/2023-02-01-other.md --\n# Other\n"


def names(nodes):
    return [node.text().strip() for node in nodes]


def test_who_never_changed_their_mind_has_no_page(site):
    s = site(TWO)
    s.build()
    assert not s.output("/changed-my-mind/").exists()


def test_corrections_stand_newest_first_and_lead_to_their_place(site):
    s = site(
        "-- posts/2023-01-01-a.md --\n> [!correction] It is not linear\n> It is *quadratic*.\n\n"
        "```text\n> [!correction] code\n```\n"
        "-- posts/2023-02-01-b.md --\n!!! correction\n    I was wrong about `x`.\n\n> [!correction]\n"
    )
    s.build()
    page = s.html("/changed-my-mind/")
    assert [" ".join(li.text().split()) for li in page.css(".items li")] == [
        "I was wrong about x. 1 February 2023 B",
        "It is not linear It is quadratic. 1 January 2023 A",
    ]
    for link in page.css("a.source"):
        path, anchor = link.attributes["href"].split("#")
        assert s.html(path).css_first(f'[id="{anchor}"].callout-correction') is not None


@pytest.mark.parametrize(
    "written",
    [
        "2023-01-01-tries",
        "2023-01-01-tries.md",
        "posts/2023-01-01-tries.md",
        "/tries/",
        "Tries",
        "tries",
        "[[tries]]",
        '"[[Tries|what I thought]]"',
        "[tries]",
        "[[[tries]]]",
        '["[[2023-01-01-tries#a-heading]]", tries]',
        "{}",
    ],
)
def test_an_entry_may_name_another_in_any_usual_way(site, written):
    s = site(f"{TWO}-- posts/2024-01-01-new.md --\n---\nsupersedes: {written}\n---\nNew.\n")
    if written == "{}":
        assert "must be a text, not a map" in s.fails()
        return
    s.build("--strict")
    assert [a.attributes["href"] for a in s.html("/new/").css(".banner a")] == ["/tries/"]
    assert [a.attributes["href"] for a in s.html("/tries/").css(".banner a")] == ["/new/"]
    assert names(s.html("/changed-my-mind/").css(".p-name")) == ["New"]


def test_a_path_is_meant_from_beside_the_entry_first(site):
    s = site(
        "-- posts/a.md --\nOuter.\n-- posts/x/a.md --\nInner.\n"
        "-- posts/x/new.md --\n---\nsupersedes: a.md\n---\nNew.\n"
        "-- posts/y/new.md --\n---\nsupersedes: ../a\n---\nNew.\n"
    )
    s.build("--strict")
    assert s.html("/x/new/").css_first(".banner a").attributes["href"] == "/x/a/"
    assert s.html("/y/new/").css_first(".banner a").attributes["href"] == "/a/"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("triess", "supersedes: 'triess' is no post of this site\n"),
        ("new", "supersedes: 'new' is this very post"),
        ("twin", "supersedes: 'twin' may be any of several posts"),
    ],
)
def test_a_name_that_is_nobodys_is_a_warning_with_its_place(site, written, said):
    twins = "-- posts/p/twin.md --\nA.\n-- posts/q/twin.md --\nB.\n"
    s = site(f"{TWO}{twins}-- posts/new.md --\n---\nsupersedes: {written}\n---\nNew.\n")
    told = s.build().err
    assert f"posts/new.md:2:1: warning: {said}" in told
    assert ("did you mean 'tries'?" in told) == (written == "triess")


def test_without_the_page_there_are_no_banners(site):
    s = site(f"{TWO}-- posts/new.md --\n---\nsupersedes: tries\n---\nNew.\n")
    s.put("journal.toml", 'url = "https://me.example/"\ndisable = ["corrections"]\n')
    s.build("--strict")
    assert "banner" not in s.text("/new/") + s.text("/tries/")
