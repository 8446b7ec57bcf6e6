"""The plan: every path of the output has one owner, and links that lead nowhere are told."""

import pytest


@pytest.mark.parametrize(
    ("one", "other", "path"),
    [
        ("posts/a.md", "posts/b.md", "/a/"),
        ("posts/x/a.md", "posts/b.md", "/x/a/"),
        ("posts/a.md", "pages/b.md", "/a/"),
    ],
)
def test_two_pages_for_one_path_are_an_error_that_names_both(site, one, other, path):
    s = site(f"-- {one} --\nOne.\n-- {other} --\n---\ntitle: Other\nslug: {path}\n---\nOther.\n")
    said = s.fails()
    assert f"two pages for {path}" in said
    assert one in said
    assert other in said
    assert "give one of them another slug" in said


@pytest.mark.parametrize(
    ("one", "other"),
    [("/Straße/", "/STRASSE/"), ("/Readme/", "/readme/"), ("/café/", "/cafe\u0301/"), ("/Å/", "/\u212b/")],
)
def test_paths_that_differ_only_in_case_or_unicode_form_are_one(site, one, other):
    s = site(f'-- posts/a.md --\n---\nslug: "{one}"\n---\nA.\n-- posts/b.md --\n---\nslug: "{other}"\n---\nB.\n')
    said = s.fails()
    assert "two pages for" in said
    assert "posts/a.md" in said
    assert "posts/b.md" in said


def test_a_collision_is_told_at_the_slug_that_makes_it(site):
    s = site("-- posts/a.md --\nA.\n-- posts/b.md --\n---\ntitle: B\nslug: /a/\n---\nB.\n")
    assert s.fails().startswith("posts/b.md:3:1: error: two pages for /a/: this one and posts/a.md\n    3 | slug: /a/")


def test_a_collision_at_an_alias_is_told_as_one(site):
    said = site("-- posts/a.md --\nA.\n-- posts/b.md --\n---\naliases: /a/\n---\nB.\n").fails()
    assert said.startswith("posts/b.md:2:1: error: two pages for /a/: this one and posts/a.md\n")
    assert "hint: take /a/ out of the aliases\n" in said


@pytest.mark.parametrize(
    ("aliases", "message"),
    [
        ("/A/", "the alias /A/ differs only in letter case from the page itself; most hosts take them for one"),
        ("[/x/, /X/]", "the alias /X/ differs only in letter case from the alias /x/; most hosts take them for one"),
    ],
)
def test_an_alias_that_differs_only_in_case_is_told_as_one(site, aliases, message):
    said = site(f"-- posts/a.md --\n---\naliases: {aliases}\n---\nA.\n").fails()
    assert said.startswith(f"posts/a.md:2:1: error: {message}\n")
    assert "out of the aliases\n" in said


def test_empty_aliases_are_none(site):
    site('-- posts/a.md --\n---\naliases: [""]\n---\nA.\n').build("--strict")


def test_a_static_file_and_a_page_for_one_path_are_an_error(site):
    s = site("-- posts/a.md --\nA.\n-- static/a/index.html --\nMine.\n")
    said = s.fails()
    assert "posts/a.md" in said
    assert "static/a/index.html" in said


def test_a_post_on_the_path_of_a_built_in_page_is_an_error(site):
    s = site("-- posts/archive.md --\nMine.\n")
    said = s.fails()
    assert "posts/archive.md" in said
    assert "the archive page /archive/" in said


def test_a_path_cannot_be_a_file_and_a_folder(site):
    s = site("-- posts/a.md --\n---\nslug: /x.html\n---\nA.\n-- posts/b.md --\n---\nslug: /x.html/b/\n---\nB.\n")
    said = s.fails()
    assert "lies below /x.html, which is a file (from posts/a.md)" in said
    assert not (s.root / "public").exists()


def test_a_path_too_long_for_a_disk_is_an_error(site):
    s = site(f"-- posts/a.md --\n---\nslug: {'x' * 300}\n---\nA.\n")
    assert "too long for a file name" in s.fails()


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("[x](nowhere.md)", "nowhere.md"),
        ("[x](/nowhere/)", "/nowhere/"),
        ("![x](gone.png)", "gone.png"),
        ('<img src="gone.png" alt="">', "gone.png"),
        ("[x](../outside.md)", "../outside.md"),
        ("[x](b%20c.md)", "b%20c.md"),
        ("[x][r]\n\n[r]: nowhere.md", "nowhere.md"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_warning_with_file_and_line(site, link, written):
    s = site(f"-- posts/a.md --\n---\ntitle: A\n---\nText.\n\nSee {link}\n")
    said = s.build().err
    line = 8 if "[r]" in link else 6
    assert said.startswith(f"posts/a.md:{line}:")
    assert f"warning: the link {written!r} leads to nothing in this site" in said
    assert "journal-source" not in s.text("/a/")
    assert s.run("build", "--strict").code == 1


def test_two_links_that_begin_alike_are_told_each_at_its_place(site):
    said = site("-- posts/a.md --\n[tag](/tags/) [raw](/tags)\n<img src='/tags/a.png'> [end]: /tag\n").build().err
    assert [line.split(" ")[0] for line in said.splitlines() if "warning" in line] == [
        "posts/a.md:1:7:",
        "posts/a.md:1:21:",
        "posts/a.md:2:11:",
    ]


@pytest.mark.parametrize(
    ("link", "href"),
    [
        ("/blog/b/", "/blog/b/"),
        ("/blog/b", "/blog/b/"),
        ("/b/", "/blog/b/"),
        ("/blog/", "/blog/"),
        ("/blog", "/blog/"),
        ("/blog/archive/", "/blog/archive/"),
        ("/blog/posts/b.md#x", "/blog/b/#x"),
        ("/blog/c/", "/blog/blog/c/"),
    ],
)
def test_a_link_may_name_the_path_that_the_site_lives_at(site, link, href):
    s = site(
        f"-- posts/a.md --\n[x]({link})\n-- posts/b.md --\nB.\n-- posts/blog/c.md --\nC.\n"
        '-- journal.toml --\nurl = "https://me.example/blog/"\n'
    )
    s.build("--strict")
    assert s.html("/a/").css_first(".e-content a").attributes["href"] == href


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("posts/later.md", "later.md"),
        ("posts/later.md", "later"),
        ("posts/later.md", "/posts/later.md"),
        ("posts/later/index.md", "later/"),
        ("posts/later/index.md", "later/index.md"),
    ],
)
@pytest.mark.parametrize("why", ["draft: true", "date: 2999-01-01", "expires: 2000-01-01"])
def test_a_link_to_what_is_not_published_says_so(site, path, link, why):
    s = site(f"-- posts/a.md --\n[x]({link})\n-- {path} --\n---\n{why}\n---\nLater.\n")
    said = s.build().err
    assert said.startswith("posts/a.md:1:")
    assert f"the link {link!r} leads to {path}, which is not published" in said
    assert s.html("/a/").css_first(".e-content a").attributes["href"] == link


def test_a_link_to_a_draft_is_fine_when_drafts_are_built(site):
    s = site("-- posts/a.md --\n[x](later.md)\n-- posts/later.md --\n---\ndraft: true\n---\nLater.\n")
    s.build("--drafts", "--strict")
    assert s.html("/a/").css_first(".e-content a").attributes["href"] == "/later/"


@pytest.mark.parametrize("url", ["/nowhere/", "about/", "/abuot/"])
def test_a_menu_that_leads_nowhere_is_a_warning(site, url):
    s = site(
        "-- pages/about.md --\n# About\n"
        f'-- journal.toml --\nurl = "https://me.example/"\nmenu = [{{ title = "M", url = "{url}" }}]\n'
    )
    said = s.build().err
    assert said.startswith(f"journal.toml: warning: menu: 'M' leads to '{url}', which is nothing in this site")


@pytest.mark.parametrize("url", ["/about/", "/about", "/", "/about/#x", "/feed.xml", "https://x.example/"])
def test_a_menu_that_leads_somewhere_is_fine(site, url):
    s = site(
        "-- pages/about.md --\n# About\n"
        f'-- journal.toml --\nurl = "https://me.example/"\nmenu = [{{ title = "M", url = "{url}" }}]\n'
    )
    s.build("--strict")


def test_the_menu_of_another_host_is_written_as_it_is(site):
    s = site(
        "-- posts/a.md --\nA.\n"
        '-- journal.toml --\nurl = "https://me.example/blog/"\nmenu = [{ title = "M", url = "//cdn.example/x" }]\n'
    )
    s.build("--strict")
    assert 'href="//cdn.example/x"' in s.text("/a/")


def test_all_that_is_wrong_is_told_at_once_in_order_of_place(site):
    s = site(
        "-- posts/b.md --\n---\naliases: ../x\nslug: /same/\n---\nB.\n"
        "-- posts/a.md --\n---\nslug: /same/\n---\n[x](nowhere.md)\n"
    )
    said = s.fails()
    places = [line.split(": ")[0] for line in said.splitlines() if ": error: " in line or ": warning: " in line]
    assert len(places) == 3
    assert places == sorted(places)
    assert said.endswith("2 errors, 1 warning; nothing was written\n")
