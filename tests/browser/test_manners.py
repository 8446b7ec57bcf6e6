"""How the site behaves: the theme switch, copying, without scripts, on paper, and from disk."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

POST = "/2023/a-walk-through-the-cache/"

# What is painted behind the text, frame by frame from the first; before there is a body nothing is.
FRAMES = """
window.frames_seen = [];
(function frame() {
  if (document.body) frames_seen.push(getComputedStyle(document.documentElement).backgroundColor);
  requestAnimationFrame(frame);
})();
"""


def _paper(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def _switch_until(page: Page, paper: str) -> None:
    for _ in range(3):
        if _paper(page) == paper:
            return
        page.locator("button.theme").click()
    assert _paper(page) == paper


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chosen_theme_stays_and_never_flashes(scheme, example, visit):
    other = "dark" if scheme == "light" else "light"
    window = visit(example, scheme=scheme)
    page = window.goto("/")
    given = _paper(page)
    page.emulate_media(color_scheme=other)
    wanted = _paper(page)
    page.emulate_media(color_scheme=scheme)
    assert given != wanted
    _switch_until(page, wanted)

    def late(route):
        page.wait_for_timeout(200)
        route.continue_()

    page.route("**/journal.js", late)  # the theme must not wait for the script
    page.add_init_script(FRAMES)
    for path in ("/", "/about/"):
        window.goto(path)
        page.wait_for_function("frames_seen.length > 3")
        assert set(page.evaluate("frames_seen")) == {wanted}, path
    _switch_until(page, given)


def test_the_theme_follows_the_system_until_one_is_chosen(example, visit):
    page = visit(example, scheme="light").goto("/")
    light = _paper(page)
    page.emulate_media(color_scheme="dark")
    assert _paper(page) != light


def test_the_theme_switch_says_what_it_does(example, visit):
    page = visit(example).goto("/")
    names = set()
    for _ in range(3):
        names.add(page.locator("button.theme").get_attribute("aria-label"))
        page.keyboard.press("Escape")
        page.locator("button.theme").press("Enter")
    assert len(names) == 3, "one name a state"


def test_code_is_copied_as_it_was_written(odd, visit):
    window = visit(odd, permissions=["clipboard-read", "clipboard-write"])
    page = window.goto("/blog/code/")
    button = page.locator("button.copy")
    assert button.count() == 1
    button.focus()
    page.keyboard.press("Enter")
    button.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == 'def greet(name):\n    return f"Hello, {name}"\n'


def test_every_page_reads_the_same_without_scripts(example, visit):
    with_scripts, without = visit(example).page, visit(example, java_script_enabled=False).page
    for path in ("/", POST, "/archive/", "/tags/", "/about/"):
        texts = []
        for page in (with_scripts, without):
            page.goto(example.url + path)
            texts.append(page.locator("main").inner_text().replace("Copy\n", "").replace("\nCopy", "").split())
        assert texts[0] == texts[1]
        assert without.locator("button:visible").count() == 0, "no button that does nothing"


def test_paper_has_no_navigation(example, visit):
    window = visit(example, width=820, scheme="dark")
    for path in ("/", POST, "/archive/"):
        page = window.goto(path)
        page.emulate_media(media="print")
        assert page.locator("nav:visible, button:visible, .skip:visible").count() == 0, path
        assert page.locator("h1").first.is_visible()
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)", "black on white"


def test_the_site_opens_from_disk(example, visit):
    window = visit(example.folder)
    page = window.goto("/index.html")
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none", "the stylesheet is found"
    page.locator(".h-entry a").first.click()
    assert page.locator("article h1").is_visible()
    page.locator(".masthead a[rel=home]").click()
    assert page.url == f"{window.origin}/index.html"
    page = window.goto(f"{POST}index.html")
    assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth)")


def test_every_link_from_disk_leads_to_a_page(example, visit):
    window = visit(example.folder)
    links = set()
    for path in example.pages:
        if path != "/404.html":  # hosts show it at any depth, so its links begin at the root
            page = window.goto(path + "index.html" if path.endswith("/") else path)
            links |= set(page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href.split('#')[0])"))
    files = [Path(unquote(link.removeprefix("file://"))) for link in links if link.startswith("file:")]
    assert len(files) > 10
    assert [file for file in files if not file.is_file()] == []
