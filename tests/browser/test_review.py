"""Reviewing flashcards in the browser: by the clock of FSRS, with the keyboard, kept in this browser only."""

import json

import pytest

pytestmark = pytest.mark.browser

FILES = {
    "journal.toml": 'title = "Cards"\nurl = "https://me.example/"\n',
    "posts/a.md": (
        "---\ntags: [flashcards]\njournal: ai\n---\nOne::1\nTwo::*2*\n\nThe ==sun== shines.\n\nHow?\n?\n- so\n"
    ),
}
KEY = "journal-review https://me.example/"


@pytest.fixture(scope="module")
def cards(serve):
    with serve(FILES) as site:
        yield site


def state(page):
    return page.locator(".state").inner_text()


def kept(page):
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY))["cards"]


def test_a_review_by_keyboard(cards, visit):
    page = visit(cards).goto("/review/")
    assert state(page) == "4 new."
    page.locator(".begin").press("Enter")
    assert page.locator(".sheet .front").inner_text() == "One"
    assert not page.locator(".sheet .back").is_visible()
    page.keyboard.press("Space")
    assert page.locator(".sheet .back").inner_text() == "1"
    page.keyboard.press("4")
    assert page.locator(".sheet .front").inner_text() == "Two"
    page.keyboard.press("Space")
    assert page.locator(".sheet .back em").inner_text() == "2"
    page.keyboard.press("Space")  # `Good` has the focus
    assert page.locator(".sheet .front").inner_text() == "The […] shines."
    page.keyboard.press("u")
    assert page.locator(".sheet .front").inner_text() == "Two"
    page.keyboard.press("Escape")
    assert state(page).startswith("3 new, 1 later. The next comes due in 8 days.")
    assert page.locator(".begin").evaluate("e => e === document.activeElement")
    assert len(kept(page)) == 1


def test_a_card_that_was_not_known_comes_again(cards, visit):
    page = visit(cards).goto("/review/")
    page.locator(".begin").click()
    fronts = []
    for grade in "14443":
        fronts.append(page.locator(".sheet .front").inner_text())
        page.locator(".reveal").click()
        page.keyboard.press(grade)
    assert fronts[0] == fronts[4] == "One"


def test_cards_are_due_again_in_time(cards, visit):
    window = visit(cards)
    page = window.page
    page.clock.set_fixed_time("2024-01-01T12:00:00Z")
    window.goto("/review/")
    page.locator(".begin").click()
    page.keyboard.press("Space")
    page.keyboard.press("4")
    page.clock.set_fixed_time("2024-01-09T12:01:00Z")
    window.goto("/review/")
    assert state(page) == "1 due, 3 new."
    assert page.locator(".cards .when").first.inner_text() == "due now"


def test_progress_can_be_saved_loaded_and_forgotten(cards, visit, tmp_path):
    window = visit(cards)
    page = window.goto("/review/")
    page.locator(".begin").click()
    page.keyboard.press("Space")
    page.keyboard.press("4")
    page.keyboard.press("Escape")
    before = kept(page)
    page.locator(".kept summary").click()
    with page.expect_download() as download:
        page.locator(".export").click()
    file = tmp_path / "flashcards.json"
    download.value.save_as(file)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(".reset").click()
    assert state(page).startswith("4 new")
    page.locator(".import").set_input_files(file)
    page.get_by_text("3 new").wait_for()
    assert kept(page) == before
    (tmp_path / "other.json").write_text('{"cards": null}')
    page.locator(".import").set_input_files(tmp_path / "other.json")
    page.get_by_text("other.json holds no progress").wait_for()
    assert kept(page) == before


def test_a_browser_that_keeps_nothing_says_so(cards, visit):
    window = visit(cards)
    window.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page = window.goto("/review/")
    assert "This browser keeps nothing" in state(page)
    page.locator(".begin").click()
    page.keyboard.press("Space")
    page.keyboard.press("4")
    page.keyboard.press("Escape")
    assert state(page).startswith("3 new, 1 later.")


@pytest.mark.parametrize("damaged", ["{", "null", '{"cards": {"x": {"due": "soon"}, "y": null}}', "[]"])
def test_damaged_progress_is_none(damaged, cards, visit):
    window = visit(cards)
    page = window.goto("/review/")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, damaged])
    window.goto("/review/")
    assert state(page) == "4 new."


def test_without_scripts_the_page_is_a_list(cards, visit):
    page = visit(cards, java_script_enabled=False).goto("/review/")
    assert page.locator("button:visible").count() == 0
    assert page.locator(".cards .front:visible").count() == 4
    assert page.locator(".cards .back:visible").count() == 0
    page.locator(".cards summary").first.click()
    assert page.locator(".cards .back:visible").inner_text() == "1"


def test_a_journals_page_shares_the_progress(cards, visit):
    window = visit(cards)
    page = window.goto("/@ai/review/")
    page.locator(".begin").click()
    page.keyboard.press("Space")
    page.keyboard.press("4")
    window.goto("/review/")
    assert state(page).startswith("3 new, 1 later.")


def test_decks_say_what_is_due_in_them_and_are_reviewed_alone(serve, visit):
    text = "---\ntags: [flashcards/a]\n---\nOne::1\nTwo::2\n\n#flashcards/b Three::3\n"
    with serve({**FILES, "posts/a.md": text}) as site:
        page = visit(site).goto("/review/a/")
        assert state(page) == "2 new."
        page.locator(".begin").click()
        page.keyboard.press("Space")
        page.keyboard.press("4")
        page.keyboard.press("Escape")
        page.goto(f"{site.url}/review/")
        counts = page.locator(".decks li").all_inner_texts()
        assert [" ".join(text.split()) for text in counts] == ["a 1 new", "b 1 new"]
        page.goto(f"{site.url}/review/b/")
        assert state(page) == "1 new."
