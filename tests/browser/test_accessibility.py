"""Readable by everybody: axe finds nothing, the text has strong contrast, and the keyboard goes everywhere."""

import pytest

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]}
"""Those that tell a scheme from another."""

AXE = """async (rules) => {
  const found = await axe.run({
    runOnly: rules,
    rules: { "color-contrast-enhanced": { enabled: true } },
    resultTypes: ["violations"],
    elementRef: true,
  });
  // Where a reader reads, contrast is 7:1; everywhere else 4.5:1, which is among the rules.
  const isText = (e) => e.closest("main :is(p, li, dd)") && !e.closest("pre");
  return found.violations.flatMap(({ id, nodes }) => nodes
    .filter(({ element }) => id !== "color-contrast-enhanced" || isText(element))
    .map(({ target, failureSummary }) => `${location}: ${id}: ${target} ${failureSummary}`));
}"""

SETTLED = "Promise.all(document.getAnimations().map(animation => animation.finished))"
"""Colours pass into each other."""
SHORTEN = """() => document.querySelectorAll("ul, ol, dl, tbody").forEach(list => {
    while (list.children.length > 20) list.lastElementChild.remove();
})"""
"""The hundredth of a list is as the tenth, and axe looks at each for as long as at the first."""
LONG = ("/knows/", "/glossary/", "/resources/")
"""Pages that only the length of their lists tells from others."""


def _pages_to_read(site) -> list[str]:
    """All entries, and of every folder of lists its first two; of journals, two of each page that they have."""
    shown: dict[str, list[str]] = {}
    for path in site.pages:
        folder, _, below = site.below(path).strip("/").partition("/")
        kind = folder if folder in ("series", "archive", "page") else f"@ {below}" if folder.startswith("@") else path
        shown.setdefault(kind, []).append(path)
    return [path for alike in shown.values() for path in alike[:2]]


@pytest.mark.parametrize(
    ("name", "width", "schemes"),
    [
        ("example", 390, ["light"]),
        ("example", 1280, ["light", "dark"]),
        ("odd", 390, ["dark"]),
        ("odd", 1280, ["light"]),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else None,
)
def test_axe_finds_nothing(name, width, schemes, request, visit, axe):
    site = request.getfixturevalue(name)
    window = visit(site, width=width, scheme=schemes[0])
    window.page.add_init_script(axe)
    wrong = []
    for path in _pages_to_read(site):
        page = window.goto(path)
        if site.below(path).startswith(LONG):
            page.evaluate(SHORTEN)
        wrong += page.evaluate(AXE, RULES)
        for scheme in schemes[1:]:
            page.emulate_media(color_scheme=scheme)
            page.evaluate(SETTLED)
            wrong += page.evaluate(AXE, COLOURS)
        page.emulate_media(color_scheme=schemes[0])
    assert not wrong, "\n".join(wrong)


def test_axe_would_find_what_is_wrong(visit, axe, tmp_path):
    faint = "<p style='color: #666; background: #fff'>Readable, but not for long.</p>"
    (tmp_path / "bad.html").write_text(f"<!doctype html><main>{faint}<img src='data:,'><button></button>")
    page = visit(tmp_path).goto("/bad.html")
    page.evaluate(axe)
    found = " ".join(page.evaluate(AXE, RULES))
    for rule in ("html-has-lang", "image-alt", "button-name", "color-contrast-enhanced"):
        assert f" {rule}: " in found
    faint = "main * { color: #777 !important; background: #111 !important }"
    page.add_style_tag(content=f"@media (prefers-color-scheme: dark) {{ {faint} }}")
    page.emulate_media(color_scheme="dark")
    in_the_dark = " ".join(page.evaluate(AXE, COLOURS))
    assert " color-contrast: " in in_the_dark
    assert " image-alt: " not in in_the_dark


def test_the_first_tab_offers_to_skip_to_the_text(example, visit):
    page = visit(example).goto("/about/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#main"
    box = skip.bounding_box()
    assert box
    assert min(box["width"], box["height"]) > 20, "it shows itself"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(
        "document.querySelector('main').compareDocumentPosition(document.activeElement)"
        " & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING)"
    ), "the next stop is in the text or below it"


FOCUS = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const opacity = (e) => e ? getComputedStyle(e).opacity * opacity(e.parentElement) : 1;
  return {
    what: e.outerHTML.slice(0, 120),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 4 && box.height > 4 && opacity(e) === 1,
    within: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_focus_is_seen_wherever_it_goes(width, scheme, example, visit):
    # Without motion, as what fades in is not to be waited for.
    window = visit(example, width=width, scheme=scheme, reduced_motion="reduce")
    for path in ("/", "/2023/a-walk-through-the-cache/", "/archive/"):
        page = window.goto(path)
        stops = 0
        for _ in range(200):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if not focus:
                break
            stops += 1
            assert focus["ring"], focus
            assert focus["seen"], focus
            assert focus["within"], focus
        assert 5 < stops < 200, "it comes to an end"
