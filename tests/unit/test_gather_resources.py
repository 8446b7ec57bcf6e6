"""Resources: which links are what a post was written from, and what they are called."""

import pytest

from journal.markdown import convert


def resources(text):
    return [(item.text, item.url) for item in convert(text).items if item.kind == "resource"]


def below(lines, heading="Resources"):
    return resources(f"## {heading}\n\n{lines}\n")


PAGE = "https://else.example/page"


@pytest.mark.parametrize(
    "heading",
    [
        "Resources",
        "References",
        "Further reading",
        "Reading",
        "Links",
        "Useful links",
        "References & inspirations",
        "Links and resources",
        "Bonus: other resources I've found helpful",
        "Best resources for learning ML",
        "Resources that helped",
        "📚 Reading list",
        "4. Bibliography",
        "What I read: resources",
        "Quellen",
    ],
)
def test_headings_that_say_so(heading):
    assert below(f"- [A page]({PAGE})", heading) == [("A page", PAGE)]


@pytest.mark.parametrize(
    "heading",
    [
        "References and borrowing",
        "Reading files in Python",
        "Weak references",
        "Resources in Kubernetes",
        "Links to the heap",
        "Associative arrays and nested references",
        "Open external links",
        "Resource limits",
        "Text fragment links",
    ],
)
def test_headings_that_speak_of_something_else(heading):
    assert below(f"- [A page]({PAGE})", heading) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (f"[A page]({PAGE}), a good one", "A page"),
        (f"Introductory channel: {PAGE}", "Introductory channel"),
        (f"Somebody. A page. 2017. Available online at: {PAGE}", "Somebody. A page. 2017"),
        (f"Somebody's lectures ([link]({PAGE}))", "Somebody’s lectures"),
        (f"[here]({PAGE}): all of it", "all of it"),
        (PAGE, "else.example/page"),
        (f"*[A page]({PAGE})*", "A page"),
        (f"[**A page**]({PAGE}) by [somebody](https://somebody.example/)", "A page"),
        (f"[x] [A page]({PAGE})", "A page"),
    ],
)
def test_what_a_resource_is_called(line, name):
    assert below(f"- {line}") == [(name, PAGE)]


def test_a_line_of_nothing_but_links_has_several():
    assert [name for name, _ in below(f"- [One]({PAGE}), [Two]({PAGE}2) and [Three]({PAGE}3)")] == [
        "One",
        "Two",
        "Three",
    ]


def test_lines_of_a_paragraph_count_when_their_link_begins_or_ends_them():
    lines = f"A course: {PAGE}\n[Two]({PAGE}2) is fine\n\nI also liked [this one]({PAGE}3) for how it is drawn."
    assert [name for name, _ in below(lines)] == ["A course", "Two"]


@pytest.mark.parametrize(
    "line",
    [
        "[Another post](other.md)",
        "`https://else.example/`",
        f"10-14-2021: Include [A page]({PAGE}) in the list",
        "a book that has no link",
        f"```text\n  {PAGE}\n  ```",
    ],
)
def test_what_is_no_resource(line):
    assert below(f"- {line}") == []


def test_a_box_that_is_ticked_and_what_is_said_of_a_link():
    items = convert(f"## Links\n\n- [x] [One]({PAGE}) – *the* one\n- [ ] [Two]({PAGE}2)\n").items
    assert [(item.done, item.more) for item in items] == [(True, "<em>the</em> one"), (False, "")]


def test_what_stands_below_a_heading_of_its_own_there():
    assert below(f"### Videos\n\n- [A page]({PAGE})") == [("A page", PAGE)]
    assert resources(f"## Resources\n\nText.\n\n## Next\n\n- [A page]({PAGE})\n") == []
