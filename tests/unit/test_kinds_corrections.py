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
        ("triess", "supersedes: 'triess' leads to nothing in this site\n"),
        ("new", "supersedes: 'new' is this very post"),
        ("about", "supersedes: 'about' is pages/about.md, which is no post"),
        ("hidden", "supersedes: 'hidden' leads to posts/hidden.md, which is not published"),
        ("twin", "supersedes: 'twin' may be posts/p/twin.md or posts/q/twin.md; the first is taken"),
    ],
)
def test_a_name_that_is_nobodys_is_a_warning_with_its_place(site, written, said):
    twins = "-- posts/p/twin.md --\nA.\n-- posts/q/twin.md --\nB.\n"
    others = "-- pages/about.md --\nA.\n-- posts/hidden.md --\n---\ndraft: true\n---\nA.\n"
    s = site(f"{TWO}{twins}{others}-- posts/new.md --\n---\nsupersedes: {written}\n---\nNew.\n")
    told = s.build().err
    assert f"posts/new.md:2:1: warning: {said}" in told
    assert ("did you mean 'tries'?" in told) == (written == "triess")


def test_it_names_the_other_of_two_that_have_one_name(site):
    s = site(
        "-- posts/2023/tries.md --\n---\ndate: 2023-01-01\n---\nOld.\n"
        "-- posts/2024/tries.md --\n---\ndate: 2024-01-01\nsupersedes: tries\n---\nNew.\n"
    )
    s.build("--strict")
    assert s.html("/2024/tries/").css_first(".banner a").attributes["href"] == "/2023/tries/"


def test_what_a_correction_in_a_later_entry_links_to_says_so(site):
    s = site(
        f"{TWO}-- posts/2023-03-01-late.md --\n> [!correction] In [tries](2023-01-01-tries.md) I was wrong.\n\n"
        "> [!correction] And\n> in [[Other]]\n\n> [!correction] See [last](2023-04-01-last.md)\n"
        "-- posts/2023-04-01-last.md --\n# Last\n"
    )
    s.build("--strict")
    banners = {
        page: [a.attributes["href"] for a in s.html(page).css(".banner a")] for page in ("/tries/", "/sub/other/")
    }
    assert banners == {
        "/tries/": ["/late/#correction-in-tries-i-was-wrong"],
        "/sub/other/": ["/late/#correction-and"],
    }
    for anchor in ("correction-in-tries-i-was-wrong", "correction-and"):
        assert s.html("/late/").css_first(f"#{anchor}")
    assert "banner" not in s.text("/last/"), "it was there later, and so is what is right"
    assert "banner" not in s.text("/late/")


def test_a_journal_has_those_of_its_own(site):
    s = site(
        "-- posts/2023-01-01-a.md --\n---\njournal: lab\n---\n> [!correction] Mine.\n"
        "-- posts/2023-01-02-b.md --\n> [!correction] Another.\n"
        "-- posts/2023-01-03-c.md --\n---\nseries: S\nsupersedes: b\n---\nC.\n"
    )
    s.build("--strict")
    assert [" ".join(li.text().split()) for li in s.html("/@lab/changed-my-mind/").css("main li")] == [
        "Mine. 1 January 2023 A"
    ]
    assert names(s.html("/series/s/changed-my-mind/").css(".p-name")) == ["C"]
    assert s.html("/@lab/").css_first('.meta a[href$="changed-my-mind/"]')
    assert s.html("/series/s/").css_first('.meta a[href$="changed-my-mind/"]')


def test_many_come_in_pages(site):
    s = site("-- posts/2023-01-01-a.md --\n" + "".join(f"> [!correction] No {n}.\n\n" for n in range(150)))
    s.build("--strict")
    assert len(s.html("/changed-my-mind/").css(".items li")) == 100
    assert len(s.html("/changed-my-mind/page/2/").css(".items li")) == 50


def test_without_the_page_there_are_no_banners(site):
    s = site(f"{TWO}-- posts/new.md --\n---\nsupersedes: tries\n---\nNew.\n")
    s.put("journal.toml", 'url = "https://me.example/"\ndisable = ["corrections"]\n')
    s.build("--strict")
    assert "banner" not in s.text("/new/") + s.text("/tries/")
