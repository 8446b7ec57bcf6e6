"""What an author sees of `journal serve`, in a real Chromium."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from served import Served, begun, served

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("warm")]

ROOT = Path(__file__).parents[2]

LINES = "\n\n".join(f"Paragraph {number}." for number in range(200))
SITE = f"""
-- posts/long.md --
---
title: Long
date: 2024-01-01
---

{LINES}
-- posts/draft.md --
---
draft: true
---
Not yet.
-- posts/future.md --
---
date: 2999-01-01
---
Not yet.
-- static/mine.css --
main {{ outline: 1px solid rgb(1, 2, 3); }}
-- static/p.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>
-- templates/partials/footer.html --
<link rel="stylesheet" href="/mine.css"><img src="/p.svg" alt="">
"""
OUTLINE = "getComputedStyle(document.querySelector('main')).outlineColor"
OVERLAY = "journal-problems"


@pytest.fixture
def window(chromium) -> Iterator[Page]:
    """A window in which nothing may go wrong but what the test is about."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    context.close()
    assert problems == []


@pytest.fixture
def here(site) -> Iterator[Served]:
    with served(site(SITE).root) as found:
        yield found


@pytest.fixture
def put(site, here):
    """Saves a file of the site that is served."""
    return site("-- static/.keep --\n").put


def _open(window: Page, here: Served, path: str) -> Page:
    window.goto(here.url.rstrip("/") + path)
    window.evaluate("window.same = true")
    return window


def _until(window: Page, said: str) -> None:
    window.wait_for_function(said)


def _says(text: str) -> str:
    return f"document.body?.textContent.includes({text!r})"


@pytest.mark.parametrize("path", ["/long/", "/long/#main", "/long/?x=1"])
def test_a_page_that_is_loaded_again_stays_where_it_was_read(path, window, here, put):
    _open(window, here, path)
    window.evaluate("scrollTo(0, 2345)")
    put("posts/long.md", f"---\ntitle: Long\ndate: 2024-01-01\n---\n\n{LINES}\n\nThe end.\n")
    _until(window, _says("The end."))
    _until(window, "document.readyState === 'complete' && scrollY === 2345")
    assert window.evaluate("window.same") is None


def test_a_stylesheet_is_changed_without_loading_the_page_again(window, here, put):
    _open(window, here, "/long/")
    assert window.evaluate(OUTLINE) == "rgb(1, 2, 3)"
    for number in (4, 5):
        put("static/mine.css", f"main {{ outline: 1px solid rgb({number}, 2, 3); }}\n")
        _until(window, f"{OUTLINE} === 'rgb({number}, 2, 3)'")
        _until(window, "document.querySelectorAll('link[href*=\"mine.css\"]').length === 1")
    assert window.evaluate("window.same") is True


def test_a_picture_is_changed_on_the_pages_that_show_it(window, here, put):
    _open(window, here, "/long/")
    put("static/p.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="10"/>\n')
    _until(window, "document.images[0]?.naturalWidth === 30")


def test_what_this_page_does_not_show_leaves_it_alone(window, here, put):
    _open(window, here, "/draft/")
    put("static/other.css", "a { }\n")
    put("posts/long.md", "---\ntitle: Long\ndate: 2024-01-01\n---\n\nShort now.\n")
    here.until_shown("/long/", "Short now.")
    here.until_still()
    assert window.evaluate("window.same") is True


def test_an_error_stands_over_the_page_with_its_place_and_goes_away(window, here, put):
    _open(window, here, "/long/")
    put("journal.toml", '\ntitel = "Notes"\n')
    overlay = window.locator(OVERLAY)
    overlay.wait_for(state="attached")
    told = overlay.locator("aside").inner_text()
    assert "journal.toml:2:1: error: unknown setting 'titel'" in told
    assert 'titel = "Notes"' in told
    assert "hint: did you mean 'title'?" in told
    assert window.locator("h1").inner_text() == "Long", "the last good page is below it"
    window.reload()
    overlay.wait_for(state="attached")
    put("journal.toml", '\ntitle = "Notes"\n')
    overlay.wait_for(state="detached")


def test_an_error_can_be_put_away_until_there_is_another(window, here, put):
    _open(window, here, "/draft/")
    put("posts/bad.md", "---\ndate: someday\n---\n")
    overlay = window.locator(OVERLAY)
    overlay.wait_for(state="attached")
    overlay.get_by_role("button", name="Close").click()
    overlay.wait_for(state="detached")
    put("posts/bad.md", "---\ndate: another day\n---\n")
    overlay.wait_for(state="attached")
    assert "another day" in overlay.locator("aside").inner_text()


def test_nothing_in_an_error_acts(window, here, put):
    _open(window, here, "/draft/")
    put("posts/bad.md", "---\ndate: <img src=x onerror=\"document.title='acted'\">\n---\n")
    overlay = window.locator(OVERLAY)
    overlay.wait_for(state="attached")
    assert "<img src=x" in overlay.locator("aside").inner_text()
    assert overlay.locator("img").count() == 0


def test_drafts_and_future_posts_have_a_badge(window, here):
    for name in ("draft", "future"):
        _open(window, here, f"/{name}/")
        assert window.locator(".kicker .draft").inner_text() == name
        assert window.locator(".kicker .draft").is_visible()


def test_the_first_page_turns_up_by_itself(window, site):
    with begun(site(SITE).root) as here:
        window.goto(f"{here.url}long/")
        assert "being built" in window.locator("body").inner_text()
        thread = threading.Thread(target=here.session.run)
        thread.start()
        try:
            _until(window, "document.querySelector('h1')?.textContent === 'Long'")
            _until(window, f"{OUTLINE} === 'rgb(1, 2, 3)'")
        finally:
            here.session.stop()
            thread.join()


def test_a_page_that_is_not_there_yet_is_shown_once_it_is_written(window, here, put):
    _open(window, here, "/new/")
    assert "This page is blank" in window.locator("main").inner_text()
    put("posts/new.md", "# New\n\nWritten.\n")
    _until(window, _says("Written."))


@pytest.mark.slow
def test_how_soon_a_save_is_seen_can_be_measured(tmp_path):
    command = [sys.executable, str(ROOT / "benchmarks/serve.py"), "--posts", "3", "--rounds", "1", "--pause", "0"]
    command += ["--work", str(tmp_path / "work"), "--json", str(tmp_path / "figures.json")]
    ran = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (found,) = json.loads((tmp_path / "figures.json").read_text())["sizes"]
    assert {step: len(runs) for step, runs in found["runs"].items()} == {"edit": 1, "title": 1, "template": 1, "css": 1}
