"""Where files of an old site go, and which addresses they have there."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.config import load_config
from journal.importers.addresses import Placed, pattern_for, settle
from journal.importers.log_dates import days_of
from journal.importers.placing import distinct, fit
from journal.importers.registry import IMPORTERS
from journal.importers.tree import tree_of


@pytest.fixture
def config(tmp_path):
    return load_config(tmp_path)


def settled(texts, config, files=()):
    return {text.path: (permalink, dict(text.head)) for text, permalink in settle(texts, files, config)}


@pytest.mark.parametrize(
    ("old", "pattern"),
    [
        ("/{year}/{month}/{day}/{slug}.html", "/{year}/{month}/{day}/{slug}.html"),
        ("/{slug}/", "/{folder}/{slug}/"),
        ("/blog/{slug}/", "/blog/{slug}/"),
        ("/{year}/{slug}/", "/{year}/{slug}/"),
        ("", "/{folder}/{slug}/"),
    ],
)
def test_the_setting_is_told_by_the_old_addresses(config, old, pattern):
    texts = [
        Placed(f"posts/{slug}.md", {"date": f"20{n}-03-04"}, old.format(year=f"20{n}", month="03", day="04", slug=slug))
        for n, slug in ((19, "tea"), (20, "cup"), (21, "pot"))
    ]
    assert pattern_for(texts, config) == pattern


def test_an_old_address_elsewhere_is_an_alias(config):
    text = Placed("posts/tea.md", {}, "/old/tea.html")
    assert settled([text], config) == {"posts/tea.md": ("/tea/", {"aliases": ["/old/tea.html"]})}


def test_an_address_that_differs_only_in_letter_case_is_kept_by_a_slug(config):
    text = Placed("posts/notes/A City.md", {}, "/notes/A-City/")
    assert settled([text], config)["posts/notes/A City.md"] == ("/notes/A-City/", {"slug": "A-City"})


def test_of_two_for_one_place_the_second_has_a_number(config):
    texts = [Placed("posts/a/x.md", {"slug": "/x/"}), Placed("posts/b/x.md", {"slug": "/X/"}), Placed("posts/x.md", {})]
    made = settled(texts, config)
    assert (
        sorted(permalink for permalink, _ in made.values()) == ["/X-2/", "/x-3/", "/x/"]
        or len({permalink.lower() for permalink, _ in made.values()}) == 3
    )


@pytest.mark.parametrize(
    "slug", ["/archive/", "/tags/", "/tags/tea/", "/archive/2020/", "/404.html", "/feed.xml", "/page/2/"]
)
def test_no_text_takes_a_place_of_journals(config, slug):
    text = Placed("posts/a.md", {"slug": slug, "tags": ["tea"], "date": "2020-01-01"})
    assert settled([text], config)["posts/a.md"][0] != slug


def test_no_text_is_a_file_and_a_folder_at_once(config):
    texts = [Placed("posts/a.md", {"slug": "/a.html"}), Placed("posts/b.md", {"slug": "/a.html/b/"})]
    made = settled(texts, config)
    assert made["posts/a.md"][0] == "/a.html"
    assert not made["posts/b.md"][0].startswith("/a.html/")


def test_an_alias_that_is_another_page_is_left_out(config):
    texts = [Placed("posts/a.md", {"aliases": ["/b/", "/c/", "../../x"]}), Placed("posts/b.md", {})]
    assert settled(texts, config)["posts/a.md"][1] == {"aliases": ["/c/"]}


@given(st.lists(st.text(max_size=12), min_size=1, max_size=5))
def test_no_path_leaves_the_folder(parts):
    made = fit("posts/" + "/".join(parts))
    assert os.path.normpath(made) == made
    assert made.split("/")[0] == "posts"
    assert not os.path.isabs(made)
    assert not any(part in ("", ".", "..") or (part[0] in ".#" and part != ".well-known") for part in made.split("/"))
    assert all(len(part.encode("utf-8", "replace")) < 255 for part in made.split("/"))


@given(st.lists(st.sampled_from(["a/B.md", "a/b.md", "a/b-2.md", "A/b.md", "c"]), max_size=9))
def test_no_path_comes_twice_on_a_disk_without_letter_case(paths):
    made = [path.lower() for path in distinct(paths)]
    assert len(made) == len(set(made)) == len(paths)


NAMES = st.lists(
    st.sampled_from(
        ["_posts", "content", "source", "x", "README.md", "a.md", "2020-01-01-b.md", "c.png", "..x", "index.md"]
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(
    files=st.lists(
        st.tuples(NAMES, st.sampled_from([b"", b"# T\n", b"---\nt: [\n", b"\xff\0", b"---\ntitle: x\n---\ny"])),
        max_size=6,
    )
)
def test_every_file_is_accounted_for_once(importer, files, tmp_path_factory):
    root = tmp_path_factory.mktemp("old")
    for parts, data in files:
        file = root.joinpath(*parts)
        if not any(parent.is_file() for parent in file.parents) and not file.is_dir():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    tree = tree_of(root)
    told = [
        record.source.partition("#")[0]
        for record in importer.read(tree)
        if hasattr(record, "path") or hasattr(record, "reason")
    ]
    folders = tuple(source for source in told if source.endswith("/"))
    configs = {"_config.yml", "hugo.toml"}
    assert {path for path in tree.files if not path.startswith(folders)} - configs <= set(told)


def test_a_log_without_a_year_takes_it_from_above():
    lines = [("h1", "2023"), ("h2", "Jan 5"), ("h2", "January 6th - Tea"), ("h2", "not a date")]
    assert [day and (day.date, day.title) for day in days_of(lines, "log.md")] == [
        None, ("2023-01-05", ""), ("2023-01-06", "Tea"), None,
    ]  # fmt: skip


def test_a_weekday_that_does_not_fit_is_told():
    days = days_of([("item", "3/9/2021 - Wed, Chapter 2")], "log.md")
    assert days[0].date == "2021-03-09"
    assert "was no Wed" in days[0].doubt
    assert days[0].title == "Chapter 2"
