"""`journal check --external`: hosts are asked politely, seldom, and only when the author wants it."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from journal import __version__
from journal.check import web
from journal.check.visits import ask_with_memory
from journal.check.web import Answer, visit, visit_all

HEAD = "---\ndate: 2024-01-01\n---\n"


@dataclass
class Server:
    """A site on this machine, and what it was asked."""

    url: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    most_at_once: int = 0


@pytest.fixture
def server(monkeypatch) -> Iterator[Server]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    seen = Server()
    lock, closing = threading.Lock(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            with lock:
                seen.asked.append((self.command, self.path))
                seen.agents.add(self.headers["User-Agent"])
                seen.at_once += 1
                seen.most_at_once = max(seen.most_at_once, seen.at_once)
            if self.path == "/slow":
                closing.wait(5)
            status = int(self.path.split("/")[1][:3]) if self.path[1:4].isdigit() else 200
            if "no-head" in self.path and self.command == "HEAD":
                status = 404
            with lock:
                seen.at_once -= 1
            self.send_response(status)
            if status in (301, 302):
                self.send_header("Location", self.path.partition("to=")[2] or self.path)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_GET = answer  # noqa: N815 - as http.server wants them

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    seen.url = f"http://127.0.0.1:{http.server_port}"
    yield seen
    closing.set()
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch):
    monkeypatch.setattr(web, "visit_all", lambda urls: visit_all(urls, delay=0.0))


def test_nobody_is_asked_without_a_word(site, server):
    folder = site(f"-- posts/a.md --\n{HEAD}[x]({server.url}/404)\n")
    assert folder.run("check").ok
    assert server.asked == []


def test_a_link_that_is_gone_is_told_with_its_place_and_never_counts(site, server):
    folder = site(f"-- posts/a.md --\n{HEAD}[a]({server.url}/fine) [b]({server.url}/404#part) <{server.url}/410>\n")
    ran = folder.run("check", "--external", "--strict")
    assert ran.code == 0
    column = len(f"[a]({server.url}/fine) [b](") + 1
    assert f"posts/a.md:4:{column}: notice: {server.url}/404#part answers 404 Not Found [external-link]" in ran.out
    assert "answers 410 Gone" in ran.out
    assert "/fine" not in ran.out.replace("/fine) [b]", "")
    assert ran.err == "asking other sites after 3 links …\n1 post checked: 2 links elsewhere to look at\n"
    assert server.agents == {f"journal/{__version__} (checks the links of a blog)"}


def test_answers_are_kept_for_a_while(site, server):
    folder = site(f"-- posts/a.md --\n{HEAD}[a]({server.url}/fine) [b]({server.url}/404)\n")
    first = folder.run("check", "--external").out
    asked = list(server.asked)
    assert folder.run("check", "--external").out == first
    assert server.asked == asked
    assert set(json.loads((folder.root / ".journal/visits.json").read_text())) == {
        f"{server.url}/fine",
        f"{server.url}/404",
    }


def test_each_address_is_asked_for_once_and_by_head_first(site, server):
    folder = site(
        f"-- posts/a.md --\n{HEAD}[a]({server.url}/x#one) [b]({server.url}/x#two) ![c]({server.url}/x)\n"
        f"-- posts/b.md --\n{HEAD}# B\n\n[a]({server.url}/no-head) [c]({server.url}/x)\n"
    )
    ran = folder.run("check", "--external")
    assert "external-link" not in ran.out
    assert sorted(server.asked) == [("GET", "/no-head"), ("HEAD", "/no-head"), ("HEAD", "/x")]


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:1/",
        "https://example.com/x",
        "https://a.example/x",
        "http://router.local/",
        "mailto:a@b.example",
        "ftp://127.0.0.1/",
        "http://[",
    ],
)
def test_some_are_never_asked(site, url):
    folder = site(f"-- posts/a.md --\n{HEAD}<a href='{url}'>x</a> text\n")
    ran = folder.run("check", "--external")
    assert (ran.code, ran.out) == (0, "")


def test_addresses_that_the_author_wants_left_alone(site, server):
    folder = site(
        f"-- journal.toml --\nurl = 'https://me.example/'\ncheck.skip = ['{server.url}/private/']\n"
        f"-- posts/a.md --\n{HEAD}[a]({server.url}/private/404) [b](https://me.example/a/)\n"
    )
    assert folder.run("check", "--external").out == ""
    assert server.asked == []


@pytest.mark.parametrize("status", [401, 403, 405, 429, 503, 999])
def test_a_host_that_turns_programs_away_proves_nothing(server, status):
    answer = visit(f"{server.url}/{status}")
    assert (answer.says, answer.sure) == ("", False)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/404", "answers 404 Not Found"),
        ("/500", "answers 500 Internal Server Error"),
        ("/302?to=/fine", ""),
        ("/302?to=/404", "answers 404 Not Found"),
        ("/ü ö?q=ä", ""),
    ],
)
def test_what_a_host_says(server, path, says):
    assert visit(server.url + path).says == says


def test_a_redirect_leads_to_no_file(server):
    assert visit(f"{server.url}/302?to=file:///etc/passwd").says.startswith("sends whoever asks round")
    assert visit(f"{server.url}/302").says.startswith("sends whoever asks round")


def test_a_host_that_is_not_there(server):
    dead = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    url = f"http://127.0.0.1:{dead.server_port}/"
    dead.server_close()
    assert visit(url).says.startswith("does not answer: ")
    assert visit("http://no such host/").says


def test_a_host_that_does_not_answer_in_time(server):
    assert visit(f"{server.url}/slow", timeout=0.1).says == "does not answer in time"


def test_a_host_is_asked_one_thing_at_a_time_with_a_rest_between(server):
    rests = []
    answers = dict(visit_all([f"{server.url}/{n}x" for n in range(4)], delay=7.0, wait=rests.append))
    assert len(answers) == 4
    assert rests == [7.0, 7.0, 7.0]
    assert server.most_at_once == 1


def test_a_host_that_is_asked_too_much_is_left_alone(server):
    urls = [f"{server.url}/fine", f"{server.url}/429", f"{server.url}/404", f"{server.url}/410"]
    answers = dict(visit_all(urls, delay=0.0))
    assert [answers[url].says for url in urls] == ["", "", "", ""]
    assert {path for _, path in server.asked} == {"/fine", "/429"}


def test_how_long_an_answer_is_believed(tmp_path):
    day = 24 * 60 * 60.0
    asked = []

    def ask(urls):
        for url in urls:
            asked.append(url)
            yield url, Answer("gone" if "bad" in url else "", sure="busy" not in url)

    urls = ["https://good.test/", "https://bad.test/", "https://busy.test/"]
    for now in (0.0, 0.9 * day, 1.1 * day, 7.5 * day):
        answers = ask_with_memory(urls, tmp_path, ask, now=now)
        assert answers["https://bad.test/"].says == "gone"
        asked.append("--")
    assert " ".join(url.removeprefix("https://").partition(".")[0] for url in asked) == (
        "good bad busy -- busy -- bad busy -- good bad busy --"
    )


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"a": 1}', '{"https://good.test/": ["x", 1]}'])
def test_a_memory_that_is_damaged_is_begun_anew(tmp_path, damage):
    (tmp_path / "visits.json").write_text(damage)
    answers = ask_with_memory(["https://good.test/"], tmp_path, lambda urls: ((url, Answer()) for url in urls))
    assert answers["https://good.test/"] == Answer()


def test_what_was_asked_before_an_interrupt_is_remembered(tmp_path):
    def ask(urls):
        yield next(iter(urls)), Answer("gone")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask_with_memory(["https://a.test/", "https://b.test/"], tmp_path, ask, now=1.0)
    assert json.loads((tmp_path / "visits.json").read_text()) == {"https://a.test/": [1.0, "gone"]}
