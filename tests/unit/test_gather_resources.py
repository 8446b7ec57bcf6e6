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
        "Best resources, in order of difficulty",
        "Resources for beginners",
        "Further reading on transformers",
        "Resources by topic",
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
        "Reading on the train",
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


@pytest.mark.parametrize(
    "heading", ["See also", "Where to learn about quantisation?", "Relevant links", "Citations", "Learn more"]
)
def test_other_headings_that_say_so(heading):
    assert below(f"- [A page]({PAGE})", heading) == [("A page", PAGE)]


@pytest.mark.parametrize("line", ["Relevant links:", "**Resources**", "Here are some resources I recommend"])
def test_a_short_line_above_a_list_stands_as_a_heading(line):
    assert resources(f"Prose.\n\n{line}\n\n- [A page]({PAGE})\n") == [("A page", PAGE)]


@pytest.mark.parametrize("line", ["Related posts:", "It took some links", "Follow these links."])
def test_other_lines_do_not(line):
    assert resources(f"Prose.\n\n{line}\n\n- [A page]({PAGE})\n") == []


def test_pasted_lines_are_read_from_the_one_that_announces_them_in_their_order():
    text = (
        "I see [this](https://no.example/) as hard.\n"
        "Best resources for learning ML\n"
        "They are in order of difficulty.\n"
        "A channel: https://else.example/b\n"
        "An introduction: short.example/3vOF\n"
        "The book: https://else.example/a\n"
        "Happy coding!\n"
    )
    assert resources(text) == [
        ("A channel", "https://else.example/b"),
        ("An introduction", "https://short.example/3vOF"),
        ("The book", "https://else.example/a"),
    ]


def test_a_line_with_an_address_that_is_no_link_ends_no_list():
    lines = [
        "A channel: https://else.example/b",
        "An introduction: short.example/3vOF",
        "The book: https://else.example/a",
    ]
    assert below("\n\n".join(lines), "Best resources for learning ML") == [
        ("A channel", "https://else.example/b"),
        ("An introduction", "https://short.example/3vOF"),
        ("The book", "https://else.example/a"),
    ]


def test_a_wrapped_sentence_announces_nothing():
    assert resources(f"There are many good\nresources for learning\nthis: {PAGE}\n") == []


def test_footnotes_are_what_a_heading_at_the_end_speaks_of_when_it_has_nothing_else():
    notes = f"\n[^1]: [A page]({PAGE})\n[^2]: A remark, see [that](https://no.example/), on something else.\n"
    assert resources(f"Text.[^1][^2]\n\n## References\n{notes}") == [("A page", PAGE)]
    other = "https://else.example/other"
    assert resources(f"Text.[^1][^2]\n\n## References\n\n- [Other]({other})\n{notes}") == [("Other", other)]
    assert resources(f"Text.[^1][^2]\n\n## The end\n{notes}") == []


def test_who_told_of_a_link_is_no_resource():
    assert below(f"- [A page]({PAGE}) [via Ann](https://ann.example/)") == [("A page", PAGE)]


def test_a_post_that_is_a_list_of_resources():
    found = [item.url for item in convert(f"## Books\n\n- [A page]({PAGE})\n", title="Learning resources").items]
    assert found == [PAGE]
