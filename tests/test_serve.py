"""`journal serve`: what is served, to whom, and what becomes of a save."""

import json
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from folder import Folder
from served import begun, served

from journal.output import PREVIEW
from journal.serve.builder import Builder
from journal.serve.guard import guard_of
from journal.serve.orders import Built, Failed, Fresh, Glance, These, Wanted
from journal.serve.worker import _Worker

pytestmark = pytest.mark.usefixtures("warm")

FUTURE = "---\ndate: 2999-01-01\n---\nB.\n"
NONE = These(frozenset(), files=False)
POST = "---\ntitle: {}\ndate: 2024-01-01\n---\n\n{}\n"
SITE = f"""
-- posts/a.md --
{POST.format("A", "The first text.")}
-- posts/b.md --
{POST.format("B", "Another text.")}
"""


def _built(s, *args: str) -> dict[str, bytes]:
    """Every file that `journal build` writes of the same sources."""
    folder = s.root / "elsewhere"
    s.build("--output", str(folder), *args)
    files = {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
    shutil.rmtree(folder)
    return files


def _as_served(here, paths) -> dict[str, bytes]:
    """The files as they are served, without the script."""
    found = {}
    for path in paths:
        answer, data = here.ask(f"/{path}")
        if answer.headers["Content-Type"].startswith("text/html"):
            data, count = re.subn(
                rb'<script src="/\.journal-serve/client\.js" data-edition="\w+-\d+"></script>\n$', b"", data
            )
            assert count == 1, path
        found[path] = data
    return found


@pytest.mark.xdist_group("serve: what")
class TestWhatIsServed:
    def test_it_is_what_a_build_writes_and_the_script(self, site):
        s = site(
            SITE + "-- posts/c.md --\n---\ndraft: true\n---\nC.\n-- static/x/y.txt --\nz\n-- pages/about.md --\nMe.\n"
        )
        with served(s.root) as here:
            files = _built(s, "--drafts", "--future")
            assert _as_served(here, files) == files

    def test_drafts_and_future_posts_have_a_badge(self, site):
        s = site(f"-- posts/a.md --\n---\ndraft: true\n---\nA.\n-- posts/b.md --\n{FUTURE}")
        with served(s.root) as here:
            assert '<span class="draft">draft</span>' in here.get("/a/")
            assert '<span class="draft">future</span>' in here.get("/b/")
            assert here.get("/").count('<span class="draft">') == 2

    def test_they_can_be_left_out(self, site):
        s = site(f"-- posts/a.md --\n---\ndraft: true\n---\nA.\n-- posts/b.md --\n{FUTURE}")
        with served(s.root, drafts=False, future=False) as here:
            assert here.status("/a/") == here.status("/b/") == 404

    def test_a_future_post_appears_when_it_is_due(self, site):
        due = (datetime.now(UTC) + timedelta(seconds=2)).isoformat(timespec="seconds")
        s = site(f"-- posts/a.md --\n---\ndate: {due}\n---\nNow.\n")
        with served(s.root, future=False) as here:
            here.until(lambda: here.status("/a/") == 200)

    def test_the_folder_that_is_deployed_stays_as_it_was(self, site):
        s = site(SITE + "-- posts/c.md --\n---\ndraft: true\n---\nC.\n")
        s.build()
        before = s.outputs()
        with served(s.root) as here:
            assert here.status("/c/") == 200
            s.put("posts/a.md", POST.format("A", "Another one."))
            here.until_shown("/a/", "Another one.")
        assert s.outputs() == before
        assert "0 written" in s.run("build", "--drafts", "--output", PREVIEW).out, "it has a list of its own"

    def test_a_site_below_a_path_is_served_there(self, site):
        s = site('-- journal.toml --\nurl = "https://me.example/blog/"\n' + SITE)
        with served(s.root) as here:
            assert here.url.endswith("/blog/")
            assert "The first text." in here.get("/blog/a/")
            assert here.ask("/")[0].headers["Location"] == "/blog/"
            assert here.ask("/blog")[0].headers["Location"] == "/blog/"
            assert here.status("/a/") == 404

    @pytest.mark.parametrize(
        ("path", "wanted"),
        [
            ("/", "text/html; charset=utf-8"),
            ("/journal.css", "text/css; charset=utf-8"),
            ("/journal.js", "text/javascript; charset=utf-8"),
            ("/favicon.svg", "image/svg+xml; charset=utf-8"),
            ("/feed.xml", "application/xml; charset=utf-8"),
            ("/feed.json", "application/json; charset=utf-8"),
            ("/robots.txt", "text/plain; charset=utf-8"),
            ("/p.webp", "image/webp"),
            ("/f.woff2", "font/woff2"),
            ("/unknown", "application/octet-stream"),
        ],
    )
    def test_files_have_their_types(self, path, wanted, example_served):
        assert example_served.ask(path)[0].headers["Content-Type"] == wanted

    def test_a_path_without_its_slash_leads_to_the_page(self, example_served):
        answer, _ = example_served.ask("/%C3%BCber?x=1")
        assert (answer.status, answer.headers["Location"]) == (301, "/%C3%BCber/?x=1")

    def test_what_is_not_there_gets_the_page_that_says_so(self, example_served):
        answer, body = example_served.ask("/no/such/page/")
        assert answer.status == 404
        assert b"This page is blank" in body
        assert b"client.js" in body, "it is shown as soon as it is written"

    def test_a_head_has_no_body(self, example_served):
        whole, body = example_served.ask("/journal.css")
        answer, nothing = example_served.ask("/journal.css", "HEAD")
        assert nothing == b""
        assert answer.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(body))

    def test_a_file_that_the_browser_has_is_not_sent_again(self, example_served):
        answer, _ = example_served.ask("/journal.css")
        again, body = example_served.ask("/journal.css", If_None_Match=answer.headers["ETag"])
        assert (again.status, body) == (304, b"")
        assert example_served.ask("/")[0].headers["Cache-Control"] == "no-store"


@pytest.mark.xdist_group("serve: who")
class TestWhoMayAsk:
    @pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "LOCALHOST", "blog.localhost:80", "[::1]:8000"])
    def test_this_machine_by_its_names(self, host, example_served):
        assert example_served.ask("/", Host=host)[0].status == 200

    @pytest.mark.parametrize(
        "host", ["evil.example", "127.0.0.1.evil.example", "192.168.0.7", "", "[", "localhost.evil.example:80"]
    )
    def test_nobody_by_another_name(self, host, example_served):
        assert example_served.ask("/", Host=host)[0].status == 403
        assert example_served.ask("/.journal-serve/news?at=/", Host=host)[0].status == 403

    @pytest.mark.parametrize(
        ("name", "refused"),
        [("192.168.0.7:8000", False), ("[fe80::1]", False), ("localhost", False), ("evil.example", True), ("", True)],
    )
    def test_the_network_by_addresses_where_it_is_let_in(self, name, refused):
        assert bool(guard_of("0.0.0.0").refuses({"Host": name})) is refused

    @pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1", "http://127.0.0.1"])
    def test_no_page_of_another_origin(self, origin, example_served):
        assert example_served.ask("/a/", Origin=origin)[0].status == 403

    def test_the_page_itself(self, example_served):
        assert example_served.ask("/a/", Origin=example_served.url.rstrip("/"))[0].status == 200

    def test_no_script_tag_of_another_site(self, example_served):
        asked = {"Sec_Fetch_Site": "cross-site"}
        assert example_served.ask("/feed.json", Sec_Fetch_Mode="no-cors", **asked)[0].status == 403
        assert example_served.ask("/", Sec_Fetch_Mode="navigate", **asked)[0].status == 200, "a link may lead here"

    @pytest.mark.parametrize(
        "path",
        [
            "/../journal.toml",
            "/%2e%2e/%2e%2e/journal.toml",
            "/..%2f..%2fjournal.toml",
            "//etc/passwd",
            "/.journal/build.sqlite",
            "/a/../../../journal.toml",
            "/by-hand.txt",
            "/%00",
            "/a/index.html/",
        ],
    )
    def test_nothing_but_the_files_of_the_site(self, path, example_served):
        answer, body = example_served.ask(path)
        assert answer.status == 404
        assert b"title =" not in body
        assert b"secret" not in body

    def test_a_path_that_is_no_text_is_refused(self, example_served):
        assert example_served.status("/%ff") == 400

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
    def test_nothing_can_be_changed(self, method, example_served):
        assert example_served.ask("/", method)[0].status in (405, 501)


@pytest.fixture(scope="class")
def example_served(tmp_path_factory):
    root = tmp_path_factory.mktemp("served")
    (root / "posts").mkdir()
    (root / "journal.toml").write_text('title = "Notes"\nurl = "https://me.example/"\n')
    (root / "posts/a.md").write_text("A.\n")
    (root / "static").mkdir()
    for name in ("p.webp", "f.woff2", "unknown"):
        (root / "static" / name).write_bytes(b"x")
    (root / "pages").mkdir()
    (root / "pages/über.md").write_text("Text.\n")
    with served(root) as here:
        (root / PREVIEW / "by-hand.txt").write_text("secret")
        yield here


class TestTheFirstPage:
    def test_the_old_site_is_there_before_anything_is_built(self, site):
        s = site(SITE)
        with served(s.root):
            pass
        s.put("posts/a.md", POST.format("A", "Changed since."))
        with begun(s.root) as here:
            assert "The first text." in here.get("/a/")

    def test_without_one_a_page_waits_until_it_is_there(self, site):
        s = site(SITE)
        with begun(s.root) as here:
            answer, body = here.ask("/a/")
            assert answer.status == 503
            assert b"client.js" in body

    def test_the_page_that_is_asked_for_comes_before_the_others(self, site):
        s = site(SITE)
        builder = Builder(Wanted(s.root))
        shown = {}

        def meanwhile(answer):
            if isinstance(answer, Fresh):
                assert not (s.root / PREVIEW).exists(), "nothing is written yet"
                shown.update(answer.pages)
                assert "journal.css" in answer.files

        try:
            answer = builder.build(lambda: These(frozenset(["a/index.html"]), files=True), meanwhile)
        finally:
            builder.end()
        assert isinstance(answer, Built)
        assert shown == {"a/index.html": (s.root / PREVIEW / "a/index.html").read_bytes()}

    def test_a_site_that_cannot_be_built_says_why_and_comes_once_it_can(self, site):
        s = site("-- posts/a.md --\n---\ndate: never\n---\nA.\n")
        with served(s.root) as here:
            assert here.status("/a/") == 503
            assert "posts/a.md:2:7: error" in here.problems()
            s.put("posts/a.md", "Mended.")
            here.until_shown("/a/", "Mended.")
            assert here.problems() == ""


class TestErrors:
    @pytest.mark.parametrize(
        ("path", "bad", "good", "told"),
        [
            ("posts/a.md", "---\ndate: x\n---\nBad.\n", "Good, again.\n", "posts/a.md:2:7: error"),
            ("journal.toml", "titel = 1\n", 'title = "Good, again."\n', "did you mean 'title'?"),
            ("templates/post.html", "{% if %}", "Good, again.", "templates/post.html:1"),
        ],
    )
    def test_an_error_stands_over_the_last_good_page_until_it_is_mended(self, path, bad, good, told, site):
        s = site(SITE)
        with served(s.root) as here:
            before = here.get("/a/").partition("<script src=")[0]
            known = here.edition()
            s.put(path, bad)
            here.until(lambda: told in here.problems())
            assert here.get("/a/").partition("<script src=")[0] == before
            assert here.news("/a/", known=known)["reload"] is False
            s.put(path, good)
            here.until(lambda: not here.problems())
            here.until_shown("/a/", "Good, again.")

    def test_a_page_that_comes_while_there_is_an_error_is_told_at_once(self, site):
        s = site(SITE)
        with served(s.root) as here:
            s.put("posts/a.md", "---\ntags: [\n---\n")
            here.until(here.problems)
            known = re.search(r'data-edition="([^"]+)"', here.get("/b/"))[1]
            assert json.loads(here.get(f"/.journal-serve/news?at=/b/&edition={known}&new=1"))["problems"]

    def test_code_of_the_site_that_breaks_and_is_mended(self, site):
        s = site('-- journal.toml --\nextensions = ["mine"]\n-- mine.py --\ndef register(registry): pass\n' + SITE)
        with served(s.root) as here:
            s.put("mine.py", "import other\ndef register(registry): registry.add_filter('shout', other.shout)\n")
            here.until(lambda: "No module named 'other'" in here.problems())
            s.put("mine.py", "def register(registry): pass\n")
            here.until(lambda: not here.problems())

    def test_a_package_that_is_broken_from_the_start_and_is_mended(self, site):
        s = site('-- journal.toml --\nextensions = ["mine"]\n-- mine/__init__.py --\nimport other\n' + SITE)
        with served(s.root) as here:
            here.until(lambda: "No module named 'other'" in here.problems())
            here.until_still()
            s.put("mine/__init__.py", "def register(registry): pass\n")
            here.until(lambda: not here.problems())

    def test_an_address_that_is_lost_and_is_let_go(self, site):
        s = site("-- urls.lock --\n/a/\n/old/\n" + SITE)
        with served(s.root) as here:
            here.until(lambda: "/old/ was published and would be lost" in here.problems())
            here.until_still()
            s.run("urls", "accept", "/old/")
            here.until(lambda: not here.problems())


@pytest.mark.xdist_group("serve: news")
class TestNews:
    def test_a_page_is_loaded_again_when_it_has_changed_and_no_other_is(self, site):
        s = site(SITE)
        with served(s.root) as here:
            known = here.edition()
            s.put("posts/a.md", POST.format("A", "The first text. And *more*."))
            here.until_shown("/a/", "<em>more</em>")
            here.until_still()
            assert here.news("/a/", known=known)["reload"] is True
            assert here.news("/b/", known=known)["reload"] is False

    def test_a_stylesheet_is_named_and_nothing_loaded_again(self, site):
        s = site(SITE + "-- static/mine.css --\na { }\n")
        with served(s.root) as here:
            known = here.edition()
            s.put("static/mine.css", "b { }\n")
            here.until_shown("/mine.css", "b { }")
            told = here.news("/a/", known=known)
            assert told["reload"] is False
            assert told["assets"] == ["/mine.css"]

    def test_a_page_that_was_missing_is_loaded_once_it_is_there(self, site):
        s = site(SITE)
        with served(s.root) as here:
            known = here.edition()
            s.put("posts/new.md", "New.")
            here.until(lambda: here.status("/new/") == 200)
            assert here.news("/new/", known=known)["reload"] is True
            assert here.news("/new", known=known)["reload"] is True

    def test_a_page_of_another_run_is_loaded_again(self, site):
        with served(site(SITE).root) as here:
            assert here.news("/a/", known="0123-1")["reload"] is True

    @pytest.mark.parametrize(
        "text",
        [
            "Longer. " * 900,
            "[a link](b.md)",
            "## Heading\n\n[[B]]",
            "```python\nx = 1\n```",
            "![[b]]",
            "> [!question]\n> Why?\n",
            POST.format("Another title", "Text."),
            "---\ntitle: A\ndate: 2024-01-01\nstatus: seedling\nauthor: Bea\nid: x\nexcerpt: Short.\n---\n\nText.\n",
            "---\ntitle: A\ndate: 2024-01-01\ntags: [new]\n---\n\nText.\n",
            "---\ntitle: A\ndate: 2023-01-01\nseries: S\ntoc: true\n---\n\n## One\n\nText.\n",
        ],
    )
    def test_what_is_shown_at_a_glance_is_what_the_build_writes(self, text, followed):
        s, here = followed
        before = _as_served(here, ["a/index.html"])
        with here.session.desk.looking_at("a/index.html"):
            s.put("posts/a.md", text if text.startswith("---") else POST.format("A", text))
            here.until(lambda: _as_served(here, ["a/index.html"]) != before)
            glanced = _as_served(here, ["a/index.html"])
        files = _built(s, "--drafts", "--future")
        assert glanced["a/index.html"] == files["a/index.html"]
        here.until(lambda: _as_served(here, files) == files)


@pytest.fixture(scope="class")
def followed(tmp_path_factory):
    """A site that is served to several tests, one save after the other."""
    s = Folder(tmp_path_factory.mktemp("followed")).write(SITE + '-- journal.toml --\ntitle = "Notes"\n')
    with served(s.root) as here:
        yield s, here


@pytest.fixture(scope="class")
def built(tmp_path_factory):
    """A site, and the process that has built it."""
    s = Folder(tmp_path_factory.mktemp("built")).write(
        SITE + '-- static/x.css --\n\n-- journal.toml --\ntitle = "Notes"\n'
    )
    builder = Builder(Wanted(s.root))
    assert isinstance(builder.build(lambda: NONE, lambda _: None), Built)
    yield s, builder
    builder.end()


class TestTheWorker:
    def test_it_says_nothing_when_the_server_ends_as_a_build_begins(self, site, capfd):
        here, there = multiprocessing.Pipe()
        glances, _ = multiprocessing.Pipe()
        worker = _Worker(Wanted(site(SITE).root), here)
        there.send(These(frozenset(), files=False))
        assert isinstance(worker.build(glances), Built)
        there.close()
        with pytest.raises(BrokenPipeError):
            worker.build(glances)
        assert "Traceback" not in capfd.readouterr().err


@pytest.fixture
def glance(built):
    """Saves a file and takes a glance at what that gives; afterwards all is as it was."""
    s, builder = built
    saved = []

    def look(path: str, text: str) -> dict[str, bytes] | None:
        file = s.root / path
        saved.append((file, file.read_bytes() if file.exists() else None))
        s.put(path, text)
        fresh = builder.glance(Glance(frozenset([path]), frozenset(["a/index.html"])))
        return fresh and dict(fresh.pages)

    yield look
    for file, data in saved:
        if data is None:
            file.unlink()
        else:
            file.write_bytes(data)


@pytest.mark.xdist_group("serve: glance")
class TestAGlance:
    @pytest.mark.parametrize(
        ("path", "text", "shown"),
        [
            ("posts/a.md", POST.format("A", "Other words."), b"Other words."),
            ("posts/a.md", POST.format("Renamed", "Text."), b'<h1 class="p-name" dir="auto">Renamed</h1>'),
            ("posts/a.md", POST.format("A", "[B](b.md)"), b'href="/b/"'),
            ("templates/post.html", "Mine: {{ entry.title }}", b"Mine: A"),
        ],
    )
    def test_shows_a_page_before_anything_is_built(self, path, text, shown, built, glance):
        s, _ = built
        before = (s.root / PREVIEW / "a/index.html").read_bytes()
        assert shown in glance(path, text)["a/index.html"]
        assert (s.root / PREVIEW / "a/index.html").read_bytes() == before

    def test_shows_a_stylesheet(self, glance):
        assert glance("static/x.css", "a { }")["x.css"] == b"a { }"

    @pytest.mark.parametrize(
        ("path", "text"),
        [
            ("posts/a.md", "---\ndate: x\n---\n"),
            ("posts/a.md", POST.format("A", "[[Nobody knows]]")),
            ("posts/a.md", "---\ntitle: A\ndate: 2024-01-01\ntags: [new]\n---\n"),
            ("posts/a.md", "---\ntitle: A\ndate: 2024-01-01\nslug: other\n---\n"),
            ("posts/a.md", "---\ntitle: A\ndate: 2024-01-01\ntemplate: page.html\n---\n"),
            ("posts/a.md", "---\ntitle: A\ndate: 2024-01-01\nseries: S\n---\n"),
            ("posts/new.md", "New."),
            ("static/new.css", "a { }"),
            ("journal.toml", 'title = "Other"\n'),
            ("templates/post.html", "{% if %}"),
        ],
    )
    def test_leaves_to_the_build_what_only_that_can_tell(self, path, text, glance):
        assert glance(path, text) is None

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it waits for the build")
    def test_is_answered_while_a_build_is_on_its_way(self, built, glance):
        s, builder = built
        s.put("journal.toml", 'title = "All is to be made again"\n')
        seen = []

        def idle():
            if builder.can_glance and not seen:
                seen.append(glance("posts/a.md", POST.format("A", "Saved meanwhile.")))

        assert isinstance(builder.build(lambda: NONE, lambda _: None, idle), Built)
        assert b"Saved meanwhile." in seen[0]["a/index.html"]

    def test_sets_no_other_process_on_the_place_of_one_that_dies_in_a_build(self, built):
        s, builder = built
        s.put("journal.toml", 'title = "All is to be made again, once more"\n')
        order, idled = Glance(frozenset(["posts/a.md"]), frozenset(["a/index.html"])), []

        def idle():
            idled.append(1)
            assert len(idled) < 50, "nobody would ever answer"
            for process in multiprocessing.active_children():
                process.kill()
                process.join()
            builder.glance(order)

        assert isinstance(builder.build(lambda: NONE, lambda _: None, idle), Failed)
        assert idled
        assert isinstance(builder.build(lambda: NONE, lambda _: None), Built)

    def test_no_answer_is_lost_however_many_are_asked_for(self, built, glance):
        _, builder = built
        (process,) = multiprocessing.active_children()
        order = Glance(frozenset(["posts/a.md"]), frozenset(["a/index.html"]))
        seen = []

        def idle():
            if builder.can_glance and (fresh := builder.glance(order)):
                seen.append(fresh.pages["a/index.html"])

        for turn in range(10):
            saved = glance("posts/a.md", POST.format("A", f"Turn {turn}."))
            assert isinstance(builder.build(lambda: NONE, lambda _: None, idle), Built)
            assert set(seen) == {saved["a/index.html"]}
            seen.clear()
        assert multiprocessing.active_children() == [process]


def _in_place(file: Path, text: str) -> None:
    file.write_text(text)


def _renamed_over(file: Path, text: str) -> None:
    beside = file.with_name(file.name + ".new.tmp")
    beside.write_text(text)
    beside.replace(file)


def _vim(file: Path, text: str) -> None:
    probe, swap, backup = file.with_name("4913"), file.with_name(f".{file.name}.swp"), file.with_name(f"{file.name}~")
    swap.write_bytes(b"b0VIM")
    probe.touch()
    probe.unlink()
    file.rename(backup)
    with file.open("w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    backup.unlink()
    swap.unlink()


def _emacs(file: Path, text: str) -> None:
    lock, auto = file.with_name(f".#{file.name}"), file.with_name(f"#{file.name}#")
    lock.symlink_to("ada@machine.1234:1700000000")
    auto.write_text(text[:5])
    shutil.copy2(file, file.with_name(f"{file.name}~"))
    file.write_text(text)
    auto.unlink()
    lock.unlink()


def _jetbrains(file: Path, text: str) -> None:
    new, old = file.with_name(f"{file.name}___jb_tmp___"), file.with_name(f"{file.name}___jb_old___")
    new.write_text(text)
    file.rename(old)
    new.rename(file)
    old.unlink()


def _sed(file: Path, text: str) -> None:
    subprocess.run(["sed", "-i", f"$s/.*/{text.strip().splitlines()[-1]}/", str(file)], check=True)


class TestSaves:
    @pytest.mark.parametrize("save", [_in_place, _renamed_over, _vim, _emacs, _jetbrains, _sed])
    def test_no_editor_saves_unseen_and_none_sets_off_a_loop(self, save, site):
        s = site(SITE)
        with served(s.root) as here:
            here.until_still()
            for turn in range(5):
                save(s.root / "posts/a.md", POST.format("A", f"Saved {turn}."))
                here.until_shown("/a/", f"Saved {turn}.")
            here.until_still()
            assert here.problems() == ""
            files = _built(s, "--drafts", "--future")
            assert not [path for path in files if "4913" in path or "jb" in path or "~" in path]
            assert _as_served(here, files) == files

    def test_saves_in_quick_succession_end_with_the_last(self, site):
        s = site(SITE)
        with served(s.root) as here:
            for turn in range(100):
                _renamed_over(s.root / "posts/a.md", POST.format("A", f"Saved {turn}."))
            here.until_shown("/a/", "Saved 99.")
            here.until_still()
            assert "Saved 99." in here.get("/a/")

    def test_a_file_that_is_being_edited_in_emacs_breaks_no_build(self, site):
        s = site(SITE + "-- templates/post.html --\n{{ body }}\n-- static/x.css --\n\n")
        for name in ("posts/.#a.md", "templates/.#post.html", "static/.#x.css"):
            (s.root / name).symlink_to("ada@machine.1234:1700000000")
        with served(s.root) as here:
            assert here.problems() == ""

    def test_files_and_folders_come_go_and_move(self, site):
        s = site(SITE)
        with served(s.root) as here:
            s.put("posts/deep/er/c.md", "C.")
            here.until_shown("/deep/er/c/", "C.")
            (s.root / "posts/deep").rename(s.root / "posts/moved")
            here.until(lambda: here.status("/deep/er/c/") == 404 and here.status("/moved/er/c/") == 200)
            s.put("posts/moved/er/c.md", "Saved after the move.")
            here.until_shown("/moved/er/c/", "Saved after the move.")
            (s.root / "posts/a.md").rename(s.root / "posts/z.md")
            here.until(lambda: here.status("/a/") == 404 and here.status("/z/") == 200)
            shutil.rmtree(s.root / "posts/moved")
            here.until(lambda: here.status("/moved/er/c/") == 404)
            here.until_still()
            files = _built(s, "--drafts", "--future")
            assert _as_served(here, files) == files

    def test_the_folder_of_all_posts_may_go_and_come_back(self, site):
        s = site(SITE)
        with served(s.root) as here:
            (s.root / "posts").rename(s.root / "away")
            here.until(lambda: here.status("/a/") == 404)
            (s.root / "away").rename(s.root / "posts")
            here.until(lambda: here.status("/a/") == 200)
            s.put("posts/a.md", POST.format("A", "Saved since."))
            here.until_shown("/a/", "Saved since.")

    def test_folders_of_sources_may_come_later(self, site):
        s = site(SITE)
        with served(s.root) as here:
            s.put("pages/about.md", "About me.")
            here.until_shown("/about/", "About me.")
            s.put("static/x.txt", "one")
            here.until(lambda: here.status("/x.txt") == 200)
            s.put("static/x.txt", "two")
            here.until_shown("/x.txt", "two")

    def test_a_file_beside_others_that_are_no_sources(self, site):
        s = site(SITE + "-- data/shelf.yaml --\n- title: The first book\n")
        with served(s.root) as here:
            here.until_shown("/resources/", "The first book")
            here.until_still()
            s.put("data/shelf.yaml", "- title: The second book\n")
            here.until_shown("/resources/", "The second book")
            shutil.rmtree(s.root / "data")
            here.until(lambda: here.status("/resources/") == 404)
            here.until_still()
            s.put("data/shelf.yaml", "- title: The third book\n")
            here.until_shown("/resources/", "The third book")

    def test_a_link_to_a_file_elsewhere(self, site, tmp_path_factory):
        s, elsewhere = site(SITE), tmp_path_factory.mktemp("elsewhere")
        for name in ("c.md", "d.md"):
            (elsewhere / name).write_text(POST.format("C", "The first text."))
        (s.root / "posts/c.md").symlink_to(elsewhere / "c.md")
        with served(s.root) as here:
            here.until_still()
            _vim(elsewhere / "c.md", POST.format("C", "Saved behind the link."))
            here.until_shown("/c/", "Saved behind the link.")
            (s.root / "posts/d.md").symlink_to(elsewhere / "d.md")
            here.until(lambda: here.status("/d/") == 200)
            here.until_still()
            _vim(elsewhere / "d.md", POST.format("C", "Saved behind the other."))
            here.until_shown("/d/", "Saved behind the other.")

    def test_what_an_extension_brings_along(self, site):
        code = "from journal.page import Page, View\nfrom journal.registry import PageKind\n"
        code += "def _pages(site):\n    yield Page('/mine/', 'mine', 'mine.html')\n"
        code += "MINE = PageKind('mine', _pages, lambda *_: View('Mine'))\n"
        code += "def register(registry):\n    registry.add_page_kind(MINE)\n"
        settings = '-- journal.toml --\nextensions = ["mine"]\n'
        s = site(settings + SITE + f"-- mine/__init__.py --\n{code}-- mine/templates/mine.html --\nThe first text.\n")
        with served(s.root) as here:
            here.until_shown("/mine/", "The first text.")
            here.until_still()
            s.put("mine/templates/mine.html", "Another text.")
            here.until_shown("/mine/", "Another text.")
            here.until_still()
            s.put("mine/static/x.txt", "one")
            here.until(lambda: here.status("/x.txt") == 200)
            here.until_still()
            s.put("mine/static/x.txt", "two")
            here.until_shown("/x.txt", "two")

    def test_the_state_may_be_deleted(self, site):
        s = site(SITE)
        with served(s.root) as here:
            shutil.rmtree(s.root / ".journal")
            s.put("posts/a.md", POST.format("A", "Saved since."))
            here.until_shown("/a/", "Saved since.")
            here.until(lambda: here.status("/b/") == 200)
            here.until_still()
            assert here.problems() == ""

    def test_the_process_that_builds_may_be_killed(self, site):
        s = site(SITE)
        with served(s.root) as here:
            (builder,) = multiprocessing.active_children()
            builder.kill()
            s.put("posts/a.md", POST.format("A", "Saved since."))
            here.until_shown("/a/", "Saved since.")
            here.until(lambda: not here.problems())

    @pytest.mark.parametrize("count", [60, pytest.param(1000, marks=pytest.mark.slow)])
    def test_git_may_put_other_files_in_the_place_of_all(self, count, site):
        s = site(SITE)

        def git(*args: str) -> None:
            config = ("-c", "user.name=Ada", "-c", "user.email=ada@me.example", "-c", "gc.auto=0")
            subprocess.run(["git", *config, *args], cwd=s.root, check=True, capture_output=True)

        git("init", "--quiet", "--initial-branch=main")
        for number in range(count):
            s.put(f"posts/{number % 10}/{number}.md", f"---\ndate: 2024-01-01\n---\nMain {number}.\n")
        git("add", "posts")
        git("commit", "--quiet", "-m", "One")
        git("checkout", "--quiet", "-b", "other")
        for number in range(count):
            (s.root / f"posts/{number % 10}/{number}.md").unlink()
            s.put(f"posts/{number % 7}/x{number}.md", f"---\ndate: 2024-01-01\n---\nOther {number}.\n")
        git("add", "--all", "posts")
        git("commit", "--quiet", "-m", "Two")
        with served(s.root) as here:
            for branch, path, text in (
                ("main", "/3/33/", "Main 33."),
                ("other", "/5/x33/", "Other 33."),
                ("main", "/3/33/", "Main 33."),
            ):
                git("checkout", "--quiet", branch)
                here.until_shown(path, text)
            s.put("posts/3/33.md", "Saved since.")
            here.until_shown("/3/33/", "Saved since.")
            here.until_still()
            assert here.problems() == ""
            files = _built(s, "--drafts", "--future")
            assert _as_served(here, files) == files


class TestTheCommand:
    def test_it_serves_until_it_is_stopped(self, site):
        s = site(SITE)
        command = [sys.executable, "-m", "journal", "serve", "--port", "0", "--no-drafts"]
        with subprocess.Popen(
            command, cwd=s.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            told = process.stdout.readline()
            assert re.fullmatch(r"Serving at http://127\.0\.0\.1:\d+/ \(Ctrl-C ends it\)\n", told)
            assert "2 posts" in process.stdout.readline()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate()
        assert (process.returncode, out.strip(), err) == (0, "", "")

    def test_one_site_is_served_once(self, site):
        s = site(SITE)
        with served(s.root):
            ran = s.run("serve", "--port", "0")
        assert ran.code == 1
        assert "is being served already" in ran.err

    def test_a_port_that_is_taken_is_told(self, site, tmp_path_factory):
        other = tmp_path_factory.mktemp("other")
        (other / "posts").mkdir()
        with served(other) as here:
            port = here.url.rstrip("/").rpartition(":")[2]
            ran = site(SITE).run("serve", "--port", port)
        assert ran.code == 1
        assert "choose another one with --port" in ran.err

    def test_without_its_extra_it_says_what_to_install(self, site, monkeypatch):
        for name in [name for name in sys.modules if name.startswith("journal.serve.")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "watchfiles", None)
        ran = site(SITE).run("serve")
        assert ran.code == 1
        assert "hint: pip install 'learning-journal[serve]'" in ran.err
        assert "Traceback" not in ran.err

    def test_a_folder_that_is_no_journal_is_refused(self, folder):
        ran = folder.run("serve", "--port", "0")
        assert ran.code == 1
        assert "journal init" in ran.err
