"""Front matter as the author meets it: what is written in a post, and what the site makes of it."""

import os
import subprocess
import time

import pytest

NOW = {"SOURCE_DATE_EPOCH": "1704067200"}  # 2024-01-01


def by_source(folder, *args):
    return {post["source"]: post for post in folder.posts(*args)}


def one(folder, *args):
    (post,) = folder.posts(*args)
    return post


@pytest.fixture(autouse=True)
def _no_repository_around(monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


# --- titles ---


def test_a_missing_title_is_the_first_heading_which_is_then_not_shown_twice(site):
    folder = site("-- posts/a-name.md --\n# The *real* title\n\nText.\n")
    assert one(folder)["title"] == "The real title"
    folder.build()
    assert [h.text() for h in folder.html("/a-name/").css("h1")] == ["The real title"]


def test_a_heading_equal_to_the_title_is_not_shown_twice(site):
    folder = site("-- posts/a.md --\n---\ntitle: Hello\n---\n\n# Hello\n\nText.\n")
    folder.build()
    assert [h.text() for h in folder.html("/a/").css("h1")] == ["Hello"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("2023-07-29-what-i_learned", "What i learned"),
        ("2023-07-29", "2023-07-29"),
        ("机器学习", "机器学习"),
        ("first post", "First post"),
        ("a" * 240, "A" + "a" * 239),
    ],
)
def test_without_any_heading_the_title_is_the_file_name(folder, name, title):
    folder.put(f"posts/{name}.md", "Text.\n")
    assert one(folder)["title"] == title
    folder.build()


def test_the_title_of_an_index_is_the_name_of_its_folder(site):
    assert one(site("-- posts/my-trip/index.md --\nText.\n"))["title"] == "My trip"


# --- dates ---


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "Asia/Kolkata"])
@pytest.mark.parametrize(
    "written",
    ["2023-07-29", '"2023-07-29"', "2023-07-29T23:59:59Z", "2023-07-29 00:01 +14:00", '"July 29, 2023 11:00 pm"'],
)
def test_a_written_date_never_shifts_by_a_day(site, zone, written):
    folder = site(
        f'-- journal.toml --\nurl = "https://me.example/"\ntimezone = "{zone}"\n'
        f"-- posts/a.md --\n---\ndate: {written}\n---\nText.\n"
    )
    assert str(one(folder)["date"])[:10] == "2023-07-29"
    folder.build()
    assert folder.html("/a/").css_first(".dt-published").attributes["datetime"][:10] == "2023-07-29"
    assert "29 July 2023" in folder.html("/a/").body.text()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be set here")
def test_the_zone_of_the_machine_changes_nothing(site, monkeypatch):
    folder = site("-- posts/a.md --\n---\ndate: 2023-07-29 00:30\n---\nText.\n")
    outputs = []
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        folder.build("--clean")
        outputs.append(folder.outputs())
    monkeypatch.undo()
    time.tzset()
    assert outputs[0] == outputs[1]


def test_a_missing_date_is_that_of_the_file_name(site):
    folder = site("-- posts/2023-07-29-x.md --\nText.\n-- posts/2022-01-02-trip/index.md --\nText.\n")
    assert [(post["permalink"], post["date"]) for post in folder.posts()] == [
        ("/x/", "2023-07-29"),
        ("/trip/", "2022-01-02"),
    ]


def test_a_date_of_the_front_matter_wins_over_the_file_name(site):
    assert one(site("-- posts/2023-07-29-x.md --\n---\ndate: 2020-01-01\n---\nText.\n"))["date"] == "2020-01-01"


def test_undated_posts_are_listed_last_and_never_given_a_date(site):
    folder = site("-- posts/b.md --\nText.\n-- posts/a.md --\nText.\n-- posts/1999-01-01-old.md --\nText.\n")
    assert [(post["source"], post["date"]) for post in folder.posts()] == [
        ("posts/1999-01-01-old.md", "1999-01-01"),
        ("posts/a.md", None),
        ("posts/b.md", None),
    ]
    folder.build()
    assert folder.html("/a/").css_first(".dt-published") is None
    assert "datePublished" not in folder.text("/a/")


def _git(folder, *args, date):
    env = os.environ | {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "GIT_CONFIG_GLOBAL": os.devnull}
    name = ["-c", "user.name=Ada", "-c", "user.email=ada@me.example"]
    subprocess.run(["git", *name, *args], cwd=folder.root, env=env, check=True, capture_output=True)


def test_git_gives_the_date_that_the_author_does_not_and_updated_where_that_is_wanted(site):
    folder = site("-- posts/a.md --\n# A\n\nText.\n-- posts/2020-01-01-b.md --\n# B\n\nText.\n")
    _git(folder, "init", "-q", date="2021-03-04T23:30:00-08:00")
    _git(folder, "add", "-A", date="2021-03-04T23:30:00-08:00")
    _git(folder, "commit", "-qm", "x", date="2021-03-04T23:30:00-08:00")
    folder.put("posts/a.md", "# A\n\nMore text.\n")
    _git(folder, "commit", "-qam", "y", date="2022-05-06T10:00:00Z")
    assert {source: str(post["date"])[:10] for source, post in by_source(folder).items()} == {
        "posts/a.md": "2021-03-04",
        "posts/2020-01-01-b.md": "2020-01-01",
    }
    folder.build()
    assert folder.html("/a/").css_first(".dt-updated") is None
    folder.put("journal.toml", 'url = "https://me.example/"\ngit_dates = true\n')
    folder.build()
    assert folder.html("/a/").css_first(".dt-updated").attributes["datetime"][:10] == "2022-05-06"


# --- what is not published ---


def test_drafts_future_and_expired_posts_are_left_out_and_named(site):
    folder = site(
        "-- posts/a.md --\n---\ndraft: true\n---\nText.\n"
        "-- posts/2124-01-01-b.md --\nText.\n-- posts/2124-01-02-c.md --\nText.\n"
        "-- posts/d.md --\n---\nexpires: 2023-12-31\n---\nText.\n"
        "-- posts/2023-01-01-e.md --\nText.\n"
    )
    ran = folder.run("build", env=NOW)
    assert ran.ok, ran.err
    assert "1 draft, 2 future, 1 expired: left out" in ran.out
    assert folder.output("/e/").exists()
    assert not any(folder.output(path).exists() for path in ("/a/", "/b/", "/c/", "/d/"))
    assert not any("/a/" in data.decode(errors="ignore") for data in folder.outputs().values())
    ran = folder.run("build", "--drafts", "--future", env=NOW)
    assert "1 expired: left out" in ran.out
    assert all(folder.output(path).exists() for path in ("/a/", "/b/", "/c/", "/e/"))


def test_a_post_that_becomes_a_draft_leaves_the_site(site):
    folder = site("-- posts/a.md --\nText.\n-- posts/b.md --\nText.\n")
    folder.build()
    folder.put("posts/a.md", "---\ndraft: true\n---\nText.\n")
    folder.build()
    assert not folder.output("/a/").exists()
    assert folder.output("/b/").exists()


def test_a_post_expires_in_the_moment_that_was_written(site):
    folder = site("-- posts/a.md --\n---\nexpires: 2024-01-01 02:00 +02:00\n---\nText.\n")
    assert "1 expired: left out" in folder.run("build", env=NOW).out
    folder.put("posts/a.md", "---\nexpires: 2024-01-01 02:01 +02:00\n---\nText.\n")
    assert "left out" not in folder.run("build", env=NOW).out


# --- permalinks ---


def test_a_slug_from_the_root_and_one_below_its_folder(site):
    folder = site(
        "-- posts/2023/a.md --\n---\nslug: /study-machine-learning-with-me\n---\nText.\n"
        "-- posts/github/pages.md --\nText.\n-- posts/github/b.md --\n---\nslug: other\n---\nText.\n"
    )
    assert {post["permalink"] for post in folder.posts()} == {
        "/study-machine-learning-with-me/",
        "/github/pages/",
        "/github/other/",
    }
    folder.build()
    assert folder.output("/study-machine-learning-with-me/").exists()


def test_an_index_has_its_images_beside_it(site):
    folder = site("-- posts/x/index.md --\n![A](a.png)\n-- posts/x/a.png --\nx\n")
    folder.build()
    assert folder.output("/x/a.png").exists()
    assert folder.html("/x/").css_first(".e-content img").attributes["src"] in ("/x/a.png", "a.png")


def test_the_pattern_of_permalinks_is_a_setting(site):
    folder = site(
        '-- journal.toml --\nurl = "https://me.example/"\npermalink = "/{year}/{slug}/"\n'
        "-- posts/x/2023-07-29-a.md --\nText.\n-- pages/about.md --\nText.\n"
    )
    folder.build()
    assert folder.output("/2023/a/").exists()
    assert folder.output("/about/").exists()


def test_no_title_in_any_script_becomes_an_empty_path(site):
    folder = site("-- posts/机器学习.md --\n你好。\n-- posts/Привет, мир.md --\nТекст.\n-- posts/🎉.md --\nText.\n")
    assert {post["permalink"] for post in folder.posts()} == {"/机器学习/", "/привет-мир/", "/u1f389/"}
    folder.build()
    assert all((folder.root / str(post["output"])).is_file() for post in folder.posts())


def test_a_slug_that_ends_in_html_is_a_file(site):
    folder = site("-- posts/a.md --\n---\nslug: /old/page.html\n---\nText.\n")
    folder.build()
    assert folder.output("/old/page.html").is_file()


def test_signs_that_a_url_cannot_carry_are_joints(site):
    folder = site('-- posts/a.md --\n---\nslug: "what?#100%\\0"\n---\nText.\n')
    assert one(folder)["permalink"] == "/what-100-/"
    folder.build()


# --- tags, journals, series ---


def test_tags_are_one_whatever_their_letter_case_and_shown_as_first_written(site):
    folder = site(
        "-- posts/2023-01-01-a.md --\n---\ntags: Git\n---\nText.\n"
        "-- posts/2023-01-02-b.md --\n---\ntags: [git, GIT, 2024, null]\n---\nText.\n"
    )
    assert {post["source"]: post["tags"] for post in folder.posts()} == {
        "posts/2023-01-01-a.md": ["Git"],
        "posts/2023-01-02-b.md": ["Git", "2024"],
    }
    folder.build()
    assert folder.output("/tags/git/").exists()
    assert folder.output("/tags/2024/").exists()


def test_tags_that_only_a_disk_takes_for_one_are_one_tag(site):
    folder = site("-- posts/a.md --\n---\ntags: [Straße]\n---\nA.\n-- posts/b.md --\n---\ntags: [STRASSE]\n---\nB.\n")
    folder.build()
    assert [post["tags"] for post in folder.posts()] == [["Straße"], ["Straße"]]


def test_tags_of_signs_have_a_page_each(site):
    tags = ["C", "C++", "C#", ".net", "🎉", "❤️", "机器学习", "Питон", "1.10", "a/b", "t" * 300]
    folder = site(f"-- posts/a.md --\n---\ntags: {tags!r}\n---\nText.\n")
    assert one(folder)["tags"] == tags
    folder.build()
    assert len(list(folder.output("/tags/").parent.glob("*/index.html"))) == len(tags)


def test_a_journal_has_its_page_and_is_not_a_tag_as_well(site):
    folder = site(
        '-- posts/a.md --\n---\njournal_name: "@journal"\ntags: [ "@journal", "machine-learning" ]\n---\nText.\n'
    )
    post = one(folder)
    assert (post["journal"], post["tags"]) == ("journal", ["machine-learning"])
    folder.build()
    assert folder.output("/@journal/").exists()
    assert not folder.output("/tags/journal/").exists()
    assert folder.html("/@journal/").css_first("a[href$='/a/']") is not None


def test_a_journal_in_any_letter_case_is_one(site):
    folder = site(
        "-- posts/2023-01-01-a.md --\n---\njournal: '@Ai'\n---\nText.\n"
        "-- posts/2023-01-02-b.md --\n---\ntags: ['@ai', x]\n---\nText.\n"
    )
    assert [post["journal"] for post in folder.posts()] == ["Ai", "Ai"]
    folder.build()
    assert folder.output("/@ai/").exists()


@pytest.mark.parametrize(
    "head",
    [
        "---\nseries: {{name: Learning Rust, part: {n}}}\n---",
        "---\nseries: Learning Rust\npart: {n}\n---",
        "---\nseries: Learning Rust\nseries_part: {n}\n---",
        '+++\nseries = {{ name = "Learning Rust", part = {n} }}\n+++',
        '+++\n[series]\nname = "Learning Rust"\npart = {n}\n+++',
    ],
)
def test_a_series_is_read_in_the_order_of_its_parts(site, head):
    folder = site(
        "".join(f"-- posts/{name}.md --\n{head.format(n=n)}\nText.\n" for name, n in (("b", 1), ("c", 10), ("a", 9)))
    )
    assert {post["series"] for post in folder.posts()} == {"Learning Rust"}
    folder.build()
    links = [a.attributes["href"] for a in folder.html("/series/learning-rust/").css("main a")]
    order = [link for link in dict.fromkeys(links) if link in ("/a/", "/b/", "/c/")]
    assert order == ["/b/", "/a/", "/c/"]
    assert "part 2 of 3" in " ".join(folder.html("/a/").body.text().lower().split())


# --- the rest ---


def test_a_cover_on_another_host_is_kept_whatever_its_name(site):
    folder = site("-- posts/a.md --\n---\ncover: https://x.example/journal-1.png\n---\nText.\n")
    ran = folder.build()
    assert ran.err == ""
    assert "https://x.example/journal-1.png" in folder.text("/a/")


def test_any_other_key_is_seen_by_templates(site):
    folder = site(
        "-- templates/mine.html --\n<p>{{ extra.mood }} {{ extra.Weather.sun }}</p>\n"
        "-- posts/a.md --\n---\ntemplate: mine.html\nmood: happy\nWeather: {sun: 3}\n---\nText.\n"
    )
    folder.build()
    assert folder.text("/a/").strip() == "<p>happy 3</p>"


def test_aliases_lead_to_the_post(site):
    folder = site("-- posts/a.md --\n---\naliases: [/old/, older.html, /a/]\n---\nText.\n")
    folder.build()
    assert "/a/" in folder.text("/old/")
    assert "/a/" in folder.text("/older.html")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"\xef\xbb\xbf",
        b"---\n---\n",
        b"---\ntitle: x\n---",
        b"+++\n+++",
        b"---",
        b"---\n\nA line across.\n\n---\n",
        b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\nText\r\n",
        b"---\rtitle: x\r---\rText\r",
        "---\ntitle: x\nmood: \u2028y\n---\n".encode(),
        b"text \x0c \x1b[0m \x7f \xef\xbf\xbe",
        b"#" * 5000,
        b"x" * 300_000,
        b"---\ntitle: " + b"x" * 300_000 + b"\n---\nText\n",
    ],
    ids=lambda data: repr(data[:24]),
)
def test_every_file_of_text_is_a_post(folder, data):
    folder.put("posts/a.md", data)
    assert one(folder)["title"]
    folder.build()
    assert folder.html("/a/").css_first("h1").text().strip()


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(folder):
    text = "---\ntitle: Hello\ntags: [a]\n---\n\n# Part\n\nText\nand more.\n\n```py\nx = 1\n```\n"
    folder.put("posts/a.md", text)
    folder.build()
    plain = folder.outputs()
    folder.put("posts/a.md", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    folder.build()
    assert folder.outputs() == plain
