"""Every page, at every width, in light and dark: nothing sticks out, nothing jumps, nothing complains."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

BAD = """<!doctype html>
<style>div { width: 3000px }</style>
<img src="https://me.example/x.png" alt="" width="1" height="1">
<p>Text</p>
<div>Wide</div>
<script>
  console.error("no");
  setTimeout(() => (document.querySelector("p").style.marginTop = "300px"), 100);
</script>
"""

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const wide = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
  if (wide <= width) return null;
  // Of all that stick out, the innermost names the cause.
  const out = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > width + 1);
  const inner = out.filter(e => !out.some(other => other !== e && e.contains(other)));
  return `${wide - width}px too wide: ` + inner.slice(0, 3).map(e => e.outerHTML.slice(0, 100)).join(" … ");
}"""

IS_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"

WATCH = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries())
    shifts.push([entry.value, ...entry.sources.map(s => s.node?.outerHTML?.slice(0, 100) ?? s.node?.nodeName)]);
}).observe({ type: "layout-shift", buffered: true });
"""

# A picture of unknown size moves what is below it; that is the author's, not the theme's.
SHIFTS = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>
    done(document.querySelector("img:not([width][height])") ? [] : shifts))))"""


def _wrong(page: Page) -> Iterator[str]:
    """What is wrong with the page that is open."""
    for shift in page.evaluate(SHIFTS):
        yield f"{page.url}: moved by itself: {shift}"
    # From the scheme that it was opened in to the other one, in which the next page is opened.
    schemes = ("dark", "light") if page.evaluate(IS_DARK) else ("light", "dark")
    for number, scheme in enumerate(schemes):
        if number:
            page.emulate_media(color_scheme=scheme)
        if overflow := page.evaluate(OVERFLOW):
            yield f"{page.url}, {scheme}: {overflow}"


@pytest.mark.parametrize("width", [390, 820, 1280, 1680])
@pytest.mark.parametrize("name", ["example", "odd"])
def test_pages_stay_within_the_window_and_do_not_move(name, width, request, visit):
    site = request.getfixturevalue(name)
    window = visit(site, width=width)
    window.page.add_init_script(WATCH)
    wrong = [problem for path in site.pages for problem in _wrong(window.goto(path))]
    assert not wrong, "\n".join(wrong)


def test_a_slow_script_moves_nothing(example, visit):
    window = visit(example, width=390)
    window.page.add_init_script(WATCH)

    def late(route):
        window.page.wait_for_timeout(100)
        route.continue_()

    window.page.route("**/journal.js", late)
    wrong = [problem for path in example.pages[::4] for problem in _wrong(window.goto(path))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("width", [390, 820])
def test_a_slow_line_moves_nothing(width, dripping, visit):
    window = visit(dripping, width=width)
    window.page.add_init_script(WATCH)
    wrong = [problem for path in dripping.pages[::5] for problem in _wrong(window.goto(path))]
    assert not wrong, "\n".join(wrong)


def test_what_is_looked_for_would_be_found(visit, tmp_path):
    (tmp_path / "bad.html").write_text(BAD)
    window = visit(tmp_path)
    window.page.add_init_script(WATCH)
    window.page.route("https://**", lambda route: route.abort())
    window.goto("/bad.html")
    window.page.wait_for_function("shifts.length")
    wrong = list(_wrong(window.page))
    assert any("too wide: <div>Wide</div>" in problem for problem in wrong)
    assert any("moved by itself" in problem for problem in wrong)
    assert any("asks https://me.example/x.png" in problem for problem in window.problems)
    assert any("bad.html: no" in problem for problem in window.problems)
    window.problems.clear()
