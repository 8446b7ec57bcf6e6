"""What pages stand on: every template that is extended, included or imported, by whatever name, counts."""

import time

import jinja2
import pytest
from jinja2 import meta

from journal import ground
from journal.defaults import TEMPLATES
from journal.ground import Ground

PAGE = "-- posts/a.md --\nA.\n-- templates/404.html --\n{written}\n-- templates/partials/mine.html --\none\n"

WAYS = {
    "include": '{% include "partials/mine.html" %}',
    "a name with a dot": '{% include "./partials/mine.html" %}',
    "a name with two slashes": '{% include "partials//mine.html" %}',
    "a name that is worked out": '{% set name = "mine" %}{% include "partials/" ~ name ~ ".html" %}',
    "one of several": '{% include ["partials/none.html", "partials/mine.html"] %}',
    "an import": '{% import "partials/mine.html" as m with context %}{{ m }}',
    "an include of an include": '{% include "partials/other.html" %}',
}


NAMED = {
    "{% include 'a.html' %}": {"a.html"},
    '{%- extends "a.html" -%}\n{%+ include\n"b.html" ignore missing without context %}': {"a.html", "b.html"},
    '{% import "a.html" as a %}{% from "b.html" import b with context %}': {"a.html", "b.html"},
    '{% include "a.html" if x else "b.html" %}': {None},
    '{% include "a" ~ ".html" %}{% include "b.html" %}': {None, "b.html"},
    '{% include ["a.html", "b.html"] %}': {"a.html", "b.html"},
    '{% include "a\\x2ehtml" %}': {"a.html"},
    '{% include ("a.html") %}': {"a.html"},
    "{% set included = 1 %}Taken from a page.": set(),
    '{% include "a.html" %}{% include %}': {None},
}


@pytest.mark.parametrize("text", NAMED)
def test_the_names_in_a_template_are_found(text):
    assert ground.named_by(text) == NAMED[text]


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.*")), ids=lambda file: file.name)
def test_the_names_in_a_built_in_template_are_those_that_jinja_finds(file):
    text = file.read_text(encoding="utf-8")
    named = meta.find_referenced_templates(jinja2.Environment().parse(text))
    assert ground.named_by(text) == set(named)


def made(site, written):
    s = site(PAGE.format(written=written))
    s.put("templates/partials/other.html", '{% include "partials/mine.html" %}')
    time.sleep(0.06)
    s.build()
    assert "one" in s.text("/404.html")
    return s


@pytest.mark.parametrize("way", WAYS)
def test_a_template_that_another_needs_makes_its_pages_again(site, way):
    s = made(site, WAYS[way])
    s.put("templates/partials/mine.html", "two\n")
    s.build()
    assert "two" in s.text("/404.html")


def test_a_template_that_was_missing_makes_the_pages_again_that_asked_for_it(site):
    s = site(PAGE.format(written='{% include "partials/later.html" ignore missing %}.'))
    s.build()
    s.put("templates/partials/later.html", "now\n")
    s.build()
    assert "now" in s.text("/404.html")


def test_a_template_that_is_edited_while_the_pages_are_made_is_not_taken_for_read(site):
    s = site(PAGE.format(written='{{ "" | wait }}{% include "partials/mine.html" %}') + "-- journal.toml --\n")
    s.put("journal.toml", 'extensions = ["own"]\n')
    s.put(
        "own.py",
        "from pathlib import Path\n\n"
        "def register(registry):\n"
        "    registry.add_filter('wait', wait)\n\n"
        "def wait(text):\n"
        "    here = Path(__file__).parent\n"
        "    if (here / 'edit').exists():\n"
        "        (here / 'templates/partials/mine.html').write_text('two\\n')\n"
        "    return text\n",
    )
    s.put("edit", "")
    s.build()
    assert "two" in s.text("/404.html")
    (s.root / "edit").unlink()
    s.put("templates/partials/mine.html", "one\n")
    s.build()
    assert "one" in s.text("/404.html")


def test_which_part_has_changed_is_told():
    before = Ground("a b c", {"x": "1"}, {})
    assert Ground("A b c", {"x": "1"}, {}).what_changed(before.below("x"), "x") == "settings"
    assert Ground("a B c", {"x": "1"}, {}).what_changed(before.below("x"), "x") == "extensions"
    assert Ground("a b C", {"x": "1"}, {}).what_changed(before.below("x"), "x") == "this program"
    assert Ground("a b c", {"x": "2"}, {}).what_changed(before.below("x"), "x") == "template x"
