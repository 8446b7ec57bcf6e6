"""No URL is ever lost: `urls.lock` and what a build makes of it."""

import os
import shutil
import time

import pytest

import journal.rebuild

SITE = """\
-- posts/2024-01-01-tries.md --
---
title: Tries
tags: [data]
---
A trie is a tree.
-- posts/2024-01-02-heaps.md --
---
title: Heaps
---
A heap is a tree, too.
-- pages/about.md --
# About
-- static/slides.pdf --
slides
-- static/photo.png --
photo
"""
HEAD = "# Published addresses"


@pytest.fixture
def locked(site):
    """A site with a list of its addresses."""
    s = site(SITE)
    s.build()
    assert s.run("urls", "lock").ok
    return s


def lines(s):
    return [line for line in (s.root / "urls.lock").read_text().splitlines() if not line.startswith("#")]


def rename(s, old, new):
    (s.root / old).rename(s.root / new)


def test_without_a_list_nothing_is_kept(site):
    s = site(SITE)
    s.build()
    (s.root / "posts/2024-01-02-heaps.md").unlink()
    s.build()
    assert not (s.root / "urls.lock").exists()


def test_the_list_holds_what_readers_link_to_in_order(locked):
    text = (locked.root / "urls.lock").read_text()
    assert text.startswith(HEAD)
    assert text.endswith("\n")
    assert lines(locked) == sorted(lines(locked))
    assert {"/", "/tries/", "/heaps/", "/about/", "/tags/data/", "/tags/data/feed.xml", "/feed.xml"} < {*lines(locked)}
    assert {"/archive/", "/slides.pdf"} < {*lines(locked)}


@pytest.mark.parametrize(
    "path",
    ["/404.html", "/sitemap.xml", "/robots.txt", "/archive/2024/", "/journal.css", "/photo.png", "/page/2/", "/tags/"],
)
def test_what_comes_and_goes_by_itself_is_not_promised(site, path):
    s = site("-- journal.toml --\npaginate = 1\n" + SITE)
    s.build()
    assert s.output(path).exists()
    assert s.run("urls", "lock").ok
    assert path not in lines(s)


@pytest.mark.parametrize("path", [".well-known/key.txt", "_headers", "CNAME"])
def test_a_file_for_the_host_is_not_promised(site, path):
    s = site(f"-- posts/a.md --\nA.\n-- static/{path} --\nx\n")
    assert s.run("urls", "lock").ok
    assert f"/{path}" not in lines(s)


def test_what_is_new_joins_by_itself(locked):
    locked.put("posts/2024-02-01-new.md", "# New\n")
    locked.build()
    assert "/new/" in lines(locked)
    assert lines(locked) == sorted(lines(locked))


def test_what_is_new_joins_once_and_the_next_build_has_nothing_to_do(locked, monkeypatch):
    locked.put("posts/2024-02-01-new.md", "# New\n")
    locked.build()
    os.utime(locked.root / "posts/2024-02-01-new.md", (1, 1))
    _wait(locked)
    locked.build()
    monkeypatch.setattr(journal.rebuild, "rebuild", _never)
    locked.build()


def test_a_build_with_nothing_to_do_does_not_read_the_list(locked, monkeypatch):
    _wait(locked)
    locked.build()
    monkeypatch.setattr("journal.urls.read_lock", _never)
    monkeypatch.setattr(journal.rebuild, "read_lock", _never)
    locked.build()


def test_a_change_of_the_list_wakes_a_build(locked):
    _wait(locked)
    locked.build()
    with (locked.root / "urls.lock").open("a") as file:
        file.write("/once/\n")
    assert "/once/ was published and would be lost" in locked.fails()


@pytest.mark.parametrize("options", [["--drafts"], ["--future"], ["--output", "elsewhere"]])
def test_a_preview_does_not_write_the_list(locked, options):
    before = (locked.root / "urls.lock").read_bytes()
    locked.put("posts/2024-02-01-new.md", "---\ndraft: true\n---\nNew.\n")
    locked.put("posts/2024-02-02-other.md", "# Other\n")
    locked.build(*options)
    assert (locked.root / "urls.lock").read_bytes() == before


def test_a_build_that_would_lose_an_address_fails_and_leaves_the_site(locked):
    before = locked.outputs()
    (locked.root / "posts/2024-01-02-heaps.md").unlink()
    said = locked.fails()
    number = (locked.root / "urls.lock").read_text().splitlines().index("/heaps/") + 1
    assert said.startswith(f"urls.lock:{number}:1: error: /heaps/ was published and would be lost\n")
    assert "`journal urls accept /heaps/`" in said
    assert "1 error; nothing was written" in said
    assert locked.outputs() == before


def test_every_loss_is_told_at_once(locked):
    for file in ("posts/2024-01-02-heaps.md", "posts/2024-01-01-tries.md", "static/slides.pdf"):
        (locked.root / file).unlink()
    locked.put("posts/2024-02-02-other.md", "# Other\n")
    said = locked.fails()
    for path in ("/heaps/", "/tries/", "/slides.pdf", "/tags/data/ and its feeds"):
        assert f"error: {path} " in said
    assert "/tags/data/feed.xml" not in said


def test_an_alias_keeps_an_address(locked):
    rename(locked, "posts/2024-01-02-heaps.md", "posts/2024-01-02-piles.md")
    locked.put("posts/2024-01-02-piles.md", "---\ntitle: Piles\naliases: [/heaps/]\n---\nA heap.\n")
    locked.build()
    assert {"/heaps/", "/piles/"} < {*lines(locked)}
    locked.put("posts/2024-01-02-piles.md", "---\ntitle: Piles\n---\nA heap.\n")
    assert "error: /heaps/ was published" in locked.fails()


@pytest.mark.parametrize(
    ("text", "because", "line"),
    [
        ("---\ntitle: Z\nid: /heaps/\n---\nAll new.\n", "has it for its id", "`aliases: [/heaps/]` at {}:2"),
        ("---\ntitle: Heaps\n---\nA heap is a tree, too.\n", "says the same", "`aliases: [/heaps/]` at {}:2"),
        ("+++\ntitle = 'Z'\n+++\nA heap is a tree, too.\n", "says the same", '`aliases = ["/heaps/"]` at {}:2'),
        ("---\ntitle: Heaps\n---\nAll new.\n", "has the same title", "`aliases: [/heaps/]` at {}:2"),
        ("---\ntitle: Heaps\naliases: [/h/]\n---\nNew.\n", "has the same title", "add /heaps/ to the aliases at {}:3"),
        ("---\ntitle: Heap\n---\nAll new.\n", "may be its new place", "`aliases: [/heaps/]` at {}:2"),
        ("A heap is a tree, too.\n", "says the same", "begin it with front matter that says `aliases: [/heaps/]`"),
    ],
)
def test_the_post_that_took_its_place_is_named_with_the_line_to_add(locked, text, because, line):
    (locked.root / "posts/2024-01-02-heaps.md").unlink()
    locked.put("posts/2024-01-02-zzz.md", text)
    locked.put("posts/2024-01-03-another.md", "# Another\n")
    said = locked.fails()
    assert f"hint: posts/2024-01-02-zzz.md {because}: " in said
    assert line.format("posts/2024-01-02-zzz.md") in said


@pytest.mark.parametrize(
    ("path", "because"),
    [("posts/deep/heaps.md", "has the same name"), ("posts/zzz.md", "is the only page that is new")],
)
def test_a_page_in_another_folder_or_the_only_new_one_is_named(locked, path, because):
    (locked.root / "posts/2024-01-02-heaps.md").unlink()
    locked.put(path, "---\ntitle: Quite another\n---\nAll new.\n")
    assert f"hint: {path} {because}: " in locked.fails()


def test_without_a_memory_of_the_last_build_names_are_compared(locked):
    shutil.rmtree(locked.root / ".journal")
    shutil.rmtree(locked.root / "public")
    rename(locked, "posts/2024-01-02-heaps.md", "posts/2024-01-02-heaps-and-piles.md")
    locked.put("posts/2024-02-01-new.md", "# New\n")
    assert "hint: posts/2024-01-02-heaps-and-piles.md has the same name: " in locked.fails()


def test_the_line_that_is_told_can_be_followed(locked):
    rename(locked, "posts/2024-01-02-heaps.md", "posts/2024-01-02-piles.md")
    assert "add `aliases: [/heaps/]` at posts/2024-01-02-piles.md:2" in locked.fails()
    file = locked.root / "posts/2024-01-02-piles.md"
    text = file.read_text().splitlines()
    text.insert(1, "aliases: [/heaps/]")
    file.write_text("\n".join(text) + "\n")
    locked.build()
    assert "/piles/" in locked.text("/heaps/")


def test_a_post_that_became_a_draft_is_told_as_one(locked):
    locked.put("posts/2024-01-02-heaps.md", "---\ntitle: Heaps\ndraft: true\n---\nA heap.\n")
    said = locked.fails()
    assert "/heaps/ was published and would be lost: posts/2024-01-02-heaps.md is a draft now" in said
    assert "hint: publish it again, or let it go" in said


def test_a_post_that_expires_takes_its_addresses_along(locked, monkeypatch):
    text = "---\ntitle: Sale\ntags: [sale]\naliases: [/offer/]\nexpires: 2024-06-01\n---\nBuy.\n"
    locked.put("posts/2024-03-01-sale.md", text)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1711000000")
    locked.build()
    assert {"/sale/", "/offer/", "/tags/sale/", "/tags/sale/atom.xml"} < {*lines(locked)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1721000000")
    assert {"/weekly/", "/weekly/feed.xml"} < {*lines(locked)}
    locked.build()
    assert not [line for line in lines(locked) if "sale" in line or "offer" in line or "week" in line]


def test_who_reads_by_mail_is_promised_the_feed_of_the_weeks_but_no_single_week(locked):
    for day in (8, 15):
        locked.put(f"posts/2024-01-{day:02}-new-{day}.md", "# New\n")
    locked.build()
    feeds = ["/weekly/", "/weekly/atom.xml", "/weekly/feed.json", "/weekly/feed.xml"]
    assert [line for line in lines(locked) if "week" in line] == feeds
    (locked.root / "posts/2024-01-15-new-15.md").rename(locked.root / "posts/2024-01-08-new-15.md")
    locked.build()
    locked.put("posts/2024-01-08-new-15.md", "---\ndate: 2024-01-02\n---\n# New\n")
    locked.put("posts/2024-01-08-new-8.md", "---\ndate: 2024-01-02\n---\n# New\n")
    assert "/weekly/ and its feeds were published and would be lost" in locked.fails()


def test_fewer_pages_of_a_list_are_no_loss(site):
    s = site("-- journal.toml --\npaginate = 1\n" + SITE)
    assert s.run("urls", "lock").ok
    s.build()
    assert s.output("/page/2/").exists()
    s.put("journal.toml", "paginate = 20\n")
    s.build()
    assert not s.output("/page/2/").exists()


def test_a_new_permalink_is_told_for_some_and_counted_for_the_rest(site):
    s = site("".join(f"-- posts/2024-01-01-post-{n}.md --\n# Post {n}\n" for n in range(60)))
    assert s.run("urls", "lock").ok
    s.put("journal.toml", 'permalink = "/{year}/{slug}/"\n')
    said = s.fails()
    assert said.count("has the same name") == 50
    assert "error: 10 more addresses would be lost" in said
    assert s.run("urls", "accept", "--all").ok
    s.build()
    assert len([line for line in lines(s) if "/2024/post-" in line]) == 60


def test_a_lost_address_can_be_let_go(locked):
    (locked.root / "posts/2024-01-02-heaps.md").unlink()
    ran = locked.run("urls", "accept", "/heaps/")
    assert ran.ok
    assert ran.out.startswith("let go /heaps/\nurls.lock: ")
    locked.build()
    assert "/heaps/" not in lines(locked)


@pytest.mark.parametrize("written", ["https://me.example/tags/data/", "tags/data", "/tags/data"])
def test_an_address_may_be_named_as_it_is_seen_and_its_feeds_go_with_it(locked, written):
    locked.put("posts/2024-01-01-tries.md", "---\ntitle: Tries\ntags: [other]\n---\nA trie is a tree.\n")
    assert locked.run("urls", "accept", written).ok
    locked.build()
    assert not [line for line in lines(locked) if line.startswith("/tags/data/")]


@pytest.mark.parametrize(
    ("path", "said"),
    [("/tries/", "/tries/ is not lost: the site has it"), ("/heap/", "there is no address /heap/\nhint: did you mean")],
)
def test_what_is_not_lost_cannot_be_let_go(locked, path, said):
    (locked.root / "posts/2024-01-02-heaps.md").unlink()
    before = (locked.root / "urls.lock").read_bytes()
    ran = locked.run("urls", "accept", path, "/heaps/")
    assert ran.code == 1
    assert said in ran.err
    assert (locked.root / "urls.lock").read_bytes() == before


@pytest.mark.parametrize("args", [[], ["--all", "/a/"]])
def test_accept_asks_for_either_addresses_or_all(locked, args):
    assert locked.run("urls", "accept", *args).code == 2


def test_accept_without_a_list_says_how_to_begin_one(site):
    ran = site(SITE).run("urls", "accept", "--all")
    assert ran.code == 2
    assert "journal urls lock" in ran.err


def test_lock_adds_what_is_new_and_refuses_what_is_lost(locked):
    assert "as before" in locked.run("urls", "lock").out
    locked.put("posts/2024-01-03-new.md", "# New\n")
    assert ", 1 new" in locked.run("urls", "lock").out
    (locked.root / "posts/2024-01-02-heaps.md").unlink()
    ran = locked.run("urls", "lock")
    assert ran.code == 1
    assert "/heaps/ was published" in ran.err


def test_marks_of_a_merge_are_told_by_line(locked):
    file = locked.root / "urls.lock"
    file.write_text("# x\n<<<<<<< ours\n/a/\n=======\n/b/\n>>>>>>> theirs\n")
    said = locked.fails()
    assert said.count("error: not an address of this site") == 3
    assert said.startswith("urls.lock:2:1: error")
    assert "keep the addresses of both sides" in said


def test_a_list_from_another_system_and_out_of_order_is_read(locked):
    paths = lines(locked)
    (locked.root / "urls.lock").write_bytes("\r\n".join(["\ufeff# mine", *reversed(paths), paths[0], ""]).encode())
    locked.put("posts/2024-01-03-new.md", "# New\n")
    locked.build()
    assert (locked.root / "urls.lock").read_text() == "\n".join(["# mine", *sorted([*paths, "/new/"])]) + "\n"


def test_addresses_in_any_script_are_kept(site):
    s = site("-- posts/2024-01-01-日本語.md --\nA.\n")
    assert s.run("urls", "lock").ok
    assert "/日本語/" in lines(s)
    s.build()
    rename(s, "posts/2024-01-01-日本語.md", "posts/2024-01-01-b.md")
    said = s.fails()
    assert "aliases: [/日本語/]" in said


def test_a_list_that_cannot_be_written_is_a_warning(locked, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("journal.promises.keep_lock", full)
    locked.put("posts/2024-02-01-new.md", "# New\n")
    ran = locked.build()
    assert "urls.lock: warning: cannot be written: No space left on device" in ran.err
    monkeypatch.undo()
    locked.build()
    assert "/new/" in lines(locked)


def test_a_page_kind_of_an_extension_says_whether_its_pages_last(site):
    s = site(
        "-- journal.toml --\nextensions = ['own']\n-- posts/a.md --\nA.\n-- templates/x.html --\nx\n-- own.py --\n"
        "from journal.page import Page, View\nfrom journal.registry import PageKind\n\n"
        "def register(registry):\n"
        "    registry.add_page_kind(PageKind('x', lambda _: [Page('/x/', 'x', 'x.html')], lambda *_: View()))\n"
        "    registry.add_page_kind(PageKind('y', lambda _: [Page('/y/', 'y', 'x.html')], lambda *_: View(),\n"
        "                                    passing=lambda _: True))\n"
    )
    assert s.run("urls", "lock").ok
    assert "/x/" in lines(s)
    assert "/y/" not in lines(s)


def _wait(s):
    """Make every file old enough for its stamp to be trusted."""
    time.sleep(0.06)


def _never(*_args, **_options):
    raise AssertionError("not to be called")
