"""The built example site and an odd one, served here and looked at in a real Chromium."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO, Literal

import pytest
from example import copy_example
from notebook import everything
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

ROOT = Path(__file__).parents[2]
AXE = ROOT / ".venv/node/node_modules/axe-core/axe.min.js"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

CODE = 'def greet(name):\n    return f"Hello, {name}"\n'
ODD = {
    "journal.toml": """
title = "Odd states"
url = "https://me.example/blog/"
paginate = 3
toc = 1
menu = [{ title = "Tags", url = "/tags/" }]
""",
    "posts/2024-01-01-long.md": f"""---
title: {"Everything I wish somebody had told me about build systems before I wrote one, " * 3:.200}
tags: [{", ".join(f"tag {n}" for n in range(100))}]
cover: /no-such-picture.png
---

A word: {"Donaudampfschifffahrtselektrizität" * 3}, and `{"code_without_a_break_" * 6}`,
and https://me.example/{"deep/" * 30}

| {" | ".join(f"column {n}" for n in range(12))} |
{"| --- " * 12}|
{"| a cell with some text " * 12}|

```python title="a/rather/long/path/to/some/file/of/the/project/with/a/name.py" linenums
{CODE}{"x = " + "1 + " * 100}1
```

$$
{" + ".join(f"a_{{{n}}}" for n in range(60))}
$$

> [!note] {"A long title of a callout " * 5}
> - [ ] {"a task " * 30}
""",
    "posts/2024-01-02-code.md": f"# Code\n\n```python linenums\n{CODE}```\n",
    "posts/undated.md": "Without a date.\n",
    "posts/2024-04-01-notebook.ipynb": everything(),
    "posts/2024-01-03-cards.md": f"""---
tags: [flashcards]
journal: ai
---
What is {"a long question " * 20}?::{"A word: " + "Donaudampfschifffahrt" * 4}

The ==sun== is a [star](long.md).

#flashcards/verbs/{"irregular" * 9} go::went

How?
?
```python
{CODE}{"x = " + "1 + " * 100}1
```
""",
    "posts/2024-02-01-rtl.md": "# ما تعلمته عن الأشجار\n\nنص قصير، with English.\n\n- [ ] مهمة\n\n    x = 1\n",
    "posts/2024-02-10-asks.md": f"# Asks\n\n## Questions\n\n- {'a long word' * 9}?\n- Wide?\n\n## Next\n\n- [ ] Look\n",
    "posts/2024-02-11-finds.md": "# Finds\n\n> [!answer] [[Wide?]]\n> No.\n\n## Done and to do\n\n- [x] Look\n",
    "posts/2024-02-12-knows.md": "# Knows\n\n## Resources\n\n"
    + "".join(f"- [Paper {n}](https://arxiv.org/abs/{n})\n" for n in range(101))
    + "\n## Words\n\n"
    + "".join(f"{letter * 2}{n}\n: A word with {'a long meaning ' * 5}\n\n" for letter in "abcdefg" for n in range(15)),
    "posts/2024-02-13-regrets.md": "---\nsupersedes: asks\nstatus: seedling\n---\n"
    "> [!correction] Of [what I know](2024-02-12-knows.md) nothing is true.\n\nThe aa1 and bb2 of it.\n",
    "posts/2024-02-12-shortcodes.md": f"""# Shortcodes

{{{{< youtube dQw4w9WgXcQ "A song of {"many words " * 20}" poster=frame.svg >}}}}

Text.

{{{{< youtube dQw4w9WgXcQ "A song" >}}}}

{{{{< gist ada 12ab "notes.py" >}}}}

{{{{< figure frame.svg "A frame" caption="What is seen in it" >}}}}

{{{{< note tip >}}}}
Some **text**, {{{{< youtube dQw4w9WgXcQ "a song" >}}}}, {{{{< nobody >}}}}.

- and a list
{{{{< /note >}}}}
""",
    "posts/frame.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="99"/></svg>'
    ),
    "posts/2024-03-01-empty.md": "",
    "posts/2024-03-02-draft.md": "---\ndraft: true\n---\nNot yet.\n",
    "pages/about.md": "# About\n\nShort.\n",
}


@dataclass(frozen=True)
class Site:
    """A built site and where it is served."""

    folder: Path
    url: str
    base: str = ""
    """The path that it is served below."""

    @property
    def pages(self) -> list[str]:
        """The path of every page but redirects, which show nothing; of lists that are alike, of the index and one."""
        shown = [self._path_of(file) for file in sorted(self.folder.rglob("*.html")) if not _redirects(file)]
        found: dict[str, list[str]] = {}
        for path in shown:
            found.setdefault(_list_of(self.below(path)), []).append(path)
        return [path for alike in found.values() for path in sorted(alike)[:2]]

    def below(self, path: str) -> str:
        """A path as the site itself would have it at the root of its host."""
        return path.removeprefix(self.base)

    def _path_of(self, file: Path) -> str:
        return "/" + file.relative_to(self.folder).as_posix().removesuffix("index.html")


def _redirects(file: Path) -> bool:
    return 'http-equiv="refresh"' in file.read_text(encoding="utf-8")


def _list_of(path: str) -> str:
    """What a page is one of many of, such as the tags or the weeks; else itself."""
    folder = path.strip("/").partition("/")[0]
    return folder if folder in LISTS else path


LISTS = ("tags", "weekly", "lookback", "glossary", "resources", "questions")
"""Folders of pages that differ only in what they list."""


@dataclass
class Visit:
    """A page in the browser, and what went wrong there."""

    page: Page
    origin: str
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.problems.append(f"{self.page.url}: {error}"))
        self.page.on("request", lambda request: self._asked(request.url))

    def goto(self, path: str) -> Page:
        self.page.goto(self.origin + path)
        return self.page

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"{self.page.url}: {message.text} {message.location}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.origin, "data:")):
            self.problems.append(f"{self.page.url}: asks {url}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose tool is missing, saying what to install; in CI, where everything is there, fail it."""
    # Here rather than in the fixtures: all that are skipped for one reason then make one line.
    leave_out = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    if not _chromium():
        leave_out("no browser: install Chromium or Chrome, so that it is found on PATH")
    if "axe" in item.fixturenames and not AXE.exists():
        leave_out("no axe-core: install npm, then run `make test`")


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker, as a script."""
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def example(tmp_path_factory) -> Iterator[Site]:
    """The repository's own site."""
    with _served(_built(copy_example(tmp_path_factory.mktemp("example")))) as site:
        yield site


@pytest.fixture(scope="session")
def odd(tmp_path_factory) -> Iterator[Site]:
    """A site of extremes, below a path of its host."""
    folder = tmp_path_factory.mktemp("odd")
    for path, text in ODD.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    with _served(_built(folder, "blog")) as site:
        yield replace(site, base="/blog")


@pytest.fixture(scope="session")
def serve(tmp_path_factory) -> Callable[[Mapping[str, str]], AbstractContextManager[Site]]:
    """Serves a site of a test's own, given as files."""

    def build(files: Mapping[str, str]) -> AbstractContextManager[Site]:
        folder = tmp_path_factory.mktemp("own")
        for path, text in files.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        return _served(_built(folder))

    return build


@pytest.fixture(scope="session")
def dripping(example) -> Iterator[Site]:
    """The repository's own site over a slow line: pages arrive a few words at a time."""
    with _served(example.folder, _Dripping) as site:
        yield site


@pytest.fixture
def visit(chromium) -> Iterator[Callable[..., Visit]]:
    """Opens a window on a site; when the test is over, nothing may have gone wrong in it."""
    with ExitStack() as stack:
        visits: list[Visit] = []

        def open_window(
            site: Site | Path, *, width: int = 1280, scheme: Literal["light", "dark"] = "light", **options: object
        ) -> Visit:
            context: BrowserContext = chromium.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, **options
            )
            stack.callback(context.close)
            visits.append(Visit(context.new_page(), site.url if isinstance(site, Site) else site.as_uri()))
            return visits[-1]

        yield open_window
        assert [problem for visit in visits for problem in visit.problems] == []


def _built(folder: Path, below: str = "") -> Path:
    """Build a site; below a path if it is to be served from there."""
    output = folder / "public"
    command = [sys.executable, "-m", "journal", "build", "-s", str(folder), "-o", str(output / below), "--drafts"]
    ran = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return output


@contextmanager
def _served(folder: Path, handler: type[SimpleHTTPRequestHandler] | None = None) -> Iterator[Site]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler or _Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield Site(folder, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        pass


class _Dripping(_Quiet):
    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:
        if not source.name.endswith(".html"):
            super().copyfile(source, outputfile)
            return
        while piece := source.read(200):
            outputfile.write(piece)
            time.sleep(0.02)
